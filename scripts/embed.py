#!/usr/bin/env python3
"""embed.py OUTPUT SYMBOL NAME=FILE... - turns files into a C table of struct nl_embedded_file, compressed.

Run by CMake (scripts/cmake/embed.cmake). Standard library only.
"""

import pathlib
import sys

import make_words


def make(symbol, files):
    """The C file for [(name, bytes)]. The files are compressed in one piece: they resemble each other."""
    data = b"".join(content + b"\0" for _, content in files)
    text = ("/* Made from files by scripts/embed.py. */\n\n#include \"embedded.h\"\n\n"
            "NL_DECLARE_EMBEDDED(%s);\n\n" % symbol)
    text += make_words.packed("packed", data)
    text += "static char texts[%du];\n\n" % len(data)
    rows = []
    at = 0
    for name, content in files:
        rows.append("    {%s, &packed, texts, %du, %du},\n" % (make_words.c_string(name), at, len(content)))
        at += len(content) + 1
    return text + "const struct nl_embedded_file %s[] = {\n%s};\n\nconst size_t %s_count = %du;\n" % (
        symbol, "".join(rows), symbol, len(rows))


def main():
    files = []
    for argument in sys.argv[3:]:
        name, _, file = argument.partition("=")
        files.append((name, pathlib.Path(file).read_bytes()))
    pathlib.Path(sys.argv[1]).write_text(make(sys.argv[2], files), encoding="utf-8")


if __name__ == "__main__":
    main()
