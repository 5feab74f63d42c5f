/* hive_check.c - whether every list in a hive stays inside the cell that holds it.
 *
 * A library that follows offsets and counts of a file can be led astray by them. So the whole tree is
 * walked here first, each cell at most once, and a file in which anything reaches too far is never
 * handed on. */
#include "hive_check.h"

#include "base/text.h"
#include "hive_bytes.h"
#include "hive_image.h"

#include <string.h>

enum {
    BIN_HEADER = 32,
    KEY_SIZE = 76,      /* of an nk record without its name */
    VALUE_SIZE = 20,    /* of a vk record without its name */
    SECURITY_SIZE = 20, /* of an sk record without its descriptor */
    SMALLEST_CELL = 8
};
#define DATA_IS_INLINE UINT32_C(0x80000000)
#define NOWHERE UINT32_MAX

struct image {
    struct nl_arena *arena;
    const uint8_t *bytes;
    size_t end;           /* of the last bin */
    uint8_t *cells;       /* a bit for every place where a used cell begins */
    uint8_t *visited;     /* a bit for every cell that was reached */
    uint8_t *shared;      /* a bit for those that hold security, which keys share */
    NL_LIST(size_t) keys; /* reached, but not yet looked at */
    const char *path;
    struct nl_error *err;
};

struct cell {
    size_t at;             /* in the file */
    const uint8_t *record; /* behind the four bytes of its size */
    size_t size;           /* of the record */
};

static bool bit(const uint8_t *bits, size_t at)
{
    return bits[at / 32] & 1U << at / 4 % 8;
}

static void set_bit(uint8_t *bits, size_t at)
{
    bits[at / 32] = (uint8_t)(bits[at / 32] | 1U << at / 4 % 8);
}

static bool damaged(struct image *image, const char *format, size_t at)
{
    (void)nl_fail(image->err, NL_INVALID, format, image->path, nl_hex(at).text);
    return false;
}

/* One bin: its cells must fill it exactly. */
static bool check_bin(struct image *image, size_t bin, size_t size)
{
    for (size_t at = bin + BIN_HEADER; at < bin + size;) {
        int64_t stored = (int32_t)nl_hive_u32(image->bytes + at);
        size_t length = (size_t)(stored < 0 ? -stored : stored);
        if (length < SMALLEST_CELL || length % 4 != 0 || length > bin + size - at)
            return damaged(image, NL_T("{1} is damaged: the cell at {2} has an impossible size"),
                           at);
        if (stored < 0)
            set_bit(image->cells, at);
        at += length;
    }
    return true;
}

static bool check_bins(struct image *image)
{
    for (size_t at = NL_HIVE_BASE_SIZE; at < image->end;) {
        const uint8_t *bin = image->bytes + at;
        size_t size = nl_hive_u32(bin + 8);
        if (memcmp(bin, "hbin", 4) != 0 || nl_hive_u32(bin + 4) != at - NL_HIVE_BASE_SIZE ||
            size == 0 || size % 4096 != 0 || size > image->end - at)
            return damaged(image, NL_T("{1} is damaged: there is no valid bin at {2}"), at);
        if (!check_bin(image, at, size))
            return false;
        at += size;
    }
    return true;
}

/* The used cell at an offset of the file's own counting; false when there is none. */
static bool cell_at(const struct image *image, uint32_t offset, struct cell *out_cell)
{
    size_t at = NL_HIVE_BASE_SIZE + (size_t)offset;
    if (offset % 4 != 0 || at >= image->end || !bit(image->cells, at))
        return false;
    out_cell->at = at;
    out_cell->record = image->bytes + at + 4;
    out_cell->size = (size_t)(-(int64_t)(int32_t)nl_hive_u32(image->bytes + at)) - 4;
    return true;
}

static bool is_signed(const struct cell *cell, const char *signature)
{
    return cell->size >= 4 && memcmp(cell->record, signature, 2) == 0;
}

/* A cell that only one other may point to. */
static bool visit(struct image *image, uint32_t offset, struct cell *out_cell)
{
    size_t at = NL_HIVE_BASE_SIZE + (size_t)offset;
    if (!cell_at(image, offset, out_cell))
        return damaged(image,
                       NL_T("{1} is damaged: an offset points to {2}, where there is no "
                            "cell"),
                       at);
    if (bit(image->visited, at))
        return damaged(image, NL_T("{1} is damaged: the cell at {2} is referenced twice"), at);
    set_bit(image->visited, at);
    return true;
}

static bool add_key(struct image *image, uint32_t offset)
{
    struct cell cell;
    if (!visit(image, offset, &cell))
        return false;
    if (!is_signed(&cell, "nk") || cell.size < KEY_SIZE ||
        nl_hive_u16(cell.record + 72) > cell.size - KEY_SIZE)
        return damaged(image, NL_T("{1} is damaged: the key at {2} is invalid"), cell.at);
    *NL_PUSH(image->arena, &image->keys) = cell.at;
    return true;
}

