/* hive_keys.c - adding keys to the bytes of a hive and removing them.
 *
 * A key points to one list of the keys below it ("lf", "lh", "li"), or to a list of such lists ("ri")
 * where there are many. Names in them ascend by their upper-case form. */
#include "hive_keys.h"

#include "base/text.h"
#include "hive_bytes.h"
#include "hive_cells.h"

#include <string.h>

/* Offsets in a key's and a security record, and flags of a key. */
enum {
    KEY_FLAGS = 2,
    KEY_PARENT = 16,
    KEY_SUBKEYS = 20,
    KEY_LIST = 28,
    KEY_VALUES = 36,
    KEY_VALUE_LIST = 40,
    KEY_SECURITY = 44,
    KEY_CLASS = 48,
    KEY_LONGEST_NAME = 52, /* of the keys below, in bytes of UTF-16; 16 bits, flags behind them */
    KEY_VOLATILE_LIST = 32,
    KEY_NAME_LENGTH = 72,
    KEY_CLASS_LENGTH = 74,
    SECURITY_NEXT = 4,
    SECURITY_PREVIOUS = 8,
    SECURITY_USERS = 12,
    IS_ROOT = 0x4,
    NAME_NARROW = 0x20
};

/* What fits into one page of the list: Windows splits longer ones. */
enum { LONGEST_LIST = 500, LIST_HEADER = 4, LONGEST_NAME = 255 };

static uint8_t *key_record(const struct nl_hive_image *image, uint32_t key)
{
    size_t size = 0;
    return nl_hive_record(image, key, "nk", NL_HIVE_KEY_SIZE, &size);
}

static uint8_t *security_record(const struct nl_hive_image *image, uint32_t offset)
{
    size_t size = 0;
    return nl_hive_record(image, offset, "sk", NL_HIVE_SECURITY_SIZE, &size);
}

/* A list as it is worked on: out of the image, which may move. */
struct list {
    uint32_t at;
    uint8_t letters[2];
    uint32_t *keys;
    uint32_t *hints; /* what stands behind each key in "lf" and "lh"; 0 elsewhere */
    size_t count;
};

static bool has_hints(const struct list *list)
{
    return list->letters[1] == 'f' || list->letters[1] == 'h';
}

static bool load(struct nl_arena *arena, const struct nl_hive_image *image, uint32_t at,
                 struct list *out_list)
{
    size_t size = 0;
    const uint8_t *record = nl_hive_cell(image, at, &size);
    struct list list = {.at = at};
    if (!record || size < LIST_HEADER)
        return false;
    memcpy(list.letters, record, 2);
    list.count = nl_hive_u16(record + 2);
    size_t step = has_hints(&list) ? 8 : 4;
    if (list.count > (size - LIST_HEADER) / step ||
        (memcmp(record, "lf", 2) != 0 && memcmp(record, "lh", 2) != 0 &&
         memcmp(record, "li", 2) != 0 && memcmp(record, "ri", 2) != 0))
        return false;
    list.keys = nl_arena_array(arena, list.count + 1, sizeof *list.keys);
    list.hints = nl_arena_array(arena, list.count + 1, sizeof *list.hints);
    for (size_t i = 0; i < list.count; i++) {
        list.keys[i] = nl_hive_u32(record + LIST_HEADER + step * i);
        list.hints[i] = step == 8 ? nl_hive_u32(record + LIST_HEADER + step * i + 4) : 0;
    }
    *out_list = list;
    return true;
}

/* Writes part of a list into a new cell; NL_HIVE_NOWHERE on failure. */
static uint32_t store(struct nl_hive_image *image, const struct list *list, size_t first,
                      size_t count)
{
    size_t size = 0;
    size_t step = has_hints(list) ? 8 : 4;
    uint32_t at = nl_hive_cell_take(image, LIST_HEADER + step * count);
    uint8_t *record = at == NL_HIVE_NOWHERE ? NULL : nl_hive_cell(image, at, &size);
    if (!record)
        return NL_HIVE_NOWHERE;
    memcpy(record, list->letters, 2);
    nl_hive_put16(record + 2, (uint32_t)count);
    for (size_t i = 0; i < count; i++) {
        nl_hive_put32(record + LIST_HEADER + step * i, list->keys[first + i]);
        if (step == 8)
            nl_hive_put32(record + LIST_HEADER + step * i + 4, list->hints[first + i]);
    }
    return at;
}

