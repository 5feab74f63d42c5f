#!/usr/bin/env python3
"""untranslated.py FILE... - English that stands in a Chinese text although it has a translation.

Looks for each sentence of the translations in res/words, placeholders apart, whatever the line
breaks. Shorter than three words says nothing: ids and words of the command line stay English.
"""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "scripts"))
import check_words  # noqa: E402  (the folder is known only now)


def flat(text):
    return " ".join(text.split())


def pieces():
    """What of each translated sentence must not stand in a Chinese text."""
    for english, chinese in check_words.entries_of(ROOT):
        for piece in re.split(r"\{[1-9]\}", english):
            words = flat(piece.strip(" .,:;()"))
            if len(words.split()) >= 3 and words not in chinese:
                yield words


def main():
    found = False
    known = set(pieces())
    for path in sys.argv[1:]:
        text = flat(pathlib.Path(path).read_text(encoding="utf-8"))
        for words in sorted(piece for piece in known if piece in text):
            print(f"{path}: not in Chinese: {words}")
            found = True
    sys.exit(found)


if __name__ == "__main__":
    main()
