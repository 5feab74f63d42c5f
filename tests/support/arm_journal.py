#!/usr/bin/env python3
"""arm_journal.py JOURNAL SECONDS - makes the change of a journal one that waits to be confirmed.

As the Windows that made it would have left it: the header says how long the guard waits, and the guard is
armed, an hour ago by the clock. Lines are sealed anew.
"""

import json
import pathlib
import sys
import time
import zlib

TAIL = ',"crc":"'


def opened(line):
    return json.loads(line[:line.rindex(TAIL)] + "}")


def sealed(document):
    text = json.dumps(document, separators=(",", ":"))
    return '%s%s%08x"}' % (text[:-1], TAIL, zlib.crc32(text.encode("ascii")))


def main():
    path = pathlib.Path(sys.argv[1])
    header, *marks = [opened(line) for line in path.read_text(encoding="ascii").splitlines()]
    seconds = int(sys.argv[2])
    header["journal"]["confirm_within_s"] = seconds
    now = int(time.time())
    armed = {"mark": "armed", "at_s": now - 3600, "deadline_s": now - 3600 + seconds, "left_ms": seconds * 1000,
             "uptime_ms": 600000, "boot": "a start of that Windows"}
    path.write_text("".join(sealed(line) + "\n" for line in [header, armed, *marks]), encoding="ascii")


if __name__ == "__main__":
    main()
