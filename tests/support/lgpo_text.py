#!/usr/bin/env python3
"""lgpo_text.py - reads text for Microsoft's LGPO.exe as strictly as that program does, or more.

The rules are those that Microsoft published with the source of its older tools (Apply_LGPO_Delta, RegFileProcessor.cpp,
2008), which LGPO.exe goes by: an entry has four lines, and between entries may stand empty lines and comments alone. A
line that begins with ";" inside an entry is taken for a key, a name or an action. Nothing is trimmed. Actions are told
apart by case. Decimals are scanned as signed numbers. A line of more characters than the buffer has is read as two.
What those tools would silently misread is refused here.

    lgpo_text.py            fails where a planted mistake is not found
"""

import re
import sys

BUFFER = 2048  # characters of fgetws, with the line's end and the NUL
LONGEST = BUFFER - 2
DWORD = re.compile(r"DWORD:(0x[0-9A-Fa-f]{1,8}|[0-9]{1,10})")
WITHOUT_DATA = ("DELETE", "DELETEALLVALUES", "CREATEKEY")


def lines_of(raw):
    """The lines of a file in UTF-16 with a byte order mark, or in ASCII: what needs no code page to be read."""
    text = raw[2:].decode("utf-16-le") if raw[:2] == b"\xff\xfe" else raw.decode("ascii")
    if not text.endswith("\r\n") or "\0" in text or "\ufeff" in text:
        raise ValueError("the last line does not end, or there is a NUL or a second mark")
    lines = text[:-2].split("\r\n")
    for number, line in enumerate(lines, 1):
        if "\n" in line or "\r" in line or "\x1a" in line:
            raise ValueError(f"line {number}: a line's end that is none, or the end of a text file")
        if len(line) > LONGEST:
            raise ValueError(f"line {number}: longer than {LONGEST} characters")
    return lines


def action_of(line):
    """(type, data): types as in the registry, None for what removes or makes a key."""
    if line in WITHOUT_DATA:
        return None, line
    match = DWORD.fullmatch(line)
    if match:
        number = int(match.group(1), 0) if match.group(1).startswith("0x") else int(match.group(1))
        if not match.group(1).startswith("0x") and number > 0x7FFFFFFF:
            raise ValueError(f"{line}: read as a signed number")
        return 4, number
    for word, kind in (("SZ:", 1), ("EXSZ:", 2)):
        if line.startswith(word):
            return kind, line[len(word):]
    raise ValueError(f"no action: {line}")


def entries(raw):
    """(configuration, key, name, type, data) of each entry."""
    lines = lines_of(raw)
    at = 0
    while at < len(lines):
        where = lines[at]
        if not where or where.startswith(";"):
            at += 1
            continue
        if where.lower() not in ("computer", "user"):
            raise ValueError(f"line {at + 1}: expected Computer or User, found {where}")
        if len(lines) < at + 4:
            raise ValueError(f"line {at + 1}: the entry is not whole")
        key, name, action = lines[at + 1:at + 4]
        if not key or key != key.strip() or key.startswith((";", "\\")) or key.endswith("\\"):
            raise ValueError(f"line {at + 2}: no key: {key}")
        if key.upper().startswith(("HKLM", "HKEY_")):
            raise ValueError(f"line {at + 2}: the configuration names the hive, the key does not: {key}")
        if not name or name != name.strip() or name.startswith(";"):
            raise ValueError(f"line {at + 3}: no name: {name}")
        yield (where.lower(), key, "" if name == "(Default)" else name, *action_of(action))
        at += 4


def can_fail():
    """Each mistake that this is for, planted."""
    good = "; head\r\n\r\nComputer\r\nSOFTWARE\\A\r\nName\r\nDWORD:0x00000001\r\n"
    mistakes = {
        "a comment inside an entry": good.replace("Name\r\n", "; why\r\nName\r\n"),
        "an empty line inside an entry": good.replace("Name\r\n", "\r\nName\r\n"),
        "the hive in the key": good.replace("SOFTWARE", "HKLM\\SOFTWARE"),
        "a space behind the word": good.replace("Computer", "Computer "),
        "an action in small letters": good.replace("DWORD", "dword"),
        "an action that is none": good.replace("DWORD:0x00000001", "MULTI:a"),
        "a decimal that is read as negative": good.replace("0x00000001", "2147483648"),
        "more digits than a number has": good.replace("0x00000001", "0x100000000"),
        "something behind the number": good + good.replace("0x00000001", "1 ; one"),
        "a line that is too long": good.replace("DWORD:0x00000001", "SZ:" + "x" * LONGEST),
        "an entry that is not whole": good.replace("DWORD:0x00000001\r\n", ""),
        "a last line without its end": good[:-2],
        "lines that end as on Linux": good.replace("\r\n", "\n"),
    }
    found = [list(entries(b"\xff\xfe" + good.encode("utf-16-le"))) == list(entries(good.encode("ascii"))) ==
             [("computer", "SOFTWARE\\A", "Name", 4, 1)]]
    for what, text in mistakes.items():
        try:
            list(entries(b"\xff\xfe" + text.encode("utf-16-le")))
            print(f"planted mistake not found: {what}")
            found.append(False)
        except ValueError:
            found.append(True)
    try:
        list(entries("\ufeffComputer\r\n".encode("utf-8")))
        print("planted mistake not found: UTF-8")
        found.append(False)
    except ValueError:  # UnicodeDecodeError is one
        found.append(True)
    return all(found)


if __name__ == "__main__":
    sys.exit(0 if can_fail() else 1)
