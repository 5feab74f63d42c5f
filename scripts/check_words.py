#!/usr/bin/env python3
"""check_words.py - every sentence a person may read has its translation, and no other.

Collects each NL_T("...") below src/, and title, description and role of each built-in profile,
and compares them with the tables src/model/words_*.c, rows of {"English", "translation"}.

  --subject-report   first prints, per file, how many of its sentences are translated
  --missing          prints nothing but the untranslated sentences, as C literals
"""

import json
import re
import sys

import checking

TOKEN = re.compile(
    r"""(?P<skipped>/\*.*?\*/|//[^\n]*|\#[ \t]*define[ \t]+NL_T\b[^\n]*|(?:\s|\\\n)+)
      | (?P<string>"(?:\\.|[^"\\\n])*")
      | (?P<other>'(?:\\.|[^'\\\n])*'|\w+|.)""",
    re.VERBOSE | re.DOTALL)
ESCAPE = re.compile(r"\\(x[0-9A-Fa-f]+|[0-7]{1,3}|.)", re.DOTALL)
SIMPLE = {"n": "\n", "t": "\t", "r": "\r"}
PLACEHOLDER = re.compile(r"\{([1-9])\}")
# In a translation alone: {=1} is an argument that is never translated itself, such as a name.
PLACEHOLDER_OF_NAME = re.compile(r"\{=?([1-9])\}")
JSON_COMMENT = re.compile(r'("(?:\\.|[^"\\])*")|//[^\n]*|/\*.*?\*/', re.DOTALL)
# Chinese has its own comma, semicolon, colon, question and exclamation mark.
HALF_WIDTH = re.compile("[\u3400-\u9fff][,;:?!]|[,;:?!][\u3400-\u9fff]")
PROFILE_KEYS = ("title", "description", "role")


def decode(literal):
    """The text that a C string literal stands for."""
    def one(match):
        what = match.group(1)
        if what[0] == "x":
            return chr(int(what[1:], 16))
        if what[0] in "01234567":
            return chr(int(what, 8))
        return SIMPLE.get(what, what)
    return ESCAPE.sub(one, literal[1:-1])


def tokens(text):
    """(line, is a string, text) for each token of a C file; adjacent strings are one."""
    found = []
    line = 1
    for match in TOKEN.finditer(text):
        token = match.group()
        if match.lastgroup == "string":
            if found and found[-1][1]:
                found[-1] = (found[-1][0], True, found[-1][2] + decode(token))
            else:
                found.append((line, True, decode(token)))
        elif match.lastgroup == "other":
            found.append((line, False, token))
        line += token.count("\n")
    return found


def shape(some):
    """Three tokens as a pattern: strings are '', the rest is itself."""
    return ["" if is_string else text for _, is_string, text in some]


def sentences_of_c(path, where):
    """(text or None, place) of each NL_T; None where it holds anything but string literals."""
    stream = tokens(path.read_text(encoding="utf-8"))
    for index, (line, is_string, text) in enumerate(stream):
        if is_string or text != "NL_T":
            continue
        inside = stream[index + 1:index + 4]
        whole = shape(inside) == ["(", "", ")"]
        yield inside[1][2] if whole else None, "%s:%d" % (where, line)


def sentences_of_profile(path, where):
    text = path.read_text(encoding="utf-8")
    document = json.loads(JSON_COMMENT.sub(lambda match: match.group(1) or " ", text))
    for key in PROFILE_KEYS:
        if document.get(key):
            yield document[key], where


def rows_of(path, where):
    """(English, translation or None, place) of each row of a table."""
    stream = tokens(path.read_text(encoding="utf-8"))
    for index, (line, is_string, text) in enumerate(stream):
        if is_string and index > 0 and shape(stream[index - 1:index]) == ["{"]:
            rest = stream[index + 1:index + 4]
            whole = shape(rest) == [",", "", "}"]
            yield text, rest[1][2] if whole else None, "%s:%d" % (where, line)


def shorten(text):
    return json.dumps(text if len(text) <= 70 else text[:67] + "...", ensure_ascii=False)


def collect(root):
    """Sentences {text or None: places}, in order, and rows [(English, translation, place)]."""
    sentences = {}
    rows = []
    for path in checking.files(root, "src", ".c", ".h"):
        where = checking.relative(path, root)
        if re.fullmatch(r"src/model/words_\w+\.c", where):
            rows.extend(rows_of(path, where))
            continue
        for text, place in sentences_of_c(path, where):
            sentences.setdefault(text, []).append(place)
    for path in checking.files(root, "res/profiles", ".json"):
        for text, place in sentences_of_profile(path, checking.relative(path, root)):
            sentences.setdefault(text, []).append(place)
    return sentences, rows


