#!/usr/bin/env python3
"""check_names.py - names of files, their length, their line ends, and that every source is built and every
test run."""

import re

import checking

WANTED_AT_TOP = {"src", "res", "tests", "scripts", "CMakeLists.txt", "README.md", "CMakePresets.json", "LICENSE"}
NOT_OURS = {"build"}
WORDS_THAT_SAY_NOTHING = re.compile(r"(^|[_\-.])(utils?|common|misc|helpers?)([_\-.]|$)")
TEXT = {".c", ".h", ".py", ".sh", ".bats", ".bash", ".cmake", ".txt", ".md", ".json", ".rc", ".manifest", ".reg", ".in"}
CODE = {".c", ".h", ".py", ".sh", ".bats", ".cmake"}
# Folders of expected bytes: some of them have CRLF because Windows wants it so.
BYTES = ("tests/fuzz/corpus/", "tests/golden/", "tests/data/")
LONGEST = 600
# What other tests use.
NOT_TESTS = {"tests/check/validate_schema.py"}
LONG_FILES = "tests/check/long_files.txt"


def long_files(root):
    """Files that may be longer, each with a reason: 'path: reason' a line."""
    listed = {}
    file = root / LONG_FILES
    if file.exists():
        for line in file.read_text(encoding="utf-8").splitlines():
            path, colon, reason = line.partition(":")
            if colon and not line.startswith("#"):
                listed[path.strip()] = reason.strip()
    return listed


def top_level(root):
    for entry in sorted(root.iterdir()):
        if not entry.name.startswith(".") and entry.name not in WANTED_AT_TOP | NOT_OURS:
            yield "%s: the top level holds only %s" % (entry.name, " ".join(sorted(WANTED_AT_TOP)))


def file_names(root):
    for folder in ("src", "res", "tests", "scripts"):
        for path in checking.files(root, folder):
            name = checking.relative(path, root)
            if "__pycache__" in name:
                continue
            for part in name.lower().split("/"):
                if WORDS_THAT_SAY_NOTHING.search(part):
                    yield "%s: a name that says nothing; what is it for?" % name
            if folder == "src" and path.suffix in (".c", ".h") and not re.fullmatch(r"[a-z0-9_]+\.[ch]", path.name):
                yield "%s: source files are lower case with underscores" % name


def contents(root):
    listed = long_files(root)
    for path, reason in listed.items():
        if not reason:
            yield "%s: %s is listed without a reason" % (LONG_FILES, path)
    for folder in ("src", "res", "tests", "scripts"):
        for path in checking.files(root, folder):
            name = checking.relative(path, root)
            if path.suffix not in TEXT or name.startswith(BYTES) and path.suffix not in CODE:
                continue
            raw = path.read_bytes()
            if b"\r" in raw:
                yield "%s: line ends are LF" % name
            if path.suffix in (".c", ".h", ".py", ".sh", ".cmake"):
                try:
                    raw.decode("utf-8")
                except UnicodeDecodeError:
                    yield "%s: not UTF-8" % name
                if raw and not raw.endswith(b"\n"):
                    yield "%s: no line end at the end" % name
                if re.search(rb"[ \t]+\n", raw):
                    yield "%s: spaces at the end of a line" % name
            lines = raw.count(b"\n")
            if path.suffix in (".c", ".h", ".py", ".sh") and lines > LONGEST and name not in listed:
                yield ("%s: %d lines; split it, or give a reason in %s" % (name, lines, LONG_FILES))


def sources_listed(root):
    """Every .c below src/ stands in the CMakeLists.txt above it. (A listed file that is not there stops
    the configuration.)"""
    for path in checking.files(root, "src", ".c"):
        cmake = owner(path)
        if cmake is None:
            yield "%s: no CMakeLists.txt above it" % checking.relative(path, root)
        elif not named(path.name, cmake):
            yield "%s: not listed in %s, so never built" % (
                checking.relative(path, root), checking.relative(cmake, root))


TESTS = re.compile(r"(.*_test\.c|.*\.bats|fuzz_.*\.c)$")
CHECKS = re.compile(r".*\.(py|sh)$")


def tests_listed(root):
    """Every test stands in the CMakeLists.txt of its folder, so that none is forgotten."""
    for path in checking.files(root, "tests"):
        name = checking.relative(path, root)
        wanted = CHECKS if path.parent.name == "check" else TESTS
        if path.parent.parent.name == "tests" and wanted.match(path.name) and name not in NOT_TESTS:
            cmake = path.parent / "CMakeLists.txt"
            if not cmake.exists() or not named(path.name, cmake):
                yield "%s: not listed in %s, so never run" % (name, checking.relative(cmake, root))
    for path in checking.files(root, "scripts", ".py"):
        if path.name.startswith("check_"):
            cmake = root / "tests/check/CMakeLists.txt"
            if not cmake.exists() or not named(path.name, cmake):
                yield "%s: not listed in %s, so never run" % (
                    checking.relative(path, root), checking.relative(cmake, root))


