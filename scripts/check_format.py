#!/usr/bin/env python3
"""check_format.py - spacing is what .clang-format says. `scripts/format.sh` makes it so."""

import shutil
import subprocess
import sys

import checking

CLANG_FORMAT = shutil.which("clang-format") or shutil.which("clang-format-14")
STYLE = (checking.ROOT / ".clang-format").as_posix()


def check(root):
    found = [path for folder in ("src", "tests") for path in checking.files(root, folder, ".c", ".h")]
    if not found:
        return
    result = subprocess.run([CLANG_FORMAT, "--style=file:" + STYLE, "--dry-run", "-Werror",
                             "--ferror-limit=1", *map(str, found)],
                            capture_output=True, text=True, check=False)
    for line in result.stderr.splitlines():
        if "error:" in line:
            yield "%s (run scripts/format.sh)" % line.replace("%s/" % root, "")


BAD = [
    ({"src/base/a.c": "int a(void) {\n    return 1;\n}\n"}, "clang-format"),
    ({"src/base/a.c": "int a(void)\n{\n  return 1;\n}\n"}, "clang-format"),
    ({"tests/unit/a.c": "int  a;\n"}, "clang-format"),
]
GOOD = [{"src/base/a.c": "int a(int b)\n{\n    if (b)\n        return 1;\n    return 2;\n}\n"}]

if __name__ == "__main__":
    if not CLANG_FORMAT:
        print("skipped: clang-format is not installed")
        sys.exit(77)
    checking.main("check_format", check, BAD, GOOD)