def check(root):
    sentences, rows = collect(root)
    for place in sentences.pop(None, []):
        yield "%s: NL_T holds more than string literals" % place
    translated = {}
    for english, text, place in rows:
        if english in translated:
            yield "%s: translated before at %s: %s" % (place, translated[english], shorten(english))
        translated[english] = place
        if english not in sentences:
            yield "%s: no such sentence any more: %s" % (place, shorten(english))
        if not text or not text.strip():
            yield "%s: translated to nothing: %s" % (place, shorten(english))
        elif set(PLACEHOLDER.findall(english)) != set(PLACEHOLDER_OF_NAME.findall(text)):
            yield "%s: other placeholders than in %s" % (place, shorten(english))
        elif HALF_WIDTH.search(text):
            yield "%s: English punctuation beside Chinese: %s" % (place, shorten(text))
    for text, places in sentences.items():
        if text not in translated:
            yield "%s: no translation: %s" % (places[0], shorten(text))


def report_missing(root):
    sentences, rows = collect(root)
    known = {english for english, _, _ in rows}
    last = None
    for text, places in sentences.items():
        if text is None or text in known:
            continue
        where = places[0].split(":")[0]
        if where != last:
            print("/* %s */" % where)
        last = where
        print(json.dumps(text, ensure_ascii=False))


def report_subjects(root):
    sentences, rows = collect(root)
    known = {english for english, _, _ in rows}
    counts = {}
    for text, places in sentences.items():
        for where in {place.split(":")[0] for place in places}:
            count = counts.setdefault(where, [0, 0])
            count[0] += text in known
            count[1] += 1
    for where, (done, total) in sorted(counts.items()):
        print("%5d of %4d  %s" % (done, total, where))


TABLE = "const struct nl_word_pair t[] = {\n%s    {NULL, NULL},\n};\n"
ROW = '    {"Port {1} is open.", "端口 {1} 已打开。"},\n'
SOURCE = 'say(NL_T("Port {1} "\n         "is open."), n);\n'


def tree(source=SOURCE, rows=ROW, **more):
    planted = {"src/plan/a.c": source, "src/model/words_a.c": TABLE % rows}
    planted.update(more)
    return planted


PROFILE = '{"title": "A // title", /* x */ "name": "p" // "role": "no"\n}'

BAD = [
    (tree(rows=""), "no translation"),
    (tree(source=SOURCE + 'say(NL_T("More."));\n'), "no translation"),
    (tree(source="/* " + SOURCE + " */"), "no such sentence"),
    (tree(source=SOURCE.replace("is open", "is shut")), "no such sentence"),
    (tree(rows=ROW.replace("端口 {1}", "端口")), "other placeholders"),
    (tree(rows=ROW.replace("端口 {1}", "端口 {1} {2}")), "other placeholders"),
    (tree(rows=ROW.replace("{1} 已", "{=2} 已")), "other placeholders"),
    (tree(rows=ROW.replace("端口 {1} 已打开。", " ")), "translated to nothing"),
    (tree(rows=ROW.replace('"端口 {1} 已打开。"', "NULL")), "translated to nothing"),
    (tree(rows=ROW + ROW), "translated before"),
    (tree(rows=ROW.replace("已打开", "打开,")), "English punctuation"),
    (tree(rows=ROW.replace("已打开", "(a):打开")), "English punctuation"),
    (tree(source=SOURCE + "say(NL_T(text));\n"), "more than string literals"),
    (tree(source=SOURCE + 'say(NL_T("a" WORD "b"));\n'), "more than string literals"),
    ({"res/profiles/p.json": PROFILE}, "no translation"),
]
GOOD = [
    tree(),
    tree(rows=ROW.replace("{1} 已", "{=1} 已")),
    tree(source="#define NL_T(sentence) sentence\n#define S \\\n    NL_T(\"Port {1} \" \\\n \"is open.\")\n"),
    tree(source=SOURCE + SOURCE + "char q = '\"'; /* NL_T(\"no\") */\n"),
    tree(source=SOURCE + 'say(NL_T("\\"A\\\\B\\""));\n', rows=ROW + '    {"\\"A\\\\B\\"", "\\"甲\\""},\n'),
    {"res/profiles/p.json": PROFILE, "src/model/words_p.c": TABLE % '    {"A // title", "标题"},\n'},
]

if __name__ == "__main__":
    if "--missing" in sys.argv:
        report_missing(checking.ROOT)
        sys.exit(0)
    if "--subject-report" in sys.argv:
        report_subjects(checking.ROOT)
    checking.main("check_words", check, BAD, GOOD)