/* A list of subkeys; lists of lists go one level deep. */
static bool check_subkeys(struct image *image, uint32_t offset, bool inner)
{
    struct cell list;
    if (!visit(image, offset, &list))
        return false;
    bool hashed = is_signed(&list, "lf") || is_signed(&list, "lh");
    bool lists = is_signed(&list, "ri") && !inner;
    size_t count = list.size >= 4 ? nl_hive_u16(list.record + 2) : 0;
    size_t step = hashed ? 8 : 4;
    if ((!hashed && !lists && !is_signed(&list, "li")) || count > (list.size - 4) / step)
        return damaged(image, NL_T("{1} is damaged: the list of keys at {2} is invalid"), list.at);
    for (size_t i = 0; i < count; i++) {
        uint32_t next = nl_hive_u32(list.record + 4 + i * step);
        if (lists ? !check_subkeys(image, next, true) : !add_key(image, next))
            return false;
    }
    return true;
}

/* Data in several segments: the list of them must be as long as it says. */
static bool check_segments(struct image *image, const struct cell *data)
{
    struct cell list;
    struct cell segment;
    size_t count = data->size >= 8 ? nl_hive_u16(data->record + 2) : 0;
    if (data->size < 8 || !cell_at(image, nl_hive_u32(data->record + 4), &list) ||
        count > list.size / 4)
        return damaged(image, NL_T("{1} is damaged: the segments of the value at {2} are invalid"),
                       data->at);
    if (!visit(image, nl_hive_u32(data->record + 4), &list))
        return false;
    for (size_t i = 0; i < count; i++) {
        if (!visit(image, nl_hive_u32(list.record + 4 * i), &segment))
            return false;
    }
    return true;
}

static bool check_value(struct image *image, uint32_t offset)
{
    struct cell value;
    struct cell data;
    if (!visit(image, offset, &value))
        return false;
    if (!is_signed(&value, "vk") || value.size < VALUE_SIZE ||
        nl_hive_u16(value.record + 2) > value.size - VALUE_SIZE)
        return damaged(image, NL_T("{1} is damaged: the value at {2} is invalid"), value.at);
    uint32_t size = nl_hive_u32(value.record + 4);
    uint32_t offset_of_data = nl_hive_u32(value.record + 8);
    /* A value that points nowhere is lost alone; one that points to what is not its own is not. */
    if (size & DATA_IS_INLINE || !cell_at(image, offset_of_data, &data))
        return true;
    if (!visit(image, offset_of_data, &data))
        return false;
    return size <= data.size || !is_signed(&data, "db") || check_segments(image, &data);
}

static bool check_values(struct image *image, uint32_t count, uint32_t offset)
{
    struct cell list;
    if (!visit(image, offset, &list))
        return false;
    if (count > list.size / 4)
        return damaged(image, NL_T("{1} is damaged: the list of values at {2} is invalid"),
                       list.at);
    for (size_t i = 0; i < count; i++) {
        if (!check_value(image, nl_hive_u32(list.record + 4 * i)))
            return false;
    }
    return true;
}

static bool is_security(const struct image *image, uint32_t offset)
{
    struct cell cell;
    return cell_at(image, offset, &cell) && cell.size >= SECURITY_SIZE && is_signed(&cell, "sk");
}

/* Who may do what with a key: a cell that many keys share, counts them, and is linked with others. */
static bool check_security(struct image *image, uint32_t offset)
{
    struct cell cell;
    if (offset == NOWHERE)
        return true;
    size_t at = NL_HIVE_BASE_SIZE + (size_t)offset;
    if (!is_security(image, offset) || !cell_at(image, offset, &cell) ||
        !is_security(image, nl_hive_u32(cell.record + 4)) ||
        !is_security(image, nl_hive_u32(cell.record + 8)) || nl_hive_u32(cell.record + 12) == 0)
        return damaged(image,
                       NL_T("{1} is damaged: the security descriptor of a key at {2} is "
                            "invalid"),
                       at);
    if (bit(image->shared, at))
        return true;
    set_bit(image->shared, at);
    return visit(image, offset, &cell);
}

static bool check_key(struct image *image, size_t at)
{
    const uint8_t *key = image->bytes + at + 4;
    uint32_t class_name = nl_hive_u32(key + 48);
    struct cell cell;
    if (!check_security(image, nl_hive_u32(key + 44)) ||
        (class_name != NOWHERE && !visit(image, class_name, &cell)))
        return false;
    uint32_t subkeys = nl_hive_u32(key + 20);
    uint32_t values = nl_hive_u32(key + 36);
    return (subkeys == 0 || check_subkeys(image, nl_hive_u32(key + 28), false)) &&
           (values == 0 || check_values(image, values, nl_hive_u32(key + 40)));
}

enum nl_status nl_hive_check(struct nl_arena *scratch, const uint8_t *bytes,
                             const struct nl_hive_header *header, const char *path,
                             struct nl_error *err)
{
    size_t end = NL_HIVE_BASE_SIZE + (size_t)header->bins_size;
    struct image image = {.arena = scratch, .bytes = bytes, .end = end, .path = path, .err = err};
    image.cells = nl_arena_alloc(scratch, end / 32 + 1);
    image.visited = nl_arena_alloc(scratch, end / 32 + 1);
    image.shared = nl_arena_alloc(scratch, end / 32 + 1);
    if (!check_bins(&image) || !add_key(&image, header->root))
        return NL_INVALID;
    while (image.keys.count > 0) {
        if (!check_key(&image, image.keys.items[--image.keys.count]))
            return NL_INVALID;
    }
    return NL_OK;
}
