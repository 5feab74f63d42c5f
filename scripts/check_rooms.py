#!/usr/bin/env python3
"""check_rooms.py - inside a room: one header per source file, and no circles of files.

  * What foo.c offers to others (functions and data that are not static) is declared in foo.h beside
    it, and foo.h declares nothing that another file defines. Two exceptions: data in a header called
    *_rows.h, one table in several files; and the headers of PER_SYSTEM, all of whose functions each
    operating system has in one source of its own.
  * Drawn by their includes, the files of a room (foo.c and foo.h are one) make no circle.
"""

import re

import check_layers
import checking

# Headers that each operating system answers, and the sources that do.
PER_SYSTEM = {
    "app/wiring": ("app/wiring_posix", "app/wiring_windows"),
    "host/file_write": ("host/posix/posix_file_write", "host/windows/win_file_write"),
    "host/files": ("host/posix/posix_files", "host/windows/win_files"),
}

# Macros in front of a declaration or behind it, with their arguments.
MACRO = re.compile(r"\b(?:NL_[A-Z_]+|__attribute__)\b\s*(?:\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))?"
                   r"|\b(?:WINAPI|CALLBACK|_Noreturn)\b")
PREPROCESSOR = re.compile(r"^[ \t]*#(?:[^\n\\]|\\\n|\\.)*", re.MULTILINE)
NAME_OF_FUNCTION = re.compile(r"(\w+)\s*\(")
NAME_OF_DATA = re.compile(r"(\w+)\s*(?:\[[^\]]*\]\s*)*$")
INCLUDE = re.compile(r'^\s*#\s*include\s*"([^"]+)"', re.MULTILINE)


def top_level(text):
    """(statement, whether a block follows it) for each statement outside all braces."""
    text = MACRO.sub(" ", PREPROCESSOR.sub("", checking.code_only(text)))
    depth = 0
    statement = ""
    for part in re.split(r"([{};])", text):
        if part == "{":
            if depth == 0:
                yield statement.strip(), True
                # The name of a type or of data may follow the block; a function ends with it.
                is_data = "=" in statement or re.match(r"\s*(static|extern|const|typedef)?\s*(const\s+)?"
                                                       r"(struct|enum|union)\b[^(]*$", statement)
                statement = "" if not is_data else statement + "{}"
            depth += 1
        elif part == "}":
            depth -= 1
        elif depth == 0:
            if part == ";":
                yield statement.strip(), False
                statement = ""
            else:
                statement += part


def symbols(text, of_header):
    """{name: is data} of what a source defines, or a header declares, for other files."""
    found = {}
    for statement, block in top_level(text):
        words = statement.split()
        if not words or words[0] in ("static", "typedef", "_Static_assert"):
            continue
        declared = statement.partition("=")[0].strip()
        is_type = re.match(r"(const\s+)?(struct|enum|union)(\s+\w+)?\s*(\{\})?$", declared)
        if "(" in declared and not re.search(r"\(\s*\*\s*(const\s+)?\w+", declared):
            name = NAME_OF_FUNCTION.search(declared)
            if name and (block != of_header):
                found[name.group(1)] = False
        elif not is_type and (of_header and words[0] == "extern" or
                              not of_header and "=" in statement and words[0] != "extern"):
            name = NAME_OF_DATA.search(declared)
            if name:
                found[name.group(1)] = True
    return found


def files_of_rooms(root):
    """{room: {folder/stem: {".c": text, ".h": text}}}"""
    rooms = {}
    for path in checking.files(root, "src", ".c", ".h"):
        name = checking.relative(path, root / "src")
        room = check_layers.room_of(name)
        if room:
            stem = name[:-len(path.suffix)]
            rooms.setdefault(room, {}).setdefault(stem, {})[path.suffix] = path.read_text(
                encoding="utf-8")
    return rooms


def answers(rooms):
    """({source: functions that a header of PER_SYSTEM declares for it}, [what is missing])"""
    files = {stem: texts for room in rooms.values() for stem, texts in room.items()}
    asked, missing = {}, []
    for header, sources in PER_SYSTEM.items():
        declared = symbols(files.get(header, {}).get(".h", ""), True)
        for source in sources:
            asked[source] = set(declared)
            defined = symbols(files.get(source, {}).get(".c", ""), False)
            missing += ["src/%s.h: %s is not defined in %s.c" % (header, name, source)
                        for name in sorted(set(declared) - set(defined))]
    return asked, missing


def wrong_headers(files, asked):
    for stem, texts in sorted(files.items()):
        defined = {name: data for name, data in symbols(texts.get(".c", ""), False).items()
                   if name not in asked.get(stem, ()) and not name.startswith("__")}  # the compiler's
        declared = {} if stem in PER_SYSTEM else symbols(texts.get(".h", ""), True)
        in_rows = set()
        for other, other_texts in files.items():
            if other.endswith("_rows"):
                in_rows |= {name for name, data in symbols(other_texts.get(".h", ""), True).items()
                            if data}
        for name in sorted(set(defined) - set(declared) - in_rows - {"main"}):
            yield "src/%s.c: %s is not declared in %s.h" % (stem, name, stem)
        for name, data in sorted(declared.items()):
            if name not in defined and not (data and stem.endswith("_rows")):
                yield "src/%s.h: %s is not defined in %s.c" % (stem, name, stem)


