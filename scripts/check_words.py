#!/usr/bin/env python3
"""check_words.py - every sentence a person may read has its translation, and no other.

Collects each NL_T("...") below src/, and title, description and role of each built-in profile,
and compares them with every language in res/words (see po.py). Each file must be canonical and
must please msgfmt -c. A command or option that a sentence or its translation names must be a row
of src/app/option_rows.c.

  --update           adds what is missing to each file (to be translated by hand), removes what no
                     longer exists, and sorts
  --missing          prints nothing but the untranslated sentences
"""

import json
import re
import subprocess
import sys

import checking
import make_words
import po
from c_sentences import sentences_of_c, tokens

PLACEHOLDER = re.compile(r"\{([1-9])\}")
# In a translation alone: {=1} is an argument that is never translated itself, such as a name.
PLACEHOLDER_OF_NAME = re.compile(r"\{=?([1-9])\}")
JSON_COMMENT = re.compile(r'("(?:\\.|[^"\\])*")|//[^\n]*|/\*.*?\*/', re.DOTALL)
# Chinese has its own comma, semicolon, colon, question and exclamation mark.
HALF_WIDTH = re.compile("[\u3400-\u9fff][,;:?!]|[,;:?!][\u3400-\u9fff]")
PROFILE_KEYS = ("title", "description", "role")


def sentences_of_profile(path, where):
    text = path.read_text(encoding="utf-8")
    document = json.loads(JSON_COMMENT.sub(lambda match: match.group(1) or " ", text))
    for key in PROFILE_KEYS:
        if document.get(key):
            yield document[key], where


# A text that the English may hold after "netlatch" without naming a command.
PROSE = set("""
    again as blocks calls cannot changed checks closes could counts created did does from goes
    had has in is itself knows made makes may never on reports rolls runs shows starts takes
    then to waited was with would writes
""".split())
COMMAND = re.compile(r"(?<![\w/.-])netlatch ([a-z][a-z-]*)((?: (?:--)?[A-Za-z0-9.{}=/-]+)*)")
OPTION = re.compile(r"(?<![\w-])--([a-z][a-z-]*)")
ROWS_FILE = "src/app/option_rows.c"


def command_line(root):
    """({option: commands that take it, as a set of names}, {command}) of option_rows.c."""
    stream = tokens((root / ROWS_FILE).read_text(encoding="utf-8"))
    texts = [text for _, _, text in stream]
    is_string = [flag for _, flag, _ in stream]
    commands = {}
    for at in range(len(texts) - 3):
        if texts[at] == "{" and texts[at + 1].startswith("NL_COMMAND_") and is_string[at + 3]:
            commands[texts[at + 1][len("NL_COMMAND_"):]] = texts[at + 3]
    sets = {"ALL": set(commands)}
    for at in range(len(texts) - 2):
        if texts[at] == "define":
            last = at + 2
            while last < len(texts) and texts[last] != "#" and texts[last] != "static":
                last += 1
            # A definition in terms of ON(...) alone; ON itself and ALL are known.
            body = texts[at + 2:last]
            if texts[at + 1] not in ("ON", "AT", "ALL"):
                sets[texts[at + 1]] = {body[i + 2] for i, word in enumerate(body) if word == "ON"}
    options = {}
    for at in range(len(texts) - 2):
        if texts[at] == "{" and is_string[at + 1] and texts[at + 2] == ",":
            takes = set()
            for i in range(at + 2, len(texts)):
                if texts[i] == "ON" and texts[i + 1] == "(":
                    takes.add(texts[i + 2])
                elif texts[i] in sets:
                    takes |= sets[texts[i]]
                elif texts[i] == "}":
                    break
            options[texts[at + 1]] = {commands[name] for name in takes if name in commands}
    return options, set(commands.values())


def wrong_commands(text, options, commands):
    """What a sentence names that the command line does not have."""
    for match in OPTION.finditer(text):
        if match.group(1) not in options:
            yield "no such option: --%s" % match.group(1)
    for match in COMMAND.finditer(text):
        command = match.group(1)
        if command not in commands:
            if command not in PROSE:
                yield "no such command: netlatch %s" % command
            continue
        for option in OPTION.findall(match.group(2)):
            if option in options and command not in options[option]:
                yield "netlatch %s takes no --%s" % (command, option)


def shorten(text):
    return json.dumps(text if len(text) <= 70 else text[:67] + "...", ensure_ascii=False)


def sentences_of(root):
    """{text or None: places}, in order."""
    sentences = {}
    for path in checking.files(root, "src", ".c", ".h"):
        for text, place in sentences_of_c(path, checking.relative(path, root)):
            sentences.setdefault(text, []).append(place)
    for path in checking.files(root, "res/profiles", ".json"):
        for text, place in sentences_of_profile(path, checking.relative(path, root)):
            sentences.setdefault(text, []).append(place)
    return sentences


def entries_of(root):
    """(English, translation) of every language."""
    for path in checking.files(root, "res/words", ".po"):
        for _, english, translation in po.read(path.read_text(encoding="utf-8")).entries:
            yield english, translation


