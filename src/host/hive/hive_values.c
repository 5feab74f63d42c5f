/* hive_values.c - changing the values of a key in the bytes of a hive. */
#include "hive_values.h"

#include "hive_bytes.h"
#include "hive_cells.h"

#include <string.h>

/* Offsets in the record of a key and of a value. */
enum {
    KEY_VALUES = 36,
    KEY_VALUE_LIST = 40,
    KEY_LONGEST_NAME = 60, /* of its values, in bytes of UTF-16 */
    KEY_LARGEST_DATA = 64,
    VALUE_NAME_LENGTH = 2,
    VALUE_SIZE = 4,
    VALUE_DATA = 8,
    VALUE_TYPE = 12,
    VALUE_FLAGS = 16,
    VALUE_NAME_NARROW = 1,
    LONGEST_NAME = 255
};
#define DATA_IS_INLINE UINT32_C(0x80000000)

static uint8_t *key_record(const struct nl_hive_image *image, uint32_t key)
{
    size_t size = 0;
    return nl_hive_record(image, key, "nk", NL_HIVE_KEY_SIZE, &size);
}

static uint8_t *value_record(const struct nl_hive_image *image, uint32_t value)
{
    size_t size = 0;
    return nl_hive_record(image, value, "vk", NL_HIVE_VALUE_SIZE, &size);
}

/* Gives back what holds a value's data. */
static void give_data(struct nl_hive_image *image, const uint8_t *record)
{
    size_t size = 0;
    size_t list_size = 0;
    uint32_t stored = nl_hive_u32(record + VALUE_SIZE);
    uint32_t at = nl_hive_u32(record + VALUE_DATA);
    if (stored & DATA_IS_INLINE || stored == 0)
        return;
    const uint8_t *data = nl_hive_cell(image, at, &size);
    if (data && stored > NL_HIVE_SEGMENT && size >= 8 && memcmp(data, "db", 2) == 0) {
        uint32_t list_at = nl_hive_u32(data + 4);
        const uint8_t *list = nl_hive_cell(image, list_at, &list_size);
        size_t count = list && nl_hive_u16(data + 2) <= list_size / 4 ? nl_hive_u16(data + 2) : 0;
        for (size_t i = 0; i < count; i++)
            nl_hive_cell_give(image, nl_hive_u32(list + 4 * i));
        nl_hive_cell_give(image, list_at);
    }
    nl_hive_cell_give(image, at);
}

/* Puts the data where the record says it is. */
static bool put_data(struct nl_hive_image *image, uint32_t value, uint32_t type, const void *data,
                     size_t size)
{
    uint32_t at = 0;
    size_t room = 0;
    if (size > 4) {
        at = nl_hive_cell_take(image, size);
        uint8_t *cell = at == NL_HIVE_NOWHERE ? NULL : nl_hive_cell(image, at, &room);
        if (!cell || room < size)
            return false;
        memcpy(cell, data, size);
    }
    uint8_t *record = value_record(image, value);
    if (!record)
        return false;
    nl_hive_put32(record + VALUE_SIZE, (uint32_t)size | (size > 4 ? 0 : DATA_IS_INLINE));
    nl_hive_put32(record + VALUE_DATA, at);
    if (size > 0 && size <= 4)
        memcpy(record + VALUE_DATA, data, size);
    nl_hive_put32(record + VALUE_TYPE, type);
    return true;
}

/* A value without data behind all others of the key; NL_HIVE_NOWHERE on failure. */
static uint32_t append(struct nl_hive_image *image, uint32_t key, const char *name)
{
    size_t length = strlen(name);
    size_t size = 0;
    size_t count = nl_hive_value_count(image, key);
    uint32_t value = length > LONGEST_NAME ? NL_HIVE_NOWHERE
                                           : nl_hive_cell_take(image, NL_HIVE_VALUE_SIZE + length);
    uint32_t list =
        value == NL_HIVE_NOWHERE ? NL_HIVE_NOWHERE : nl_hive_cell_take(image, 4 * (count + 1));
    uint8_t *record = key_record(image, key);
    if (list == NL_HIVE_NOWHERE || !record || nl_hive_u32(record + KEY_VALUES) != count)
        return NL_HIVE_NOWHERE;
    uint32_t old_list = nl_hive_u32(record + KEY_VALUE_LIST);
    uint8_t *items = nl_hive_cell(image, list, &size);
    if (count > 0)
        memcpy(items, nl_hive_cell(image, old_list, &size), 4 * count);
    nl_hive_put32(items + 4 * count, value);
    nl_hive_put32(record + KEY_VALUES, (uint32_t)count + 1);
    nl_hive_put32(record + KEY_VALUE_LIST, list);
    if (nl_hive_u32(record + KEY_LONGEST_NAME) < 2 * length)
        nl_hive_put32(record + KEY_LONGEST_NAME, (uint32_t)(2 * length));
    if (count > 0)
        nl_hive_cell_give(image, old_list);
    uint8_t *made = nl_hive_cell(image, value, &size);
    memcpy(made, "vk", 2);
    nl_hive_put16(made + VALUE_NAME_LENGTH, (uint32_t)length);
    nl_hive_put32(made + VALUE_SIZE, DATA_IS_INLINE);
    nl_hive_put16(made + VALUE_FLAGS, length > 0 ? VALUE_NAME_NARROW : 0);
    memcpy(made + NL_HIVE_VALUE_SIZE, name, length);
    return value;
}

bool nl_hive_value_set(struct nl_hive_image *image, uint32_t key, const char *name, uint32_t type,
                       const void *data, size_t size)
{
    uint32_t value = nl_hive_value_find(image, key, name);
    if (size > NL_HIVE_SEGMENT)
        return false;
    if (value == NL_HIVE_NOWHERE)
        value = append(image, key, name);
    else
        give_data(image, value_record(image, value));
    if (value == NL_HIVE_NOWHERE || !put_data(image, value, type, data, size))
        return false;
    uint8_t *record = key_record(image, key);
    if (nl_hive_u32(record + KEY_LARGEST_DATA) < size)
        nl_hive_put32(record + KEY_LARGEST_DATA, (uint32_t)size);
    return true;
}

bool nl_hive_value_remove(struct nl_hive_image *image, uint32_t key, const char *name)
{
    size_t size = 0;
    size_t count = nl_hive_value_count(image, key);
    uint32_t value = nl_hive_value_find(image, key, name);
    uint8_t *record = key_record(image, key);
    if (value == NL_HIVE_NOWHERE)
        return record != NULL;
    uint32_t list_at = nl_hive_u32(record + KEY_VALUE_LIST);
    uint8_t *list = nl_hive_cell(image, list_at, &size);
    size_t index = 0;
    while (index < count && nl_hive_u32(list + 4 * index) != value)
        index++;
    memmove(list + 4 * index, list + 4 * (index + 1), 4 * (count - index - 1));
    nl_hive_put32(list + 4 * (count - 1), 0);
    nl_hive_put32(record + KEY_VALUES, (uint32_t)count - 1);
    if (count == 1) {
        /* A key without values forgets how long they were: so does Windows. */
        nl_hive_put32(record + KEY_VALUE_LIST, NL_HIVE_NOWHERE);
        nl_hive_put32(record + KEY_LONGEST_NAME, 0);
        nl_hive_put32(record + KEY_LARGEST_DATA, 0);
        nl_hive_cell_give(image, list_at);
    }
    give_data(image, value_record(image, value));
    nl_hive_cell_give(image, value);
    return true;
}