def named(name, cmake):
    """Whether a CMakeLists.txt names a file: as it is, or by a loop over words, as in
    foreach(subject journal run) ... apply_${subject}_test.c."""
    text = re.sub(r"#[^\n]*", "", cmake.read_text(encoding="utf-8"))
    words = set(re.findall(r"[\w./${}-]+", text))
    for word in words:
        leaf = word.rsplit("/", 1)[-1]
        if leaf == name:
            return True
        if "${" in leaf:
            pattern = "".join("(.+)" if part.startswith("${") else re.escape(part)
                              for part in re.split(r"(\$\{\w+\})", leaf))
            match = re.fullmatch(pattern, name)
            if match and match.groups() and all(part in words for part in match.groups()):
                return True
    return False


def owner(path):
    """The nearest CMakeLists.txt above a file, below src/."""
    folder = path.parent
    while folder.name != "src" and folder != folder.parent:
        if (folder / "CMakeLists.txt").exists():
            return folder / "CMakeLists.txt"
        folder = folder.parent
    return None


def check(root):
    yield from top_level(root)
    yield from file_names(root)
    yield from contents(root)
    yield from sources_listed(root)
    yield from tests_listed(root)


ROOM = {"src/plan/CMakeLists.txt": "netlatch_room(plan SOURCES plan.c)\n", "src/plan/plan.c": "int x;\n"}
BAD = [
    ({"docs/a.md": "x\n"}, "the top level holds only"),
    ({"src/base/util.h": "x\n"}, "says nothing"),
    ({"src/base/win_util.h": "x\n"}, "says nothing"),
    ({"tests/helpers/a.py": "x\n"}, "says nothing"),
    ({"scripts/common.sh": "x\n"}, "says nothing"),
    ({"src/base/Value.h": "x\n"}, "lower case"),
    ({"src/base/a.h": b"x\r\n"}, "line ends"),
    ({"src/base/a.h": b"x \n"}, "spaces at the end"),
    ({"src/base/a.h": b"x"}, "no line end"),
    ({"src/base/a.h": b"/* \xff */\n"}, "not UTF-8"),
    ({"src/base/a.h": "x\n" * 601}, "601 lines"),
    ({"src/base/a.h": "x\n" * 601, LONG_FILES: "src/base/a.h:\n"}, "without a reason"),
    ({**ROOM, "src/plan/order.c": "int y;\n"}, "not listed"),
    ({"src/plan/plan.c": "int x;\n"}, "no CMakeLists.txt above"),
    ({"tests/unit/CMakeLists.txt": "netlatch_unit_test(a SOURCES a_test.c)\n", "tests/unit/b_test.c": "int y;\n"},
     "b_test.c: not listed"),
    ({"tests/unit/CMakeLists.txt": "foreach(x a c)\nnetlatch_unit_test(${x} SOURCES p_${x}_test.c)\nendforeach()\n",
      "tests/unit/p_b_test.c": "int y;\n"}, "p_b_test.c: not listed"),
    ({"tests/e2e/CMakeLists.txt": "# story.bats\n", "tests/e2e/story.bats": "x\n"}, "story.bats: not listed"),
    ({"tests/check/CMakeLists.txt": "\n", "tests/check/imports.py": "x\n"}, "imports.py: not listed"),
    ({"tests/check/CMakeLists.txt": "\n", "scripts/check_rule.py": "x\n"}, "check_rule.py: not listed"),
]
GOOD = [
    {"tests/unit/CMakeLists.txt": "foreach(x a b)\nnetlatch_unit_test(${x} SOURCES p_${x}_test.c)\nendforeach()\n",
     "tests/unit/p_b_test.c": "int y;\n", "tests/support/stage.c": "int z;\n",
     "scripts/check_rule.py": "x\n",
     "tests/check/CMakeLists.txt": "foreach(rule rule)\nFILE check_${rule}.py\nendforeach()\n"},
    {**ROOM, "README.md": "x\n", ".ci/run": "x\n", "build/x/y.c": "x\n", "tests/support/utility_bill.c": "x\n"},
    {"tests/golden/report/audit.txt": b"a\r\n"},
    {"src/base/a.h": "x\n" * 601, LONG_FILES: "# files\nsrc/base/a.h: one table, read from top to bottom\n"},
    {"src/host/CMakeLists.txt": "netlatch_room(host)\n",
     "src/host/record/CMakeLists.txt": "netlatch_room(host/record SOURCES store.c)\n",
     "src/host/record/store.c": "int x;\n"},
]

if __name__ == "__main__":
    checking.main("check_names", check, BAD, GOOD)
