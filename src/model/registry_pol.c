/* registry_pol.c - Registry.pol, in which Group Policy keeps registry values. */
#include "registry_pol.h"

#include "base/attributes.h"
#include "base/utf16.h"

#include <string.h>

/* What a name may be at most: a registry path of 255 names of 255 units, far above any real one. */
enum { HEADER_SIZE = 8, VERSION = 1, MOST_UNITS = 65535 };

struct reader {
    struct nl_arena *arena;
    const char *source;
    const uint8_t *bytes;
    size_t size;
    size_t at;
    struct nl_error *err;
};

static enum nl_status bad(struct reader *reader, const char *expected)
{
    return nl_fail(reader->err, NL_INVALID, NL_T("{1}: at byte {2}: {3} was expected"),
                   reader->source, nl_decimal(reader->at).text, expected);
}

static bool take_u32(struct reader *reader, uint32_t *out_number)
{
    if (reader->size - reader->at < 4)
        return false;
    const uint8_t *bytes = reader->bytes + reader->at;
    *out_number = (uint32_t)bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 |
                  (uint32_t)bytes[3] << 24;
    reader->at += 4;
    return true;
}

static bool take_mark(struct reader *reader, char mark)
{
    if (reader->size - reader->at < 2 || reader->bytes[reader->at] != (uint8_t)mark ||
        reader->bytes[reader->at + 1] != 0)
        return false;
    reader->at += 2;
    return true;
}

/* A text up to its NUL, and the semicolon behind it. */
static enum nl_status take_name(struct reader *reader, const char **out_name)
{
    size_t start = reader->at;
    size_t units = 0;
    bool exact = false;
    while (reader->size - (start + 2 * units) >= 2 &&
           (reader->bytes[start + 2 * units] || reader->bytes[start + 2 * units + 1]))
        units++;
    if (units > MOST_UNITS || reader->size - (start + 2 * units) < 2)
        return bad(reader, NL_T("a name that ends with a NUL"));
    *out_name = nl_utf16_decode(reader->arena, reader->bytes + start, 2 * units, &exact);
    if (!exact)
        return bad(reader, NL_T("a name in UTF-16"));
    reader->at = start + 2 * units + 2;
    return take_mark(reader, ';') ? NL_OK : bad(reader, "';'");
}

static enum nl_status take_entry(struct reader *reader, struct nl_pol_entry *entry)
{
    uint32_t type = 0;
    uint32_t size = 0;
    if (!take_mark(reader, '['))
        return bad(reader, "'['");
    enum nl_status status = take_name(reader, &entry->key);
    if (status == NL_OK)
        status = take_name(reader, &entry->name);
    if (status != NL_OK)
        return status;
    if (!take_u32(reader, &type) || !take_mark(reader, ';'))
        return bad(reader, NL_T("a type of four bytes and ';'"));
    if (!take_u32(reader, &size) || !take_mark(reader, ';'))
        return bad(reader, NL_T("a size of four bytes and ';'"));
    if (size > reader->size - reader->at)
        return bad(reader, NL_T("data of the size that stands before it"));
    entry->value = nl_value_raw(reader->arena, type, reader->bytes + reader->at, size);
    reader->at += size;
    return take_mark(reader, ']') ? NL_OK : bad(reader, "']'");
}

enum nl_status nl_registry_pol_read(struct nl_arena *arena, const char *source,
                                    const uint8_t *bytes, size_t size,
                                    struct nl_pol_entries *out_entries, struct nl_error *err)
{
    struct reader reader = {
        .arena = arena, .source = source, .bytes = bytes, .size = size, .err = err};
    uint32_t version = 0;
    *out_entries = (struct nl_pol_entries){0};
    if (size < HEADER_SIZE || memcmp(bytes, "PReg", 4) != 0)
        return bad(&reader, "PReg");
    reader.at = 4;
    if (!take_u32(&reader, &version) || version != VERSION)
        return bad(&reader, NL_T("version 1"));
    enum nl_status status = NL_OK;
    while (status == NL_OK && reader.at < size)
        status = take_entry(&reader, NL_PUSH(arena, out_entries));
    return status;
}

const char *nl_registry_pol_name(const struct nl_pol_entry *entry)
{
    static const char *const before[] = {"**del.", "**soft."};
    const char *name = entry->name;
    if (!nl_starts(name, "**"))
        return name;
    for (size_t i = 0; i < NL_COUNT_OF(before); i++) {
        if (nl_starts(name, before[i]))
            return name + strlen(before[i]);
    }
    return NULL;
}
