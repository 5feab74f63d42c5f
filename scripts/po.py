"""po.py - reads and writes the translations in res/words, gettext PO files.

Shared by the build (make_words.py) and the checks, so that what is checked is what is built. Only
the part of the format that these files use is read; anything else is an error with its line:
comments, one header entry, msgid and msgstr as C strings. No plural forms, no contexts, no fuzzy
and no obsolete entries: a doubtful translation would be shown to people all the same.

The canonical form, which check_words.py demands, has one line for each msgid and msgstr and sorts
the entries by msgid, so that two people who add sentences seldom touch the same lines.
"""

import re

STRING = re.compile(r'"((?:[^"\\]|\\["\\nt])*)"')
ESCAPE = re.compile(r"\\(.)")
NAMED = {"n": "\n", "t": "\t"}
# The marks of msgfmt and Poedit that we understand none of: "#, fuzzy", "#~ msgid", "#| msgid".
COMMENT = re.compile(r"#( .*)?")


class Fault(Exception):
    """What is wrong with a file, with its line."""


class Catalogue:
    """header {name: value}; entries [(line, English, translation)]; comments before the header."""

    def __init__(self, header, entries, comments):
        self.header = header
        self.entries = entries
        self.comments = comments


def unescape(text):
    return ESCAPE.sub(lambda match: NAMED.get(match.group(1), match.group(1)), text)


def escape(text):
    text = text.replace("\\", "\\\\").replace('"', '\\"')
    return text.replace("\n", "\\n").replace("\t", "\\t")


def string_at(text, line):
    match = STRING.fullmatch(text.strip())
    if not match:
        raise Fault("line %d: expected a string in double quotes" % line)
    return unescape(match.group(1))


def read(text):
    """The catalogue in the text of a PO file; raises Fault."""
    found = []  # [line, msgid, msgstr or None]
    comments = []
    for line, row in enumerate(text.split("\n"), 1):
        word, _, rest = row.partition(" ")
        if not row:
            continue
        if row.startswith("#"):
            if not COMMENT.fullmatch(row):
                raise Fault("line %d: not a plain comment: %s" % (line, row))
            if found:
                raise Fault("line %d: comments stand before the header only" % line)
            comments.append(row)
        elif word == "msgid":
            if found and found[-1][2] is None:
                raise Fault("line %d: the msgid before has no msgstr" % line)
            found.append([line, string_at(rest, line), None])
        elif word == "msgstr":
            if not found or found[-1][2] is not None:
                raise Fault("line %d: msgstr without msgid" % line)
            found[-1][2] = string_at(rest, line)
        elif row.startswith('"') and found:
            # A continued string belongs to whichever came last.
            found[-1][1 if found[-1][2] is None else 2] += string_at(row, line)
        else:
            raise Fault("line %d: expected msgid, msgstr or a string: %s" % (line, row))
    if found and found[-1][2] is None:
        raise Fault("line %d: msgid without msgstr" % found[-1][0])
    if not found or found[0][1]:
        raise Fault("line 1: no header entry (msgid \"\")")
    header = {}
    for row in found[0][2].splitlines():
        name, _, value = row.partition(":")
        header[name.strip()] = value.strip()
    return Catalogue(header, [tuple(entry) for entry in found[1:]], comments)


def write(catalogue):
    """The canonical text of a catalogue."""
    rows = list(catalogue.comments)
    rows += ['msgid ""', 'msgstr ""']
    rows += ['"%s"' % escape("%s: %s\n" % item) for item in catalogue.header.items()]
    for _, english, translation in sorted(catalogue.entries, key=lambda entry: entry[1]):
        rows += ["", 'msgid "%s"' % escape(english), 'msgstr "%s"' % escape(translation)]
    return "\n".join(rows) + "\n"
