/* error.c - one failure, described well enough to act on. */
#include "error.h"

#include <string.h>

static void add_part(struct nl_error *err, const char *const *format_and_args)
{
    if (err->part_count == NL_ERROR_PARTS)
        return;
    size_t part = err->part_count++;
    err->parts[part].format = format_and_args[0];
    memset(err->parts[part].args, 0, sizeof err->parts[part].args);
    for (size_t i = 0; i < NL_SENTENCE_ARGS && format_and_args[i + 1]; i++) {
        const char *arg = format_and_args[i + 1];
        size_t length = strlen(arg);
        /* One argument may not eat the room of the others. */
        size_t most = (sizeof err->room - err->used) / 2;
        if (length >= most) {
            length = most ? most - 1 : 0;
            while (length > 0 && ((unsigned char)arg[length] & 0xC0) == 0x80)
                length--;
        }
        if (err->used + length + 1 > sizeof err->room)
            return;
        memcpy(err->room + err->used, arg, length);
        err->room[err->used + length] = '\0';
        err->parts[part].args[i] = (uint16_t)(err->used + 1);
        err->used += length + 1;
    }
}

enum nl_status nl_fail_args(struct nl_error *err, enum nl_status status,
                            const char *const *format_and_args)
{
    if (!err)
        return status;
    memset(err, 0, sizeof *err);
    err->status = status;
    add_part(err, format_and_args);
    return status;
}

enum nl_status nl_context_args(struct nl_error *err, const char *const *format_and_args)
{
    if (!err)
        return NL_FAILED;
    add_part(err, format_and_args);
    return err->status;
}

enum nl_status nl_native(struct nl_error *err, enum nl_native native, uint32_t code,
                         const char *call)
{
    if (!err)
        return NL_FAILED;
    err->native = native;
    err->native_code = code;
    err->call = call;
    return err->status;
}

enum nl_status nl_next(struct nl_error *err, const char *advice)
{
    if (!err)
        return NL_FAILED;
    if (!err->next)
        err->next = advice;
    return err->status;
}

static void add_number(struct nl_text *out, const struct nl_error *err,
                       const struct nl_words *words)
{
    static const char *const systems[] = {"", "errno", NL_T("Win32 error"), "NTSTATUS", "HRESULT"};
    /* Numbers of Win32 are small; larger ones are statuses and HRESULTs in their place, and those are
     * known by their hexadecimal form. */
    bool hex = err->native == NL_NATIVE_NTSTATUS || err->native == NL_NATIVE_HRESULT ||
               (err->native == NL_NATIVE_WIN32 && err->native_code > 0xFFFF);
    struct nl_number number = hex ? nl_hex(err->native_code) : nl_decimal(err->native_code);
    const char *const args[] = {systems[err->native], number.text, err->call};
    const char *wording = err->call ? NL_T(" ({3}, {1} {2})") : NL_T(" ({1} {2})");
    nl_sentence_fill(out, nl_translate(words, wording), args, 3, words);
}

const struct nl_error *nl_error_keep(struct nl_arena *arena, const struct nl_error *err)
{
    struct nl_error *kept = nl_arena_alloc(arena, sizeof *kept);
    *kept = *err;
    return kept;
}

static void part_args(const struct nl_error *err, size_t part, const char **out_args)
{
    for (size_t a = 0; a < NL_SENTENCE_ARGS; a++)
        out_args[a] = err->parts[part].args[a] ? err->room + err->parts[part].args[a] - 1 : NULL;
}

struct nl_sentence nl_error_sentence(struct nl_arena *arena, const struct nl_error *err)
{
    struct nl_sentence sentence = {0};
    const char *args[NL_SENTENCE_ARGS];
    if (err->part_count == 0)
        return sentence;
    sentence.format = err->parts[0].format;
    part_args(err, 0, args);
    for (size_t a = 0; a < NL_SENTENCE_ARGS && args[a]; a++)
        sentence.args[a] = nl_arena_text(arena, args[a]);
    return sentence;
}

const char *nl_error_text(struct nl_arena *arena, const struct nl_error *err,
                          const struct nl_words *words)
{
    struct nl_text out;
    nl_text_init(&out, arena);
    for (size_t i = err->part_count; i-- > 0;) {
        const char *args[NL_SENTENCE_ARGS];
        part_args(err, i, args);
        nl_sentence_fill(&out, nl_translate(words, err->parts[i].format), args, NL_SENTENCE_ARGS,
                         words);
        if (i > 0)
            nl_text_add(&out, nl_translate(words, NL_T(": ")));
    }
    if (err->native != NL_NATIVE_NONE)
        add_number(&out, err, words);
    return out.data;
}
