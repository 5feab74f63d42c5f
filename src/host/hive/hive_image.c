/* hive_image.c - keys and values in the bytes of a hive. */
#include "hive_image.h"

#include "base/text.h"
#include "base/utf8.h"
#include "hive_bytes.h"

#include <string.h>

/* Offsets in a key's record. */
enum {
    KEY_FLAGS = 2,
    KEY_SUBKEYS = 20,
    KEY_LIST = 28,
    KEY_VALUES = 36,
    KEY_VALUE_LIST = 40,
    KEY_NAME_LENGTH = 72
};
enum { KEY_NAME_NARROW = 0x20, VALUE_NAME_NARROW = 1 };
#define DATA_IS_INLINE UINT32_C(0x80000000)

uint8_t *nl_hive_cell(const struct nl_hive_image *image, uint32_t offset, size_t *out_size)
{
    /* Compared before it is added: a size has 32 bits in one of the builds. */
    if (offset % 4 != 0 || offset > image->size - NL_HIVE_BASE_SIZE)
        return NULL;
    size_t at = NL_HIVE_BASE_SIZE + (size_t)offset;
    if (image->size - at < 8)
        return NULL;
    int64_t stored = (int32_t)nl_hive_u32(image->bytes + at);
    if (stored >= 0 || -stored < 8 || (size_t)-stored > image->size - at)
        return NULL;
    *out_size = (size_t)-stored - 4;
    return image->bytes + at + 4;
}

uint8_t *nl_hive_record(const struct nl_hive_image *image, uint32_t offset, const char *letters,
                        size_t smallest, size_t *out_size)
{
    uint8_t *record = nl_hive_cell(image, offset, out_size);
    return record && *out_size >= smallest && memcmp(record, letters, 2) == 0 ? record : NULL;
}

uint32_t nl_hive_root(const struct nl_hive_image *image)
{
    return nl_hive_u32(image->bytes + 36);
}

static const uint8_t *key_record(const struct nl_hive_image *image, uint32_t key, size_t *out_size)
{
    const uint8_t *record = nl_hive_record(image, key, "nk", NL_HIVE_KEY_SIZE, out_size);
    return record && nl_hive_u16(record + KEY_NAME_LENGTH) <= *out_size - NL_HIVE_KEY_SIZE ? record
                                                                                           : NULL;
}

static const uint8_t *value_record(const struct nl_hive_image *image, uint32_t value)
{
    size_t size = 0;
    const uint8_t *record = nl_hive_record(image, value, "vk", NL_HIVE_VALUE_SIZE, &size);
    return record && nl_hive_u16(record + 2) <= size - NL_HIVE_VALUE_SIZE ? record : NULL;
}

/* One list of keys, or a list of such lists. */
struct list {
    const uint8_t *items;
    size_t count;
    size_t step;
    bool hashed; /* "lh": behind each offset a hash of the name */
    bool lists;
};

static bool read_list(const struct nl_hive_image *image, uint32_t offset, struct list *out_list)
{
    size_t size = 0;
    const uint8_t *record = nl_hive_cell(image, offset, &size);
    struct list list = {.step = 4};
    if (!record || size < 4)
        return false;
    if (memcmp(record, "lh", 2) == 0 || memcmp(record, "lf", 2) == 0) {
        list.step = 8;
        list.hashed = record[1] == 'h';
    } else if (memcmp(record, "ri", 2) == 0) {
        list.lists = true;
    } else if (memcmp(record, "li", 2) != 0) {
        return false;
    }
    list.items = record + 4;
    list.count = nl_hive_u16(record + 2);
    *out_list = list;
    return list.count <= (size - 4) / list.step;
}

/* Calls visit for every entry of the lists of a key, until it says false. */
static bool each_entry(const struct nl_hive_image *image, uint32_t key, void *context,
                       bool (*visit)(void *context, const struct list *list, const uint8_t *entry))
{
    size_t size = 0;
    const uint8_t *record = key_record(image, key, &size);
    struct list outer;
    if (!record)
        return false;
    if (nl_hive_u32(record + KEY_SUBKEYS) == 0)
        return true;
    if (!read_list(image, nl_hive_u32(record + KEY_LIST), &outer))
        return false;
    size_t lists = outer.lists ? outer.count : 1;
    for (size_t i = 0; i < lists; i++) {
        struct list list = outer;
        if (outer.lists &&
            (!read_list(image, nl_hive_u32(outer.items + 4 * i), &list) || list.lists))
            return false;
        for (size_t j = 0; j < list.count; j++) {
            if (!visit(context, &list, list.items + list.step * j))
                return true;
        }
    }
    return true;
}

struct collect {
    struct nl_arena *arena;
    struct nl_hive_offsets found;
};

