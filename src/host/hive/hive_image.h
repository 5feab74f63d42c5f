/* hive_image.h - keys and values in the bytes of a hive.
 *
 * The layout is that of M. Suhanov's "Windows registry file format specification" (regf, 2018): a
 * base block of 4096 bytes, then bins of cells; every number is little-endian, every offset counts
 * from the first bin. A key is named by the offset of its cell. The image must have passed
 * nl_hive_check; every function looks at the bounds of what it follows all the same. */
#ifndef NL_HOST_HIVE_HIVE_IMAGE_H
#define NL_HOST_HIVE_HIVE_IMAGE_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Larger hives do not exist in practice; a file that says so is not read into memory. */
#define NL_HIVE_MAX_SIZE ((size_t)1024 * 1024 * 1024)
#define NL_HIVE_BASE_SIZE 4096
#define NL_HIVE_NOWHERE UINT32_MAX
/* What is larger lies in segments since hive version 1.4. */
#define NL_HIVE_SEGMENT 16344

struct nl_hive_image {
    uint8_t *bytes;         /* the base block and all bins */
    size_t size;            /* of them */
    size_t room;            /* what bytes has room for; a change may need it */
    size_t file_size;       /* of the file it came from: at least size, what is behind is padding */
    struct nl_arena *arena; /* where bytes lies */
};

/* Sizes of the records without their names. */
enum { NL_HIVE_KEY_SIZE = 76, NL_HIVE_VALUE_SIZE = 20, NL_HIVE_SECURITY_SIZE = 20 };

/* What a used cell holds, and how many bytes of it; NULL where no used cell stands. */
uint8_t *nl_hive_cell(const struct nl_hive_image *image, uint32_t offset, size_t *out_size);

/* The same of a cell that begins with two letters and has at least smallest bytes. */
uint8_t *nl_hive_record(const struct nl_hive_image *image, uint32_t offset, const char *letters,
                        size_t smallest, size_t *out_size);

uint32_t nl_hive_root(const struct nl_hive_image *image);

/* The keys below a key, in the order of the hive; false where the hive is damaged there. */
struct nl_hive_offsets {
    uint32_t *items;
    size_t count;
    size_t capacity;
};
bool nl_hive_subkeys(struct nl_arena *arena, const struct nl_hive_image *image, uint32_t key,
                     struct nl_hive_offsets *out_keys);

/* The key of that name below a key, without regard to case; NL_HIVE_NOWHERE where there is none. A
 * name is found through its hash in the list, as Windows finds it. */
uint32_t nl_hive_subkey(const struct nl_hive_image *image, uint32_t key, const char *name,
                        size_t length);

/* The name of a key or value as UTF-8; NULL where it is no text. The default value's is "". */
const char *nl_hive_key_name(struct nl_arena *arena, const struct nl_hive_image *image,
                             uint32_t key);
const char *nl_hive_value_name(struct nl_arena *arena, const struct nl_hive_image *image,
                               uint32_t value);

/* How many values a key has, and where each is; NL_HIVE_NOWHERE beyond the last. */
size_t nl_hive_value_count(const struct nl_hive_image *image, uint32_t key);
uint32_t nl_hive_value_at(const struct nl_hive_image *image, uint32_t key, size_t index);

/* The value of that name, without regard to case; NL_HIVE_NOWHERE where there is none. */
uint32_t nl_hive_value_find(const struct nl_hive_image *image, uint32_t key, const char *name);

/* Type and size of a value, whose data need not be sound. */
bool nl_hive_value_type(const struct nl_hive_image *image, uint32_t value, uint32_t *out_type,
                        size_t *out_size);

/* The data of a value: a pointer into the image, or where it lies in segments a copy in the arena.
 * NULL where the hive is damaged there. */
const uint8_t *nl_hive_value_data(struct nl_arena *arena, const struct nl_hive_image *image,
                                  uint32_t value);

/* The hash that a list of kind "lh" holds for a name of ASCII letters. */
uint32_t nl_hive_name_hash(const char *name, size_t length);

#endif
