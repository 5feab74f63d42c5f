/* output.c - files as bytes, and the head that each of them has. */
#include "output.h"

#include "base/attributes.h"
#include "base/clean.h"
#include "base/utf16.h"
#include "version.h"

#include <string.h>

void nl_export_add_text(struct nl_export_files *files, const char *path, const struct nl_text *text)
{
    *NL_PUSH(text->arena, files) = (struct nl_export_file){
        .path = path, .bytes = (const uint8_t *)text->data, .size = text->length};
}

void nl_export_add_utf16(struct nl_export_files *files, const char *path,
                         const struct nl_text *text)
{
    struct nl_text lines;
    uint8_t *units = NULL;
    nl_text_init(&lines, text->arena);
    nl_text_add(&lines, "\xEF\xBB\xBF"); /* becomes FF FE */
    for (const char *at = text->data; *at; at++) {
        if (*at == '\n')
            nl_text_add_char(&lines, '\r');
        nl_text_add_char(&lines, *at);
    }
    size_t size = nl_utf16_encode(text->arena, lines.data, &units);
    *NL_PUSH(text->arena, files) =
        (struct nl_export_file){.path = path, .bytes = units, .size = size};
}

/* A name as it can stand in any file: ASCII, no control characters. */
static const char *ascii(struct nl_arena *arena, const char *text)
{
    char *copy = nl_arena_text(arena, nl_clean(arena, text));
    for (char *at = copy; *at; at++) {
        if ((unsigned char)*at >= 0x80)
            *at = '?';
    }
    return copy;
}

/* Appends a paragraph in lines of a readable length, each behind prefix. */
static void add_lines(struct nl_text *out, const char *prefix, const char *text)
{
    enum { LONGEST = 110 };
    const struct nl_texts words = nl_split(out->arena, text, ' ');
    size_t used = 0;
    for (size_t i = 0; i < words.count; i++) {
        size_t length = strlen(words.items[i]);
        bool begins = used == 0;
        if (!begins && used + length + 1 > LONGEST) {
            nl_text_add_char(out, '\n');
            used = 0;
        }
        nl_text_format(out, "%s%s%s", used ? " " : prefix, !used && !begins ? "  " : "",
                       words.items[i]);
        used += length + 1;
    }
    nl_text_add_char(out, '\n');
}

static void head_line(struct nl_text *out, const char *prefix, const char *id,
                      const struct nl_sentence *sentence)
{
    add_lines(out, prefix,
              nl_arena_format(out->arena, "%s%s%s", id, *id ? ": " : "",
                              ascii(out->arena, nl_sentence_text(out->arena, sentence, NULL))));
}

void nl_export_head(struct nl_text *out, const struct nl_export *list, const char *prefix)
{
    struct nl_arena *arena = out->arena;
    nl_text_format(out, "%sMade by netlatch " NETLATCH_VERSION " from the profile %s, for %s.\n",
                   prefix, list->profile->name,
                   list->machine && list->machine->name ? ascii(arena, list->machine->name)
                   : list->machine                      ? "one machine"
                                                        : "any machine");
    for (size_t i = 0; i < list->risks.count; i++)
        add_lines(out, prefix,
                  nl_arena_format(arena, "Risk %s: %s. %s", list->risks.items[i].row->id,
                                  list->risks.items[i].row->title, list->risks.items[i].row->risk));
    for (size_t i = 0; i < list->notes.count; i++)
        head_line(out, prefix, "", &list->notes.items[i]);
    for (size_t i = 0; i < list->absences.count; i++) {
        const struct nl_export_absence *absence = &list->absences.items[i];
        head_line(out, prefix,
                  nl_arena_format(arena, "%s %s", absence->is_loss ? "Not carried:" : "Not needed:",
                                  ascii(arena, absence->id)),
                  &absence->why);
    }
}

void nl_export_head_xml(struct nl_text *out, const struct nl_export *list)
{
    struct nl_text head;
    nl_text_init(&head, out->arena);
    nl_export_head(&head, list, "  ");
    nl_text_add(out, "<!--\n");
    /* No comment of XML may hold two hyphens. */
    for (const char *at = head.data; *at; at++) {
        if (at[0] == '-' && at[1] == '-')
            at++;
        else
            nl_text_add_char(out, *at);
    }
    nl_text_add(out, "-->\n");
}

const char *nl_export_item_line(struct nl_arena *arena, const struct nl_export_item *item)
{
    if (item->want->kind == NL_WANT_WORD)
        return nl_arena_format(arena, "%s = %s", item->instance.id, item->want->word);
    return nl_arena_text(arena, item->instance.id);
}

const char *nl_export_guid(struct nl_arena *arena, const char *text)
{
    uint64_t high = nl_hash(NL_HASH_START, text, strlen(text));
    uint64_t low = nl_hash(high ^ NL_HASH_START, text, strlen(text));
    high = (high & ~UINT64_C(0xf000)) | UINT64_C(0x8000);
    low = (low & ~(UINT64_C(3) << 62)) | UINT64_C(2) << 62;
    return nl_arena_format(arena, "{%08X-%04X-%04X-%04X-%012llX}", (unsigned)(high >> 32),
                           (unsigned)(high >> 16 & 0xffff), (unsigned)(high & 0xffff),
                           (unsigned)(low >> 48),
                           (unsigned long long)(low & UINT64_C(0xffffffffffff)));
}
