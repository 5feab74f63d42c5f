#!/usr/bin/env python3
"""readme.py [--write] - the outputs that README.md shows are what the program prints.

Each stands in a block of code after a line

  <!-- shows: COMMAND OPTION... -->

and is what the native program prints for tests/data/machine-home.json. --write puts the present output
there. All commands that README.md names are known to the program.
"""

import lzma
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(os.environ.get("NETLATCH_SOURCE_DIR") or pathlib.Path(__file__).parents[2])
EXE = os.environ.get("NETLATCH_EXE") or str(ROOT / "build/linux/netlatch")
BLOCK = re.compile(r"(<!-- shows: ([^\n]*) -->\n```\n)(.*?)(```\n)", re.DOTALL)
COMMAND = re.compile(r"^netlatch (\w+)", re.MULTILINE)


def printed(command, folder):
    result = subprocess.run([EXE, *command.split(), "--from", "machine-home.json", "--lang", "en"], cwd=folder,
                            capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL,
                            env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"})
    if result.returncode != 0:
        sys.exit("readme: netlatch %s ended with %d: %s" % (command, result.returncode, result.stderr))
    return result.stdout.replace(" --lang en", "")


def refreshed(text, folder):
    return BLOCK.sub(lambda match: match.group(1) + printed(match.group(2), folder) + match.group(4), text)


def unknown_commands(text):
    known = subprocess.run([EXE, "--help"], capture_output=True, text=True, check=False).stdout
    named = set(COMMAND.findall("\n".join(re.findall(r"^```\n(.*?)^```", text, re.DOTALL | re.MULTILINE))))
    return sorted(name for name in named if not re.search(r"\b%s\b" % name, known))


def main(arguments):
    file = ROOT / "README.md"
    text = file.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        packed = ROOT / "tests/data/machine-home.json.xz"
        (pathlib.Path(folder) / "machine-home.json").write_bytes(lzma.decompress(packed.read_bytes()))
        now = refreshed(text, folder)
        blocks = BLOCK.findall(text)
        # The test itself: a line that the program does not print is noticed.
        spoiled = BLOCK.sub(lambda match: match.group(1) + "nothing\n" + match.group(4), text)
        if not blocks or refreshed(spoiled, folder) == spoiled or unknown_commands("```\nnetlatch zzz\n```\n") != ["zzz"]:
            print("readme: the test itself is broken")
            return 1
    if arguments == ["--write"]:
        file.write_text(now, encoding="utf-8")
        return 0
    failed = now != text
    if failed:
        print("README.md shows other outputs than the program prints now: tests/e2e/readme.py --write")
    for name in unknown_commands(text):
        print("README.md names the command %s, which the program does not know" % name)
        failed = True
    print("readme: %d outputs, 2 planted mistakes found" % len(blocks))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
