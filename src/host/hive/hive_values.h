/* hive_values.h - changing the values of a key in the bytes of a hive.
 *
 * Every other value keeps its bytes. Both functions return false where the hive is damaged at that
 * place or would grow too large; the image may then hold half of the change and must not be used any
 * more. Pointers into the image are void after each: it may move. */
#ifndef NL_HOST_HIVE_HIVE_VALUES_H
#define NL_HOST_HIVE_HIVE_VALUES_H

#include "hive_image.h"

/* Sets a value. One of that name in any case keeps its place and its spelling; a new one comes last,
 * and its name must be ASCII of at most 255 characters. size is at most NL_HIVE_SEGMENT. */
bool nl_hive_value_set(struct nl_hive_image *image, uint32_t key, const char *name, uint32_t type,
                       const void *data, size_t size);

/* Removes a value; one that is not there is fine. */
bool nl_hive_value_remove(struct nl_hive_image *image, uint32_t key, const char *name);

#endif
