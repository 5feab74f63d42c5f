/* attributes.h - what this project asks of a compiler beyond C11. */
#ifndef NL_BASE_ATTRIBUTES_H
#define NL_BASE_ATTRIBUTES_H

#if defined(__GNUC__)
#define NL_MUST_CHECK __attribute__((warn_unused_result))
#define NL_NO_RETURN __attribute__((noreturn))
/* MinGW's default "printf" archetype is msvcrt's; we always use the C99 one. Clang knows no other. */
#if defined(__clang__)
#define NL_PRINTF(format_index, first_index)                                                       \
    __attribute__((format(printf, format_index, first_index)))
#else
#define NL_PRINTF(format_index, first_index)                                                       \
    __attribute__((format(gnu_printf, format_index, first_index)))
#endif
#else
#define NL_MUST_CHECK
#define NL_NO_RETURN
#define NL_PRINTF(format_index, first_index)
#endif

#define NL_COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

/* Marks an English sentence that a person will read. The sentence itself is the key by which
 * src/model/words*.c finds its translation; scripts/check_words.py collects every marked sentence
 * and fails if one has no translation. {1}..{6} stand for arguments. */
#define NL_T(sentence) sentence

/* Marks a long English text that is never translated: the executable for Windows holds it compressed. A
 * printf format is then checked on Linux alone, so it has no place in code for Windows. String literals, and macros of the same file that stand for such. */
#define NL_PACK(text) text

#endif