static bool collect_one(void *context, const struct list *list, const uint8_t *entry)
{
    struct collect *collect = context;
    (void)list;
    *NL_PUSH(collect->arena, &collect->found) = nl_hive_u32(entry);
    return true;
}

bool nl_hive_subkeys(struct nl_arena *arena, const struct nl_hive_image *image, uint32_t key,
                     struct nl_hive_offsets *out_keys)
{
    struct collect collect = {.arena = arena};
    bool sound = each_entry(image, key, &collect, collect_one);
    *out_keys = collect.found;
    return sound;
}

static char upper(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

uint32_t nl_hive_name_hash(const char *name, size_t length)
{
    uint32_t hash = 0;
    for (size_t i = 0; i < length; i++)
        hash = hash * 37 + (uint8_t)upper(name[i]);
    return hash;
}

static bool is_ascii(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if ((uint8_t)text[i] >= 0x80)
            return false;
    }
    return true;
}

/* One character of a stored name, which is Latin-1 or UTF-16. */
static uint32_t unit_at(const uint8_t *name, bool narrow, size_t index)
{
    return narrow ? name[index] : nl_hive_u16(name + 2 * index);
}

/* The stored name as UTF-8 in the arena; NULL where it is no text or holds a NUL. */
static const char *decode(struct nl_arena *arena, const uint8_t *name, size_t size, bool narrow)
{
    size_t units = narrow ? size : size / 2;
    char *text = nl_arena_alloc(arena, units * 3 + 1);
    size_t length = 0;
    for (size_t i = 0; i < units; i++) {
        uint32_t unit = unit_at(name, narrow, i);
        if (unit >= 0xD800 && unit < 0xE000) {
            uint32_t low = i + 1 < units ? unit_at(name, narrow, i + 1) : 0;
            if (unit >= 0xDC00 || low < 0xDC00 || low >= 0xE000)
                return NULL;
            unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
            i++;
        }
        if (unit == 0)
            return NULL;
        if (unit < 0x80) {
            text[length++] = (char)unit;
            continue;
        }
        unsigned more = unit < 0x800 ? 1 : unit < 0x10000 ? 2 : 3;
        static const uint8_t lead[] = {0, 0xC0, 0xE0, 0xF0};
        text[length++] = (char)(lead[more] | unit >> 6 * more);
        while (more-- > 0)
            text[length++] = (char)(0x80 | (unit >> 6 * more & 0x3F));
    }
    return text;
}

/* Whether a stored name is the one wanted (valid UTF-8), without regard to case of ASCII letters. */
static bool is_name(const uint8_t *stored, size_t size, bool narrow, const char *name,
                    size_t length)
{
    size_t units = narrow ? size : size / 2;
    size_t at = 0;
    for (size_t i = 0; i < units; i++) {
        uint32_t unit = unit_at(stored, narrow, i);
        size_t step = 0;
        if (at >= length)
            return false;
        uint32_t wanted = nl_utf8_next(name + at, &step);
        at += step;
        if (wanted >= 0x10000) {
            if (unit != 0xD800 + ((wanted - 0x10000) >> 10) || ++i >= units)
                return false;
            unit = unit_at(stored, narrow, i);
            wanted = 0xDC00 + ((wanted - 0x10000) & 0x3FF);
        }
        if (unit != wanted &&
            (unit >= 0x80 || wanted >= 0x80 || upper((char)unit) != upper((char)wanted)))
            return false;
    }
    return at == length;
}

struct look_up {
    const struct nl_hive_image *image;
    const char *name;
    size_t length;
    uint32_t hash;
    bool ascii;
    uint32_t found;
};

static bool look_at_one(void *context, const struct list *list, const uint8_t *entry)
{
    struct look_up *wanted = context;
    uint32_t key = nl_hive_u32(entry);
    size_t size = 0;
    if (list->hashed && wanted->ascii && nl_hive_u32(entry + 4) != wanted->hash)
        return true;
    const uint8_t *record = key_record(wanted->image, key, &size);
    if (record &&
        is_name(record + NL_HIVE_KEY_SIZE, nl_hive_u16(record + KEY_NAME_LENGTH),
                nl_hive_u16(record + KEY_FLAGS) & KEY_NAME_NARROW, wanted->name, wanted->length))
        wanted->found = key;
    return wanted->found == NL_HIVE_NOWHERE;
}

uint32_t nl_hive_subkey(const struct nl_hive_image *image, uint32_t key, const char *name,
                        size_t length)
{
    struct look_up wanted = {.image = image,
                             .name = name,
                             .length = length,
                             .hash = nl_hive_name_hash(name, length),
                             .ascii = is_ascii(name, length),
                             .found = NL_HIVE_NOWHERE};
    return each_entry(image, key, &wanted, look_at_one) ? wanted.found : NL_HIVE_NOWHERE;
}

