/* error.h - one failure, described well enough to act on.
 *
 * A function that can fail returns enum nl_status and takes, last, a struct nl_error owned by the
 * caller. On NL_OK the struct is untouched. On anything else it is filled once, at the place that
 * knows most; callers add context in front, never overwrite. Nothing here allocates, so that an
 * error can be told when memory has run out. */
#ifndef NL_BASE_ERROR_H
#define NL_BASE_ERROR_H

#include "arena.h"
#include "sentence.h"
#include "status.h"

#include <stdint.h>

enum nl_native {
    NL_NATIVE_NONE = 0,
    NL_NATIVE_ERRNO,
    NL_NATIVE_WIN32,
    NL_NATIVE_NTSTATUS,
    NL_NATIVE_HRESULT
};

#define NL_ERROR_PARTS 5

struct nl_error {
    enum nl_status status;
    enum nl_native native; /* which numbering system native_code belongs to */
    uint32_t native_code;
    const char *call; /* the system call that failed, a literal, or NULL */
    const char *next; /* what the person can do about it, a marked literal, or NULL */
    struct {
        const char *format;              /* a marked literal */
        uint16_t args[NL_SENTENCE_ARGS]; /* 1 + offset into room; 0: no argument */
    } parts[NL_ERROR_PARTS];             /* innermost first */
    size_t part_count;
    char room[1536]; /* the arguments' texts, cut at a character's edge when they are too long */
    size_t used;
};

/* Fills err and returns status: return nl_fail(err, NL_INVALID, NL_T("{1} is not a port"), text);
 * err may be NULL. All arguments are const char *. */
#define nl_fail(err, status, ...)                                                                  \
    ((void)nl_fail_args((err), (status), (const char *const[]){__VA_ARGS__, NULL}),                \
     (enum nl_status)(status))
enum nl_status nl_fail_args(struct nl_error *err, enum nl_status status,
                            const char *const *format_and_args);

/* Puts words in front of what err says ("cannot read {1}") and returns its status. */
#define nl_context(err, ...) nl_context_args((err), (const char *const[]){__VA_ARGS__, NULL})
enum nl_status nl_context_args(struct nl_error *err, const char *const *format_and_args);

/* Adds the system's number and the call to a filled error and returns its status. */
enum nl_status nl_native(struct nl_error *err, enum nl_native native, uint32_t code,
                         const char *call);

/* Adds what to do next, unless something is there already; returns the status. */
enum nl_status nl_next(struct nl_error *err, const char *advice);

/* A copy that lives as long as the arena. */
const struct nl_error *nl_error_keep(struct nl_arena *arena, const struct nl_error *err);

/* What was wrong without its contexts and number, as a sentence that a list of sentences can hold. */
struct nl_sentence nl_error_sentence(struct nl_arena *arena, const struct nl_error *err);

/* One line: context: what: why (call, Win32 error 5). The advice is not in it. */
const char *nl_error_text(struct nl_arena *arena, const struct nl_error *err,
                          const struct nl_words *words);

#endif