def wrong_in_entry(english, text):
    if not text.strip():
        yield "not translated"
        return
    if set(PLACEHOLDER.findall(english)) != set(PLACEHOLDER_OF_NAME.findall(text)):
        yield "other placeholders"
    if HALF_WIDTH.search(text):
        yield "English punctuation beside Chinese"


def refused_by_msgfmt(path):
    done = subprocess.run(["msgfmt", "-c", "-o", "/dev/null", str(path)], capture_output=True,
                          text=True, check=False)
    # Without its path: it is told anyway, and a planted tree stands somewhere else each time.
    return [] if done.returncode == 0 and not done.stderr else [
        "msgfmt -c: " + " | ".join(done.stderr.replace(str(path), "").split("\n"))]


def check_language(root, path, sentences, names):
    where = checking.relative(path, root)
    text = path.read_text(encoding="utf-8")
    try:
        catalogue = po.read(text)
    except po.Fault as fault:
        yield "%s: %s" % (where, fault)
        return
    try:
        make_words.rows_of(catalogue)
    except po.Fault as fault:
        yield "%s: %s" % (where, fault)
    for fault in refused_by_msgfmt(path):
        yield "%s: %s" % (where, fault)
    if text != po.write(catalogue):
        yield "%s: not canonical (order, one line each): check_words.py --update mends it" % where
    for line, english, translation in catalogue.entries:
        place = "%s:%d" % (where, line)
        if english not in sentences:
            yield "%s: no such sentence any more: %s" % (place, shorten(english))
        for fault in wrong_in_entry(english, translation):
            yield "%s: %s: %s" % (place, fault, shorten(english))
        for fault in wrong_commands(translation, *names):
            yield "%s: %s" % (place, fault)
    known = {english for _, english, _ in catalogue.entries}
    for english, places in sentences.items():
        if english not in known:
            yield "%s: not in %s: %s" % (places[0], where, shorten(english))


def check(root):
    sentences = sentences_of(root)
    for place in sentences.pop(None, []):
        yield "%s: NL_T holds more than string literals" % place
    names = command_line(root)
    prose = set()
    for text, places in sentences.items():
        for fault in wrong_commands(text, *names):
            yield "%s: %s" % (places[0], fault)
        prose |= {match.group(1) for match in COMMAND.finditer(text)}
    if root == checking.ROOT:
        for word in sorted(PROSE - prose):
            yield "scripts/check_words.py: PROSE: no sentence says netlatch %s any more" % word
    languages = checking.files(root, "res/words", ".po")
    if sentences and not languages:
        yield "res/words: no language"
    for path in languages:
        yield from check_language(root, path, sentences, names)


def update(root):
    sentences = sentences_of(root)
    sentences.pop(None, None)
    for path in checking.files(root, "res/words", ".po"):
        catalogue = po.read(path.read_text(encoding="utf-8"))
        known = {english for _, english, _ in catalogue.entries}
        catalogue.entries = [entry for entry in catalogue.entries if entry[1] in sentences]
        catalogue.entries += [(0, english, "") for english in sentences if english not in known]
        path.write_text(po.write(catalogue), encoding="utf-8")


def report_missing(root):
    sentences = sentences_of(root)
    known = {english for english, translation in entries_of(root) if translation}
    for text in sentences:
        if text is not None and text not in known:
            print(json.dumps(text, ensure_ascii=False))


HEADER = """msgid ""
msgstr ""
"Project-Id-Version: netlatch\\n"
"PO-Revision-Date: 2026-11-27 21:00+0000\\n"
"Last-Translator: A\\n"
"Language-Team: A\\n"
"Language: zh_CN\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"""
ROW = '\nmsgid "Port {1} is open."\nmsgstr "端口 {1} 已打开。"\n'
SOURCE = 'say(NL_T("Port {1} "\n         "is open."), n);\n'
OPTIONS = """#define ON(command) (1U << NL_COMMAND_##command)
#define MACHINE (ON(AUDIT))
#define ALL ((1U << NL_COMMAND_COUNT) - 1)
static const struct nl_option options[] = {
    {"from", 0, NL_OPTION_TEXT, AT(from), MACHINE, "F", NULL},
    {"yes", 'y', NL_OPTION_FLAG, AT(yes), ON(APPLY) | ON(ROLLBACK), NULL, NULL},
    {"quiet", 'q', NL_OPTION_FLAG, AT(quiet), ALL, NULL, NULL},
};
static const struct nl_command_row commands[] = {
    {NL_COMMAND_AUDIT, "audit", "", NULL, ""},
    {NL_COMMAND_APPLY, "apply", "", NULL, ""},
};
"""


def tree(source=SOURCE, rows=ROW, header=HEADER, **more):
    planted = {"src/plan/a.c": source, "res/words/zh-CN.po": header + rows, ROWS_FILE: OPTIONS}
    planted.update(more)
    return planted


def saying(english, translation):
    row = '\nmsgid "%s"\nmsgstr "%s"\n' % (english, translation)
    return tree(source='say(NL_T("%s"));\n' % english, rows=row)


