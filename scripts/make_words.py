#!/usr/bin/env python3
"""make_words.py OUTPUT FILE.po... - turns the translations into the C table of src/model/words_rows.h.

Run by CMake. For each language: the 64-bit hashes of its English sentences in ascending order, for
each the offset of its translation, and the translations one after the other. The English is not
stored: it stands in the program already. Two sentences of one hash end the build.

Standard library only.
"""

import pathlib
import sys

import po

HASH_START = 0xcbf29ce484222325
HASH_PRIME = 0x100000001b3


def fnv1a(data):
    """nl_hash of base/text.h, from NL_HASH_START."""
    value = HASH_START
    for byte in data:
        value = (value ^ byte) * HASH_PRIME & 0xffffffffffffffff
    return value


def rows_of(catalogue, hash_of=fnv1a):
    """[(hash, translation as bytes)], ascending; raises po.Fault on a collision."""
    by_hash = {}
    for line, english, translation in catalogue.entries:
        key = hash_of(english.encode("utf-8"))
        if key in by_hash:
            raise po.Fault("line %d: twice, or of the same hash as another: %s" % (line, english))
        by_hash[key] = translation.encode("utf-8")
    return sorted(by_hash.items())


def lines(values, per_line):
    return "".join("    %s,\n" % ", ".join(values[at:at + per_line])
                   for at in range(0, len(values), per_line))


def c_string(text):
    return '"%s"' % "".join(chr(byte) if 32 <= byte < 127 and chr(byte) not in '"\\?'
                            else "\\%03o" % byte for byte in text.encode("utf-8"))


def table(index, rows):
    texts = bytearray()
    offsets = []
    for _, text in rows:
        offsets.append(len(texts))
        texts += text + b"\0"
    return ("static const uint64_t hashes_%d[] = {\n%s};\n\n"
            "static const uint32_t offsets_%d[] = {\n%s};\n\n"
            "static const unsigned char texts_%d[] = {\n%s};\n\n") % (
                index, lines(["0x%016xu" % key for key, _ in rows], 4),
                index, lines(["%du" % offset for offset in offsets], 12),
                index, lines(["%d" % byte for byte in texts], 24))


def make(catalogues):
    """The C file for [(tag, catalogue)]."""
    text = ("/* Made from res/words by scripts/make_words.py. */\n\n"
            "#include \"model/words_rows.h\"\n\n")
    rows = []
    for index, (tag, catalogue) in enumerate(catalogues):
        sentences = rows_of(catalogue)
        text += table(index, sentences)
        rows.append("    {.language = %s, .name = %s, .tags = %s, .count = %du,\n"
                    "     .hashes = hashes_%d, .offsets = offsets_%d, .texts = texts_%d},\n" % (
                        c_string(tag), c_string(catalogue.header.get("X-Name", tag)),
                        c_string(catalogue.header.get("X-Tags", "")), len(sentences),
                        index, index, index))
    return text + ("const struct nl_words nl_languages[] = {\n%s};\n\n"
                   "const size_t nl_language_count = %du;\n") % ("".join(rows), len(rows))


def main():
    catalogues = []
    for name in sys.argv[2:]:
        path = pathlib.Path(name)
        try:
            catalogues.append((path.stem, po.read(path.read_text(encoding="utf-8"))))
            rows_of(catalogues[-1][1])
        except po.Fault as fault:
            sys.exit("%s: %s" % (path, fault))
    pathlib.Path(sys.argv[1]).write_text(make(catalogues), encoding="utf-8")


if __name__ == "__main__":
    main()
