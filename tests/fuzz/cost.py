#!/usr/bin/env python3
"""cost.py COST-PROGRAM - a machine with twice as much of something costs about twice as much.

For each kind of thing that a machine may have many of, two machines are made
(scripts/big_machine.py), and the comparisons that audit and plan make over them are counted, not
timed. What grows with the square of the number gives 4; what is linear gives 2 or less.
"""

import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(os.environ.get("NETLATCH_SOURCE_DIR") or pathlib.Path(__file__).parents[2])
PROFILE = "article"
# How many; enough that what they cost outweighs the rest of the machine.
NUMBERS = {"keys": 300, "adapters": 300, "services": 1500, "rules": 1000, "sockets": 1000, "sids": 500}
MOST = 2.3


def count(program, folder, kind, number):
    file = pathlib.Path(folder) / ("%s-%d.json" % (kind, number))
    subprocess.run([sys.executable, str(ROOT / "scripts/big_machine.py"), str(file), "%s=%d" % (kind, number)],
                   check=True)
    said = subprocess.run([program, str(file), PROFILE], check=True, capture_output=True, text=True).stdout
    return {name: int(number) for name, number in (line.split() for line in said.splitlines())}


def too_steep(few, many):
    return many > MOST * few


def main(program):
    # The measure itself: a square is told from a line.
    if not too_steep(300 ** 2, 600 ** 2) or too_steep(300, 600):
        print("cost: the test itself is broken")
        return 1
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for kind, number in NUMBERS.items():
            few = count(program, folder, kind, number)
            many = count(program, folder, kind, 2 * number)
            for what in few:
                steep = too_steep(few[what], many[what])
                failed += steep
                print("%-8s %5d to %5d  %-5s %11d to %11d comparisons, %.2f times%s"
                      % (kind, number, 2 * number, what, few[what], many[what], many[what] / few[what],
                         "  NOT LINEAR" if steep else ""))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
