#!/usr/bin/env python3
"""make_unicode.py - makes src/base/unicode_data.c from the Unicode Character Database.

    scripts/make_unicode.py            writes the file
    scripts/make_unicode.py --check    fails when the file is not what the data gives

The data is what Debian's package unicode-data holds in /usr/share/unicode (scripts/setup.sh installs
it). --check is skipped (77) where the data is missing or of another version than VERSION: building
needs neither, the file is committed. Standard library only.

Zero width are marks (general category Mn, Me), format characters (Cf) and the Hangul vowels and
finals that join the syllable before them. Wide is East_Asian_Width W or F, which holds every
emoji that is shown as a picture by default (UAX #11). Invisible is what a name can hide: controls
(Cc), line and paragraph separators (Zl, Zp), Default_Ignorable_Code_Point, the interlinear marks,
which have no form of their own, and the noncharacters, which XML forbids. Variation selectors are
let pass: they choose the form of the character before them and stand in real names.
"""

import pathlib
import re
import sys

import checking

VERSION = "15.0.0"
DATA = pathlib.Path("/usr/share/unicode")
OUTPUT = "src/base/unicode_data.c"
LAST = 0x10FFFF
LINE = re.compile(r"([0-9A-F]+)(?:\.\.([0-9A-F]+))?\s*;\s*(\w+)")
VARIATION_SELECTORS = set(range(0xFE00, 0xFE10)) | set(range(0xE0100, 0xE01F0))


def property_of(name, *values):
    """The code points for which a file of the database has one of these values."""
    found = set()
    for line in (DATA / name).read_text(encoding="utf-8").splitlines():
        match = LINE.match(line)
        if match and match.group(3) in values:
            found.update(range(int(match.group(1), 16), int(match.group(2) or match.group(1), 16) + 1))
    return found


def category(*values):
    """Only single code points have these categories, so ranges (First>, Last>) do not matter."""
    rows = (line.split(";") for line in
            (DATA / "UnicodeData.txt").read_text(encoding="utf-8").splitlines())
    return {int(row[0], 16) for row in rows if row[2] in values}


def noncharacters():
    return set(range(0xFDD0, 0xFDF0)) | {code for code in range(LAST + 1) if code & 0xFFFE == 0xFFFE}


def ranges(codes):
    found = []
    for code in sorted(codes):
        if found and found[-1][1] == code - 1:
            found[-1][1] = code
        else:
            found.append([code, code])
    return found


def table(name, codes):
    rows = ["{0x%04X, 0x%04X}" % tuple(pair) for pair in ranges(codes)]
    text = "const struct nl_char_range %s[] = {\n" % name
    for at in range(0, len(rows), 5):
        text += "    %s,\n" % ", ".join(rows[at:at + 5])
    return text + "};\nconst size_t %s_count = %du;\n" % (name, len(rows))


def make():
    zero = category("Mn", "Me", "Cf") | property_of("HangulSyllableType.txt", "V", "T")
    wide = property_of("EastAsianWidth.txt", "W", "F") - zero
    invisible = (category("Cc", "Zl", "Zp") | noncharacters() | set(range(0xFFF9, 0xFFFC))
                 | property_of("DerivedCoreProperties.txt", "Default_Ignorable_Code_Point")
                 ) - VARIATION_SELECTORS
    return ("/* unicode_data.c - made by scripts/make_unicode.py from Unicode %s. */\n"
            "#include \"unicode_data.h\"\n\n/* clang-format off */\n\n%s\n%s\n%s") % (
                VERSION, table("nl_zero_width", zero), table("nl_wide", wide),
                table("nl_invisible", invisible))


def data_version():
    try:
        first = (DATA / "EastAsianWidth.txt").read_text(encoding="utf-8").split("\n", 1)[0]
    except OSError:
        return None
    match = re.search(r"-([0-9.]+)\.txt", first)
    return match.group(1) if match else None


def check(root):
    path = root / OUTPUT
    if not path.exists() or path.read_text(encoding="utf-8") != make():
        yield "%s is not what scripts/make_unicode.py makes" % OUTPUT


if __name__ == "__main__":
    if data_version() != VERSION:
        print("make_unicode: needs Unicode %s in %s (package unicode-data), found %s"
              % (VERSION, DATA, data_version()))
        sys.exit(77)
    if "--check" in sys.argv:
        made = make()
        checking.main("make_unicode", check,
                      [({}, "is not what"), ({OUTPUT: made.replace("0x0300", "0x0301")}, "is not what"),
                       ({OUTPUT: made.replace("{0xFFFE, 0xFFFF}, ", "")}, "is not what")],
                      [{OUTPUT: made}])
    (checking.ROOT / OUTPUT).write_text(make(), encoding="utf-8")
