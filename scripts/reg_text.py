#!/usr/bin/env python3
"""reg_text.py IN OUT [NAME=VALUE...] - makes a file that regedit imports from readable text.

IN is UTF-8 in the format of .reg files, where values may also be written

    "Name"=expand:"%SystemRoot%\\system32"    REG_EXPAND_SZ
    "Name"=multi:"one","two"                  REG_MULTI_SZ (nothing after the colon: empty)

and @NAME@ is replaced by VALUE. OUT is UTF-16LE with a byte order mark and CRLF.
Used for test machines only; the program is built and runs without Python.
"""

import re
import sys

STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
SPECIAL = re.compile(r'^("(?:[^"\\]|\\.)*"|@)=(expand|multi):(.*)$')


def unquote(text):
    return re.sub(r"\\(.)", r"\1", text)


def hex_value(kind, raw):
    return "hex(%d):%s" % (kind, ",".join("%02x" % byte for byte in raw))


def convert_line(line):
    match = SPECIAL.match(line)
    if not match:
        return line
    name, notation, rest = match.groups()
    strings = [unquote(found) for found in STRING.findall(rest)]
    if notation == "expand":
        if len(strings) != 1:
            raise ValueError("expand: takes one string: " + line)
        return "%s=%s" % (name, hex_value(2, (strings[0] + "\0").encode("utf-16-le")))
    text = "".join(string + "\0" for string in strings) + "\0"
    return "%s=%s" % (name, hex_value(7, text.encode("utf-16-le")))


def main(arguments):
    source, target, *replacements = arguments
    with open(source, encoding="utf-8") as file:
        text = file.read()
    for replacement in replacements:
        name, _, value = replacement.partition("=")
        text = text.replace("@%s@" % name, value)
    lines = [convert_line(line) for line in text.splitlines()]
    with open(target, "wb") as file:
        file.write(b"\xff\xfe" + ("\r\n".join(lines) + "\r\n").encode("utf-16-le"))


if __name__ == "__main__":
    main(sys.argv[1:])
