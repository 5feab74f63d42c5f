#!/usr/bin/env python3
"""check_headers.py - each header of src/ compiles alone, twice over, under the project's own flags.

Runs once per compiler: the flags are those of the build it belongs to (generated/flags.txt). A
header for the other operating system is left to the other build.
"""

import concurrent.futures
import os
import pathlib
import subprocess

import checking

BUILD = pathlib.Path(os.environ["NETLATCH_BINARY_DIR"])
COMPILER = os.environ["NETLATCH_CC"]
WINDOWS = os.environ.get("NETLATCH_TARGET") == "windows"
ELSEWHERE = ("src/host/hive/", "src/host/posix/") if WINDOWS else ("src/host/windows/",)


def flags(root):
    options = [line for line in (BUILD / "generated/flags.txt").read_text().splitlines()
               if line and line not in ("-D", "-I")]
    # Sanitizers and code generation say nothing about a header.
    options = [option for option in options if not option.startswith(("-fsanitize", "-fno-sanitize"))]
    return ["-I%s" % (root / "src")] + options


def compile_alone(root, path):
    name = checking.relative(path, root / "src")
    # Twice, so that an include guard is missed; a declaration, because an empty file is pedantic.
    text = '#include "%s"\n#include "%s"\nextern int nl_alone;\n' % (name, name)
    result = subprocess.run([COMPILER, "-std=c11", *flags(root), "-fsyntax-only", "-x", "c", "-"],
                            input=text, capture_output=True, text=True, check=False)
    lines = [line for line in result.stderr.splitlines() if "error:" in line] or result.stderr.splitlines()
    return "src/%s: %s" % (name, lines[0] if lines else "?") if result.returncode else None


def check(root):
    headers = [path for path in checking.files(root, "src", ".h")
               if not checking.relative(path, root).startswith(ELSEWHERE)]
    with concurrent.futures.ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        for problem in pool.map(lambda path: compile_alone(root, path), headers):
            if problem:
                yield problem


GUARD = "#ifndef A_H\n#define A_H\n%s\n#endif\n"
BAD = [
    ({"src/base/a.h": GUARD % "size_t nl_count(void);"}, "size_t"),
    ({"src/base/a.h": "struct nl_a { int b; };\n"}, "redefinition"),
    ({"src/base/a.h": GUARD % "int nl_old();"}, "prototype"),
    ({"src/base/a.h": GUARD % "static inline unsigned char nl_cut(int v) { return v; }"}, "conver"),
]
GOOD = [{"src/base/a.h": GUARD % "#include <stddef.h>\nsize_t nl_count(void);",
         "src/base/b.h": '#ifndef B_H\n#define B_H\n#include "base/a.h"\n#endif\n'}]

if __name__ == "__main__":
    checking.main("check_headers (%s)" % os.path.basename(COMPILER), check, BAD, GOOD)
