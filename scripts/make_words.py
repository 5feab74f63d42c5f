#!/usr/bin/env python3
"""make_words.py ROOT OUTPUT_FOLDER FILE.po... - packs the English sentences and their translations.

Run by CMake. In OUTPUT_FOLDER it writes

  nl_english.c     the English sentences of src/ and of the PO files, one after the other, compressed,
                   with a symbol for each where place_words.py made copies that use them
  nl_languages.c   the table of src/model/words_rows.h: for each language its translations in the
                   same order, compressed; an empty one where there is none

Texts are compressed (LZMA) and unpacked again to see that they are the same. Two sentences
of one hash end the build. Files are written only where they changed.

Standard library only.
"""

import lzma
import pathlib
import sys

import c_sentences
import po


def rows_of(catalogue, hash_of=c_sentences.fnv1a):
    """{English: translation}; raises po.Fault on a sentence that is there twice and on a collision."""
    seen = set()
    for line, english, _ in catalogue.entries:
        key = hash_of(english.encode("utf-8"))
        if key in seen:
            raise po.Fault("line %d: twice, or of the same hash as another: %s" % (line, english))
        seen.add(key)
    return {english: translation for _, english, translation in catalogue.entries}


def sentences_of(root, catalogues):
    """All English sentences and packed texts, sorted."""
    found = set()
    for path in sorted((root / "src").rglob("*.c")):
        found |= {text for text, _ in c_sentences.sentences_of_c(path, path.name) if text is not None}
        found |= set(c_sentences.packed_of_c(path, path.name))
    for _, catalogue in catalogues:
        found |= {english for _, english, _ in catalogue.entries}
    hashes = {}
    for text in sorted(found):
        other = hashes.setdefault(c_sentences.name_of(text), text)
        if other != text:
            sys.exit("of the same hash: %s / %s" % (text, other))
    return sorted(found)


def lines(values, per_line):
    return "".join("    %s,\n" % ", ".join(values[at:at + per_line])
                   for at in range(0, len(values), per_line))


def c_string(text):
    return '"%s"' % "".join(chr(byte) if 32 <= byte < 127 and chr(byte) not in '"\\?'
                            else "\\%03o" % byte for byte in text.encode("utf-8"))


def joined(texts):
    return b"".join(text.encode("utf-8") + b"\0" for text in texts)


def lzma_of(data, context):
    """An .lzma stream with an end mark, without the eight bytes of its length."""
    filters = [{"id": lzma.FILTER_LZMA1, "preset": 9 | lzma.PRESET_EXTREME, "lc": context, "lp": 0, "pb": 0,
                "dict_size": 1 << 20, "nice_len": 273}]
    stream = lzma.compress(data, format=lzma.FORMAT_ALONE, filters=filters)
    return stream[:5] + stream[13:]


def packed(name, data):
    """C for a struct nl_packed of this name."""
    small = min((lzma_of(data, context) for context in range(5)), key=len)
    if lzma.decompress(small[:5] + b"\xff" * 8 + small[5:], format=lzma.FORMAT_ALONE) != data:
        sys.exit("%s: unpacked, it is not what was packed" % name)
    return ("static const unsigned char %s_bytes[] = {\n%s};\n\n"
            "static const struct nl_packed %s = {%s_bytes, sizeof %s_bytes, %du};\n\n") % (
                name, lines(["%d" % byte for byte in small], 24), name, name, name, len(data))


ENGLISH = """/* Made from src/ and res/words by scripts/make_words.py. */

#include "base/unpack.h"
#include "model/words_rows.h"

%(packed)s#ifdef NL_PLACED_SENTENCES
/* A label for each sentence, as src/ is compiled with their addresses (scripts/place_words.py). */
#define NL_QUOTED(text) #text
#define NL_QUOTE(text) NL_QUOTED(text)
#define NL_LABEL(name) \\
    ".globl " NL_QUOTE(__USER_LABEL_PREFIX__) #name "\\n" NL_QUOTE(__USER_LABEL_PREFIX__) #name ":\\n"
#define NL_PLACE(name, size) NL_LABEL(name) "\\t.space " #size "\\n"
__asm__(".bss\\n"
    NL_LABEL(nl_english_texts)
%(labels)s    ".text\\n");
extern char nl_english_texts[];
#else
static char nl_english_texts[%(size)du];
#endif

static const char *unpacked(void)
{
    if (!nl_english_texts[0])
        nl_unpack(&english, nl_english_texts);
    return nl_english_texts;
}

const struct nl_english nl_english = {unpacked};

#ifdef NL_PLACED_SENTENCES
/* Before main, in the only thread. */
__attribute__((constructor)) static void unpack_english(void)
{
    (void)unpacked();
}
#endif
"""


def make_english(sentences):
    data = joined(sentences)
    return ENGLISH % {
        "packed": packed("english", data), "size": len(data),
        "labels": "".join("    NL_PLACE(%s, %d)\n" % (c_sentences.name_of(text), len(text.encode("utf-8")) + 1)
                          for text in sentences)}


LANGUAGE = """static const struct nl_wording *wordings_%(index)d(void)
{
    static char texts[%(size)du];
    static struct nl_wording wordings[%(count)du];
    if (!wordings[0].text) {
        nl_unpack(&packed_%(index)d, texts);
        nl_words_join(wordings, %(all)du, texts);
    }
    return wordings;
}

"""


def make_languages(sentences, catalogues):
    """The C file for [(tag, catalogue)]."""
    text = ("/* Made from res/words by scripts/make_words.py. */\n\n"
            "#include \"base/unpack.h\"\n#include \"model/words_join.h\"\n#include \"model/words_rows.h\"\n\n")
    rows = []
    for index, (tag, catalogue) in enumerate(catalogues):
        translations = rows_of(catalogue)
        data = joined(translations.get(english, "") for english in sentences)
        count = sum(1 for english in sentences if translations.get(english))
        text += packed("packed_%d" % index, data)
        text += LANGUAGE % {"index": index, "size": len(data), "count": count, "all": len(sentences)}
        rows.append("    {.language = %s, .name = %s, .tags = %s, .count = %du, .wordings = wordings_%d},\n" % (
            c_string(tag), c_string(catalogue.header.get("X-Name", tag)),
            c_string(catalogue.header.get("X-Tags", "")), count, index))
    return text + ("const struct nl_words nl_languages[] = {\n%s};\n\n"
                   "const size_t nl_language_count = %du;\n") % ("".join(rows), len(rows))


def write(path, text):
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")


def main():
    root, folder = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    catalogues = []
    for name in sys.argv[3:]:
        path = pathlib.Path(name)
        try:
            catalogues.append((path.stem, po.read(path.read_text(encoding="utf-8"))))
            rows_of(catalogues[-1][1])
        except po.Fault as fault:
            sys.exit("%s: %s" % (path, fault))
    sentences = sentences_of(root, catalogues)
    write(folder / "nl_english.c", make_english(sentences))
    write(folder / "nl_languages.c", make_languages(sentences, catalogues))


if __name__ == "__main__":
    main()