def circles(files):
    """Each circle of files once, as a sorted list (a strongly connected component)."""
    edges = {}
    for stem, texts in files.items():
        folder = stem.rpartition("/")[0]
        targets = set()
        for text in texts.values():
            for included in INCLUDE.findall(text):
                target = included if "/" in included else folder + "/" + included
                target = target[:-2]
                if target in files and target != stem:
                    targets.add(target)
        edges[stem] = targets
    reach = {}
    for start in edges:
        seen, todo = set(), [start]
        while todo:
            for target in edges[todo.pop()]:
                if target not in seen:
                    seen.add(target)
                    todo.append(target)
        reach[start] = seen
    found = set()
    for start in edges:
        if start in reach[start]:
            found.add(tuple(sorted(other for other in reach[start] if start in reach[other])))
    return sorted(found)


def check(root):
    rooms = files_of_rooms(root)
    asked, missing = answers(rooms)
    yield from missing
    for _, files in sorted(rooms.items()):
        yield from wrong_headers(files, asked)
        for circle in circles(files):
            yield "a circle of files: %s" % ", ".join("src/" + stem for stem in circle)


C = '#include "a.h"\nstatic int hidden(void)\n{\n    return 1;\n}\nint nl_a(int x)\n{\n    return x + hidden();\n}\n'
H = "struct nl_t {\n    int (*f)(int);\n};\nNL_MUST_CHECK int nl_a(int x);\n"
DATA = "extern const char *const nl_words[];\n"
WORDS = "const char *const nl_words[] = {\n    [0] = \"a\",\n};\n"
BAD = [
    ({"src/plan/a.c": C}, "nl_a is not declared"),
    ({"src/plan/a.c": C, "src/plan/b.h": H}, "nl_a is not declared in plan/a.h"),
    ({"src/plan/a.c": C, "src/plan/b.h": H}, "nl_a is not defined in plan/b.c"),
    ({"src/plan/a.c": C, "src/plan/a.h": H + "bool nl_b(const char *t) NL_PRINTF(1, 2);\n"}, "nl_b is not defined"),
    ({"src/plan/a.c": C, "src/plan/a.h": H + "struct nl_t *nl_b(\n    int a,\n    int b);\n"}, "nl_b is not defined"),
    ({"src/plan/a.c": C + WORDS, "src/plan/a.h": H}, "nl_words is not declared"),
    ({"src/plan/a.c": C, "src/plan/a.h": H + DATA}, "nl_words is not defined"),
    ({"src/plan/a.c": C + "struct nl_t nl_x = {0};\n", "src/plan/a.h": H}, "nl_x is not declared"),
    ({"src/plan/a.c": "int nl_a(void)\n{\n    return 1;\n}\n", "src/plan/a_rows.h": "int nl_a(void);\n"},
     "nl_a is not declared"),
    ({"src/plan/a.h": '#include "b.h"\n', "src/plan/b.h": '#include "plan/a.h"\n'},
     "a circle of files: src/plan/a, src/plan/b"),
    ({"src/host/files.h": H, "src/host/posix/posix_files.c": C, "src/host/windows/win_files.c": "\n"},
     "nl_a is not defined in host/windows/win_files.c"),
    ({"src/host/files.h": H, "src/host/posix/posix_files.c": C + WORDS, "src/host/windows/win_files.c": C},
     "nl_words is not declared in host/posix/posix_files.h"),
    ({"src/plan/a.h": "\n", "src/plan/a.c": '#include "b.h"\n', "src/plan/b.h": '#include "c.h"\n',
      "src/plan/c.h": "\n", "src/plan/c.c": '#include "a.h"\n'}, "src/plan/a, src/plan/b, src/plan/c"),
]
GOOD = [
    {"src/plan/a.c": C + WORDS, "src/plan/a.h": H + DATA},
    {"src/plan/a.c": "static int main2(void);\nint main(void)\n{\n    return 0;\n}\n"},
    {"src/plan/a.h": "struct nl_t {\n    struct {\n        int x;\n    } y;\n};\nenum { A = 1 };\n"
                     "typedef int (*nl_f)(int);\nstatic inline int nl_i(int x)\n{\n    return x;\n}\n"
                     "#define NL_M(x) \\\n    f(x)\n"},
    {"src/plan/a.c": WORDS, "src/plan/all_rows.h": DATA},
    {"src/host/files.h": H, "src/host/posix/posix_files.c": C, "src/host/windows/win_files.c": C},
    {"src/host/windows/a.c": "void __stack_chk_fail(void)\n{\n    stop();\n}\n"},
    {"src/plan/a.h": "\n", "src/plan/a.c": '#include "plan/a.h"\n#include "b.h"\n', "src/plan/b.h": "\n"},
]


if __name__ == "__main__":
    checking.main("check_rooms", check, BAD, GOOD)
