#!/usr/bin/env python3
"""size.py - the executable stays small: it is copied to machines over slow lines and onto old disks.

The limit holds for what people get (a Release build, stripped). When it is reached, look at what
grew before raising it: objdump -h for the sections, size(1) for the rooms' libraries.
"""

import os
import pathlib
import sys
import tempfile

EXE = pathlib.Path(os.environ["NETLATCH_EXE"])
# Bytes, 32 and 64 bits; src/README.md has what they consist of.
LIMIT = 900_000


def judge(path):
    size = path.stat().st_size
    if size >= LIMIT:
        yield "%s has %d bytes, the limit is %d" % (path.name, size, LIMIT)


def planted():
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "large.exe"
        for size, problems in ((LIMIT, 1), (LIMIT - 1, 0)):
            with path.open("wb") as file:
                file.truncate(size)
            if len(list(judge(path))) != problems:
                yield "planted file of %d bytes: not %d problems" % (size, problems)


def main():
    if not EXE.exists():
        print("%s is not built yet" % EXE)
        return 77
    problems = list(planted()) + list(judge(EXE))
    for problem in problems:
        print("  " + problem)
    print("size: %d of %d bytes, %d problems" % (EXE.stat().st_size, LIMIT, len(problems)))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
