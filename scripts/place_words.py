#!/usr/bin/env python3
"""place_words.py ROOT OUTPUT_FOLDER FILE.c... - C files whose sentences stand in the packed table.

Run by CMake for Windows. Each NL_T("...") and NL_PACK(...) of a file, and each macro of a header beside
it that stands for a sentence, becomes the address of that text in the table that make_words.py makes and that
netlatch unpacks as it starts, so that the executable holds the texts compressed. The copies keep their
lines; a copy is written only where it changed. ROOT is the folder that names of the copies are relative to.

Standard library only.
"""

import pathlib
import re
import sys

import c_sentences


def shared_sentences(path, text):
    """{macro: the sentence it stands for} of the headers beside a file that it includes."""
    found = {}
    for header in re.findall(r'^#include "(\w+\.h)"', text, re.MULTILINE):
        header = path.parent / header
        for name, body in c_sentences.macros_of(header.read_text(encoding="utf-8")).items() if header.exists() else ():
            if [token[2] for token in body[:2]] == ["NL_T", "("] and c_sentences.shape(body[2:]) == ["", ")"]:
                found[name] = body[2][2]
    return found


def place(text, where, shared):
    """The text of the copy of a file."""
    names = set()
    formats = False
    macros = c_sentences.macros_of(text)
    out = []
    pieces = list(c_sentences.TOKEN.finditer(text))
    at = 0
    while at < len(pieces):
        if pieces[at].group() in shared:
            name = c_sentences.name_of(shared[pieces[at].group()])
            names.add(name)
            out.append("((const char *)%s)" % name)
            at += 1
            continue
        if pieces[at].group() not in ("NL_T", "NL_PACK"):
            out.append(pieces[at].group())
            at += 1
            continue
        end = at
        while pieces[end].group() != ")":
            end += 1
        inside = pieces[at:end + 1]
        words = [piece for piece in inside if piece.lastgroup != "skipped"]
        known = macros if pieces[at].group() == "NL_PACK" else {}
        whole = c_sentences.packed_text(c_sentences.tokens(" ".join(piece.group() for piece in words[2:-1])), known)
        if words[1].group() != "(" or whole is None:
            sys.exit("%s: %s holds more than string literals" % (where, pieces[at].group()))
        name = c_sentences.name_of(whole)
        formats = formats or (pieces[at].group() == "NL_PACK" and "%" in whole)
        names.add(name)
        # Lines keep their numbers, also within a definition that goes over several.
        gap = "".join(piece.group() for piece in inside if piece.lastgroup == "skipped")
        line_end = "\\\n" if "\\\n" in gap else "\n"
        out.append("((const char *)%s)%s" % (name, line_end * gap.count("\n")))
        at = end + 1
    # Formats are checked where the sources are compiled as they are, on Linux.
    quiet = '#pragma GCC diagnostic ignored "-Wformat-nonliteral"\n' if formats else ""
    declared = quiet + "".join("extern char %s[];\n" % name for name in sorted(names))
    return '/* Made by scripts/place_words.py. */\n%s#line 1 "%s"\n%s' % (declared, where, "".join(out))


def main():
    root, folder = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    for name in sys.argv[3:]:
        path = pathlib.Path(name)
        copy = folder / path.relative_to(root)
        text = path.read_text(encoding="utf-8")
        text = place(text, path.as_posix(), shared_sentences(path, text))
        if not copy.exists() or copy.read_text(encoding="utf-8") != text:
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