static void insert(struct list *list, size_t index, uint32_t key, uint32_t hint)
{
    memmove(list->keys + index + 1, list->keys + index, (list->count - index) * sizeof *list->keys);
    memmove(list->hints + index + 1, list->hints + index,
            (list->count - index) * sizeof *list->hints);
    list->keys[index] = key;
    list->hints[index] = hint;
    list->count++;
}

/* Whether the name of a key comes before name. */
static bool comes_before(struct nl_arena *arena, const struct nl_hive_image *image, uint32_t key,
                         const char *name)
{
    const char *other = nl_hive_key_name(arena, image, key);
    if (!other)
        return false;
    for (;; other++, name++) {
        uint8_t a = (uint8_t)*other;
        uint8_t b = (uint8_t)*name;
        a = a >= 'a' && a <= 'z' ? (uint8_t)(a - 'a' + 'A') : a;
        b = b >= 'a' && b <= 'z' ? (uint8_t)(b - 'a' + 'A') : b;
        if (a != b || a == 0)
            return a < b;
    }
}

static size_t place_for(struct nl_arena *arena, const struct nl_hive_image *image,
                        const struct list *list, const char *name)
{
    size_t low = 0;
    size_t high = list->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (comes_before(arena, image, list->keys[middle], name))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* What "lf" and "lh" keep beside a key. */
static uint32_t hint_of(const struct list *list, const char *name)
{
    uint8_t first[4] = {0};
    size_t length = strlen(name);
    if (list->letters[1] == 'h')
        return nl_hive_name_hash(name, length);
    memcpy(first, name, length < sizeof first ? length : sizeof first);
    return list->letters[1] == 'f' ? nl_hive_u32(first) : 0;
}

/* Which of the lists in outer the name belongs to: the last whose first name is not behind it. */
static bool choose_list(struct nl_arena *arena, const struct nl_hive_image *image,
                        const struct list *outer, const char *name, size_t *out_index)
{
    *out_index = 0;
    for (size_t i = 1; i < outer->count; i++) {
        struct list inner;
        if (!load(arena, image, outer->keys[i], &inner) || inner.count == 0)
            return false;
        if (comes_before(arena, image, inner.keys[0], name))
            *out_index = i;
    }
    return outer->count > 0;
}

/* Writes a list anew, in two parts where it became too long; how many parts, 0 on failure. */
static size_t store_parts(struct nl_hive_image *image, const struct list *list,
                          uint32_t out_parts[2])
{
    size_t first = list->count > LONGEST_LIST ? list->count / 2 : list->count;
    out_parts[0] = store(image, list, 0, first);
    out_parts[1] = first < list->count ? store(image, list, first, list->count - first) : 0;
    if (out_parts[0] == NL_HIVE_NOWHERE || out_parts[1] == NL_HIVE_NOWHERE)
        return 0;
    nl_hive_cell_give(image, list->at);
    return first < list->count ? 2 : 1;
}

/* Where the list of the keys below is, after key was added to it; NL_HIVE_NOWHERE on failure. */
static uint32_t add_to_list(struct nl_arena *arena, struct nl_hive_image *image, uint32_t at,
                            uint32_t key, const char *name)
{
    struct list outer;
    struct list inner;
    uint32_t parts[2];
    size_t index = 0;
    if (!load(arena, image, at, &outer))
        return NL_HIVE_NOWHERE;
    bool nested = outer.letters[0] == 'r';
    inner = outer;
    if (nested && (!choose_list(arena, image, &outer, name, &index) ||
                   !load(arena, image, outer.keys[index], &inner) || inner.letters[0] == 'r'))
        return NL_HIVE_NOWHERE;
    insert(&inner, place_for(arena, image, &inner, name), key, hint_of(&inner, name));
    size_t count = store_parts(image, &inner, parts);
    if (count == 0 || (count == 1 && !nested))
        return count == 0 ? NL_HIVE_NOWHERE : parts[0];
    if (!nested) {
        uint32_t keys[2] = {parts[0], parts[1]};
        uint32_t hints[2] = {0};
        return store(image, &(struct list){.letters = "ri", .keys = keys, .hints = hints}, 0, 2);
    }
    outer.keys[index] = parts[0];
    if (count == 2)
        insert(&outer, index + 1, parts[1], 0);
    uint32_t made = store(image, &outer, 0, outer.count);
    if (made != NL_HIVE_NOWHERE)
        nl_hive_cell_give(image, at);
    return made;
}

static uint32_t new_list(struct nl_hive_image *image, uint32_t key, const char *name)
{
    struct list list = {.letters = "lh", .keys = &key, .count = 1};
    uint32_t hint = hint_of(&list, name);
    list.hints = &hint;
    return store(image, &list, 0, 1);
}

/* The record of a new key that nothing points to yet. */
static uint32_t new_key(struct nl_hive_image *image, uint32_t parent, const char *name)
{
    size_t size = 0;
    size_t length = strlen(name);
    uint32_t key = nl_hive_cell_take(image, NL_HIVE_KEY_SIZE + length);
    const uint8_t *above = key_record(image, parent);
    if (key == NL_HIVE_NOWHERE || !above)
        return NL_HIVE_NOWHERE;
    uint8_t *record = nl_hive_cell(image, key, &size);
    uint32_t security = nl_hive_u32(above + KEY_SECURITY);
    uint8_t *shared = security_record(image, security);
    memcpy(record, "nk", 2);
    nl_hive_put16(record + KEY_FLAGS, NAME_NARROW);
    memcpy(record + 4, above + 4, 8); /* written when the key above was: there is no clock here */
    nl_hive_put32(record + KEY_PARENT, parent);
    nl_hive_put32(record + KEY_LIST, NL_HIVE_NOWHERE);
    nl_hive_put32(record + KEY_VOLATILE_LIST, NL_HIVE_NOWHERE);
    nl_hive_put32(record + KEY_VALUE_LIST, NL_HIVE_NOWHERE);
    nl_hive_put32(record + KEY_SECURITY, security);
    nl_hive_put32(record + KEY_CLASS, NL_HIVE_NOWHERE);
    nl_hive_put16(record + KEY_NAME_LENGTH, (uint32_t)length);
    memcpy(record + NL_HIVE_KEY_SIZE, name, length);
    if (shared)
        nl_hive_put32(shared + SECURITY_USERS, nl_hive_u32(shared + SECURITY_USERS) + 1);
    return key;
}

bool nl_hive_key_add(struct nl_hive_image *image, uint32_t parent, const char *name,
                     uint32_t *out_key)
{
    size_t length = strlen(name);
    if (length == 0 || length > LONGEST_NAME)
        return false;
    uint32_t key = new_key(image, parent, name);
    const uint8_t *record = key_record(image, parent);
    if (key == NL_HIVE_NOWHERE || !record)
        return false;
    struct nl_arena scratch;
    nl_arena_init(&scratch, image->arena->exhausted, image->arena->context);
    uint32_t count = nl_hive_u32(record + KEY_SUBKEYS);
    uint32_t list = count == 0
                        ? new_list(image, key, name)
                        : add_to_list(&scratch, image, nl_hive_u32(record + KEY_LIST), key, name);
    nl_arena_done(&scratch);
    uint8_t *above = key_record(image, parent);
    if (list == NL_HIVE_NOWHERE || !above)
        return false;
    nl_hive_put32(above + KEY_LIST, list);
    nl_hive_put32(above + KEY_SUBKEYS, count + 1);
    if (nl_hive_u16(above + KEY_LONGEST_NAME) < 2 * length)
        nl_hive_put16(above + KEY_LONGEST_NAME, (uint32_t)(2 * length));
    *out_key = key;
    return true;
}

/* Takes a key out of a list, which stays where it is; false where it is not in it. */
static bool take_out(struct nl_hive_image *image, const struct list *list, uint32_t key)
{
    size_t size = 0;
    size_t step = has_hints(list) ? 8 : 4;
    uint8_t *record = nl_hive_cell(image, list->at, &size);
    for (size_t i = 0; i < list->count; i++) {
        if (list->keys[i] != key)
            continue;
        uint8_t *entry = record + LIST_HEADER + step * i;
        memmove(entry, entry + step, step * (list->count - i - 1));
        nl_hive_put16(record + 2, (uint32_t)list->count - 1);
        return true;
    }
    return false;
}

/* Takes a key out of the list at that place, or of the lists in it. *out_empty: nothing is left. */
static bool remove_from_list(struct nl_arena *arena, struct nl_hive_image *image, uint32_t at,
                             uint32_t key, bool *out_empty)
{
    struct list outer;
    if (!load(arena, image, at, &outer))
        return false;
    *out_empty = outer.count == 1;
    if (outer.letters[0] != 'r')
        return take_out(image, &outer, key);
    for (size_t i = 0; i < outer.count; i++) {
        struct list inner;
        if (!load(arena, image, outer.keys[i], &inner) || inner.letters[0] == 'r')
            return false;
        if (!take_out(image, &inner, key))
            continue;
        if (inner.count > 1) {
            *out_empty = false;
            return true;
        }
        nl_hive_cell_give(image, inner.at);
        return take_out(image, &outer, inner.at);
    }
    return false;
}

/* One key less has that security; what nobody has is taken out of the chain of all. */
static void leave_security(struct nl_hive_image *image, uint32_t offset)
{
    uint8_t *record = security_record(image, offset);
    if (!record)
        return;
    uint32_t users = nl_hive_u32(record + SECURITY_USERS);
    uint32_t next = nl_hive_u32(record + SECURITY_NEXT);
    uint32_t previous = nl_hive_u32(record + SECURITY_PREVIOUS);
    uint8_t *after = security_record(image, next);
    uint8_t *before = security_record(image, previous);
    if (users > 1 || !after || !before || next == offset) {
        if (users > 1)
            nl_hive_put32(record + SECURITY_USERS, users - 1);
        return;
    }
    nl_hive_put32(before + SECURITY_NEXT, next);
    nl_hive_put32(after + SECURITY_PREVIOUS, previous);
    nl_hive_cell_give(image, offset);
}

bool nl_hive_key_remove(struct nl_hive_image *image, uint32_t key)
{
    const uint8_t *record = key_record(image, key);
    if (!record || nl_hive_u16(record + KEY_FLAGS) & IS_ROOT ||
        nl_hive_u32(record + KEY_SUBKEYS) != 0 || nl_hive_u32(record + KEY_VALUES) != 0)
        return false;
    uint32_t parent = nl_hive_u32(record + KEY_PARENT);
    uint8_t *above = key_record(image, parent);
    if (!above || nl_hive_u32(above + KEY_SUBKEYS) == 0)
        return false;
    bool empty = false;
    struct nl_arena scratch;
    nl_arena_init(&scratch, image->arena->exhausted, image->arena->context);
    uint32_t list = nl_hive_u32(above + KEY_LIST);
    bool found = remove_from_list(&scratch, image, list, key, &empty);
    nl_arena_done(&scratch);
    if (!found)
        return false;
    nl_hive_put32(above + KEY_SUBKEYS, nl_hive_u32(above + KEY_SUBKEYS) - 1);
    if (empty) {
        nl_hive_put32(above + KEY_LIST, NL_HIVE_NOWHERE);
        nl_hive_cell_give(image, list);
    }
    leave_security(image, nl_hive_u32(record + KEY_SECURITY));
    if (nl_hive_u32(record + KEY_CLASS) != NL_HIVE_NOWHERE &&
        nl_hive_u16(record + KEY_CLASS_LENGTH) > 0)
        nl_hive_cell_give(image, nl_hive_u32(record + KEY_CLASS));
    nl_hive_cell_give(image, key);
    return true;
}