PROFILE = '{"title": "A // title", /* x */ "name": "p" // "role": "no"\n}'
OTHER = '\nmsgid "A"\nmsgstr "甲"\n'

BAD = [
    (tree(rows=""), "not in res/words/zh-CN.po"),
    (tree(source=SOURCE + 'say(NL_T("More."));\n'), "not in res/words/zh-CN.po"),
    (tree(**{"res/words/de.po": HEADER.replace("zh_CN", "de")}), "not in res/words/de.po"),
    ({"src/plan/a.c": SOURCE, ROWS_FILE: OPTIONS}, "no language"),
    (tree(source="/* " + SOURCE + " */"), "no such sentence"),
    (tree(source=SOURCE.replace("is open", "is shut")), "no such sentence"),
    (tree(rows=ROW.replace("端口 {1}", "端口")), "other placeholders"),
    (tree(rows=ROW.replace("端口 {1}", "端口 {1} {2}")), "other placeholders"),
    (tree(rows=ROW.replace("{1} 已", "{=2} 已")), "other placeholders"),
    (tree(rows=ROW.replace("端口 {1} 已打开。", " ")), "not translated"),
    (tree(rows=ROW.replace("端口 {1} 已打开。", "")), "not translated"),
    (tree(rows=ROW + ROW), "twice"),
    (tree(rows=ROW.replace("已打开", "打开,")), "English punctuation"),
    (tree(rows=ROW.replace("已打开", "(a):打开")), "English punctuation"),
    (tree(source=SOURCE + 'say(NL_T("A"));\n', rows=ROW + OTHER), "not canonical"),
    (tree(rows=ROW.replace("Port {1} ", 'Port {1} "\n"')), "not canonical"),
    (tree(rows="\n#, fuzzy" + ROW), "not a plain comment"),
    (tree(rows=ROW + '#~ msgid "gone"\n'), "not a plain comment"),
    (tree(rows=ROW + '\nmsgid "A"\n'), "without msgstr"),
    (tree(rows=ROW + '\nmsgctxt "A"\n'), "expected msgid"),
    (tree(rows=ROW.replace("打开。", "打\\q开。")), "expected a string"),
    (tree(header=""), "no header"),
    (tree(header=HEADER.replace('"Language: zh_CN\\n"\n', "")), "msgfmt -c"),
    (tree(source=SOURCE + "say(NL_T(text));\n"), "more than string literals"),
    (tree(source=SOURCE + 'say(NL_T("a" WORD "b"));\n'), "more than string literals"),
    ({"res/profiles/p.json": PROFILE, ROWS_FILE: OPTIONS}, "no language"),
    (tree(**{"res/profiles/p.json": PROFILE}), "not in res/words/zh-CN.po"),
    (saying("Run netlatch export.", "执行。"), "no such command: netlatch export"),
    (saying("Run it.", "执行 netlatch export。"), "no such command: netlatch export"),
    (saying("Add --probe.", "加上。"), "no such option: --probe"),
    (saying("Add it.", "加上 --probe。"), "no such option: --probe"),
    (saying("Run netlatch audit --yes.", "执行。"), "netlatch audit takes no --yes"),
    (saying("Run netlatch audit {1} --yes.", "执行 {1}。"), "netlatch audit takes no --yes"),
]
GOOD = [
    tree(),
    tree(rows=ROW.replace("{1} 已", "{=1} 已")),
    tree(source="#define NL_T(sentence) sentence\n#define S \\\n    NL_T(\"Port {1} \" \\\n \"is open.\")\n"),
    tree(source=SOURCE + SOURCE + "char q = '\"'; /* NL_T(\"no\") */\n"),
    tree(source=SOURCE + 'say(NL_T("\\"A\\\\B\\""));\n', rows='\nmsgid "\\"A\\\\B\\""\nmsgstr "\\"甲\\""\n' + ROW),
    tree(source=SOURCE + 'say(NL_T("A"));\n', rows=OTHER + ROW),
    {"res/profiles/p.json": PROFILE, ROWS_FILE: OPTIONS,
     "res/words/zh-CN.po": HEADER + '\nmsgid "A // title"\nmsgstr "标题"\n'},
    saying("netlatch runs; netlatch audit --from {1} --quiet; netlatch apply --yes",
           "netlatch audit --from {1}"),
]


def collision():
    """The build refuses two sentences of one hash: shown with a hash of one value."""
    catalogue = po.Catalogue({}, [(1, "A", "甲"), (2, "B", "乙")], [])
    try:
        make_words.rows_of(catalogue, lambda data: 7)
    except po.Fault:
        return []
    return ["make_words.py takes two sentences of the same hash"]


if __name__ == "__main__":
    if "--missing" in sys.argv:
        report_missing(checking.ROOT)
        sys.exit(0)
    if "--update" in sys.argv:
        update(checking.ROOT)
        sys.exit(0)
    for problem in collision():
        sys.exit(problem)
    checking.main("check_words", check, BAD, GOOD)
