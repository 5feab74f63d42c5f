/* sentence.h - something to tell a person, kept as its English wording and its arguments.
 *
 * Rooms below app never decide the language: they say things with nl_say, and whoever prints turns
 * the sentence into text with a translation (or none: English, as in every JSON document). */
#ifndef NL_BASE_SENTENCE_H
#define NL_BASE_SENTENCE_H

#include "arena.h"
#include "text.h"

#define NL_SENTENCE_ARGS 6

struct nl_sentence {
    const char *format; /* the English wording, marked with NL_T; NULL: nothing to say */
    const char *args[NL_SENTENCE_ARGS];
    const struct nl_sentence *then; /* said right behind it, in the same language; NULL: nothing */
};

struct nl_sentences {
    struct nl_sentence *items;
    size_t count;
    size_t capacity;
};

/* The translation of one English wording. */
struct nl_wording {
    uint64_t hash;    /* nl_hash of the English */
    const char *text; /* UTF-8 */
};

/* A language: a table from the hashes of the English wordings to their translations. A text that is no
 * wording could be taken for one of the same 64-bit hash. By chance that does not happen; somebody who
 * makes it happen for the name of a thing could as well have given it the translation as its name. */
struct nl_words {
    const char *language; /* its BCP 47 tag: "zh-CN" */
    const char *name;     /* as its speakers call it */
    const char *tags;     /* further tags, separated by spaces; see model/words.c */
    size_t count;         /* wordings */
    /* Their table, ascending by hash. Unpacks it when it is first asked, in one thread. */
    const struct nl_wording *(*wordings)(void);
};

/* nl_say(arena, NL_T("{1} listens on {2}"), owner, port): copies its arguments. All are
 * const char *; an argument that is itself a wording with a translation is translated too. */
#define nl_say(arena, ...) nl_say_args((arena), (const char *const[]){__VA_ARGS__, NULL})
struct nl_sentence nl_say_args(struct nl_arena *arena, const char *const *format_and_args);

/* The same sentence with another behind it, which is copied. */
struct nl_sentence nl_say_then(struct nl_arena *arena, struct nl_sentence sentence,
                               const struct nl_sentence *then);

/* Appends a sentence to a list. */
#define nl_say_to(arena, list, ...) (*NL_PUSH((arena), (list)) = nl_say((arena), __VA_ARGS__))

/* The text in a language; words NULL gives English. Arguments are inserted as they are: clean them
 * first where they come from a machine and go to a screen. */
const char *nl_sentence_text(struct nl_arena *arena, const struct nl_sentence *sentence,
                             const struct nl_words *words);

/* The translation of one wording, or NULL. */
const char *nl_translation(const struct nl_words *words, const char *english);

/* The translation of one wording, or the wording itself. */
const char *nl_translate(const struct nl_words *words, const char *english);

/* Appends format with {1}..{6} replaced by args. An argument that is itself a wording is translated
 * on the way; {=1}, for translations alone, inserts it as it is: a share may be called "Public". */
void nl_sentence_fill(struct nl_text *out, const char *format, const char *const *args,
                      size_t arg_count, const struct nl_words *words);

#endif