const char *nl_hive_key_name(struct nl_arena *arena, const struct nl_hive_image *image,
                             uint32_t key)
{
    size_t size = 0;
    const uint8_t *record = key_record(image, key, &size);
    return record ? decode(arena, record + NL_HIVE_KEY_SIZE, nl_hive_u16(record + KEY_NAME_LENGTH),
                           nl_hive_u16(record + KEY_FLAGS) & KEY_NAME_NARROW)
                  : NULL;
}

const char *nl_hive_value_name(struct nl_arena *arena, const struct nl_hive_image *image,
                               uint32_t value)
{
    const uint8_t *record = value_record(image, value);
    return record ? decode(arena, record + NL_HIVE_VALUE_SIZE, nl_hive_u16(record + 2),
                           nl_hive_u16(record + 16) & VALUE_NAME_NARROW)
                  : NULL;
}

size_t nl_hive_value_count(const struct nl_hive_image *image, uint32_t key)
{
    size_t size = 0;
    size_t list_size = 0;
    const uint8_t *record = key_record(image, key, &size);
    size_t count = record ? nl_hive_u32(record + KEY_VALUES) : 0;
    if (count == 0 || !nl_hive_cell(image, nl_hive_u32(record + KEY_VALUE_LIST), &list_size))
        return 0;
    return count <= list_size / 4 ? count : 0;
}

uint32_t nl_hive_value_at(const struct nl_hive_image *image, uint32_t key, size_t index)
{
    size_t size = 0;
    if (index >= nl_hive_value_count(image, key))
        return NL_HIVE_NOWHERE;
    const uint8_t *record = key_record(image, key, &size);
    const uint8_t *list =
        record ? nl_hive_cell(image, nl_hive_u32(record + KEY_VALUE_LIST), &size) : NULL;
    return list ? nl_hive_u32(list + 4 * index) : NL_HIVE_NOWHERE;
}

uint32_t nl_hive_value_find(const struct nl_hive_image *image, uint32_t key, const char *name)
{
    size_t count = nl_hive_value_count(image, key);
    for (size_t i = 0; i < count; i++) {
        uint32_t value = nl_hive_value_at(image, key, i);
        const uint8_t *record = value_record(image, value);
        if (record && is_name(record + NL_HIVE_VALUE_SIZE, nl_hive_u16(record + 2),
                              nl_hive_u16(record + 16) & VALUE_NAME_NARROW, name, strlen(name)))
            return value;
    }
    return NL_HIVE_NOWHERE;
}

bool nl_hive_value_type(const struct nl_hive_image *image, uint32_t value, uint32_t *out_type,
                        size_t *out_size)
{
    const uint8_t *record = value_record(image, value);
    if (!record)
        return false;
    *out_type = nl_hive_u32(record + 12);
    *out_size = nl_hive_u32(record + 4) & ~DATA_IS_INLINE;
    return !(nl_hive_u32(record + 4) & DATA_IS_INLINE) || *out_size <= 4;
}

/* Data in several segments, put together. */
static const uint8_t *join(struct nl_arena *arena, const struct nl_hive_image *image,
                           const uint8_t *record, size_t size)
{
    size_t list_size = 0;
    size_t count = nl_hive_u16(record + 2);
    const uint8_t *list = nl_hive_cell(image, nl_hive_u32(record + 4), &list_size);
    if (!list || count > list_size / 4 || size > count * NL_HIVE_SEGMENT)
        return NULL;
    uint8_t *whole = nl_arena_alloc(arena, size);
    for (size_t done = 0, i = 0; done < size; i++) {
        size_t part = size - done < NL_HIVE_SEGMENT ? size - done : NL_HIVE_SEGMENT;
        size_t segment_size = 0;
        const uint8_t *segment = nl_hive_cell(image, nl_hive_u32(list + 4 * i), &segment_size);
        if (!segment || segment_size < part)
            return NULL;
        memcpy(whole + done, segment, part);
        done += part;
    }
    return whole;
}

const uint8_t *nl_hive_value_data(struct nl_arena *arena, const struct nl_hive_image *image,
                                  uint32_t value)
{
    uint32_t type = 0;
    size_t size = 0;
    size_t cell_size = 0;
    if (!nl_hive_value_type(image, value, &type, &size))
        return NULL;
    const uint8_t *record = value_record(image, value);
    if (nl_hive_u32(record + 4) & DATA_IS_INLINE || size == 0)
        return record + 8;
    const uint8_t *data = nl_hive_cell(image, nl_hive_u32(record + 8), &cell_size);
    if (data && size > NL_HIVE_SEGMENT && cell_size >= 8 && memcmp(data, "db", 2) == 0)
        return join(arena, image, data, size);
    return data && size <= cell_size ? data : NULL;
}
