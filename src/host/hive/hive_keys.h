/* hive_keys.h - adding keys to the bytes of a hive and removing them.
 *
 * The lists of keys stay sorted, hashed and short, as Windows keeps them. Both functions return false
 * where the hive is damaged at that place or would grow too large; the image may then hold half of the
 * change and must not be used any more. Pointers into the image are void after each: it may move. */
#ifndef NL_HOST_HIVE_HIVE_KEYS_H
#define NL_HOST_HIVE_HIVE_KEYS_H

#include "hive_image.h"

/* Makes a key below another, with the security of the one above. name is ASCII, 1 to 255 characters;
 * no key of that name may be there. */
bool nl_hive_key_add(struct nl_hive_image *image, uint32_t parent, const char *name,
                     uint32_t *out_key);

/* Removes a key that holds no keys and no values, and is not the root. */
bool nl_hive_key_remove(struct nl_hive_image *image, uint32_t key);

#endif
