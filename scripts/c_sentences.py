"""c_sentences.py - the tokens of a C file, and the texts that it marks with NL_T and NL_PACK.

Shared by the build (make_words.py, place_words.py) and the checks, so that all three find the same.
"""

import re

TOKEN = re.compile(
    r"""(?P<skipped>/\*.*?\*/|//[^\n]*|\#[ \t]*define[ \t]+(?:NL_T|NL_PACK)\b[^\n]*|(?:\s|\\\n)+)
      | (?P<string>"(?:\\.|[^"\\\n])*")
      | (?P<other>'(?:\\.|[^'\\\n])*'|\w+|.)""",
    re.VERBOSE | re.DOTALL)
ESCAPE = re.compile(r"\\(x[0-9A-Fa-f]+|[0-7]{1,3}|.)", re.DOTALL)
SIMPLE = {"n": "\n", "t": "\t", "r": "\r"}


def decode(literal):
    """The text that a C string literal stands for."""
    def one(match):
        what = match.group(1)
        if what[0] == "x":
            return chr(int(what[1:], 16))
        if what[0] in "01234567":
            return chr(int(what, 8))
        return SIMPLE.get(what, what)
    return ESCAPE.sub(one, literal[1:-1])


def tokens(text):
    """(line, is a string, text) for each token of a C file; adjacent strings are one."""
    found = []
    line = 1
    for match in TOKEN.finditer(text):
        token = match.group()
        if match.lastgroup == "string":
            if found and found[-1][1]:
                found[-1] = (found[-1][0], True, found[-1][2] + decode(token))
            else:
                found.append((line, True, decode(token)))
        elif match.lastgroup == "other":
            found.append((line, False, token))
        line += token.count("\n")
    return found


def shape(some):
    """Three tokens as a pattern: strings are '', the rest is itself."""
    return ["" if is_string else text for _, is_string, text in some]


def sentences_of_c(path, where):
    """(text or None, place) of each NL_T; None where it holds anything but string literals."""
    stream = tokens(path.read_text(encoding="utf-8"))
    for index, (line, is_string, text) in enumerate(stream):
        if is_string or text != "NL_T":
            continue
        inside = stream[index + 1:index + 4]
        whole = shape(inside) == ["(", "", ")"]
        yield inside[1][2] if whole else None, "%s:%d" % (where, line)


DEFINE = re.compile(r"^#[ \t]*define[ \t]+(\w+)[ \t]+((?:[^\n\\]|\\\n|\\.)+)$", re.MULTILINE)


def macros_of(text):
    """{name: the tokens it stands for} of the macros without parameters in a C file."""
    return {name: tokens(body) for name, body in DEFINE.findall(text)}


def packed_text(inside, macros):
    """The text that tokens stand for; None where they hold anything but string literals and such macros."""
    whole = ""
    for _, is_string, text in inside:
        part = text if is_string else packed_text(macros[text], macros) if text in macros else None
        if part is None:
            return None
        whole += part
    return whole


def packed_of_c(path, where):
    """The text of each NL_PACK; ends the build where it holds anything else."""
    text = path.read_text(encoding="utf-8")
    if "NL_PACK(" not in text:
        return
    macros = macros_of(text)
    stream = tokens(text)
    for index, (line, is_string, name) in enumerate(stream):
        if is_string or name != "NL_PACK":
            continue
        end = next(at for at in range(index, len(stream)) if not stream[at][1] and stream[at][2] == ")")
        found = packed_text(stream[index + 2:end], macros)
        if found is None:
            raise SystemExit("%s:%d: NL_PACK holds more than string literals" % (where, line))
        yield found


HASH_START = 0xcbf29ce484222325
HASH_PRIME = 0x100000001b3


def fnv1a(data):
    """nl_hash of base/text.h, from NL_HASH_START."""
    value = HASH_START
    for byte in data:
        value = (value ^ byte) * HASH_PRIME & 0xffffffffffffffff
    return value


def name_of(sentence):
    """The symbol of a sentence in the packed table."""
    return "nl_sentence_%016x" % fnv1a(sentence.encode("utf-8"))
