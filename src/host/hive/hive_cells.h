/* hive_cells.h - taking cells of a hive and giving them back. */
#ifndef NL_HOST_HIVE_HIVE_CELLS_H
#define NL_HOST_HIVE_HIVE_CELLS_H

#include "hive_image.h"

/* A new used cell for size bytes, all zero: the first free one that is large enough, or one in a new
 * bin at the end. NL_HIVE_NOWHERE where the hive would grow beyond NL_HIVE_MAX_SIZE. Pointers into
 * the image are void after it: it may move. */
uint32_t nl_hive_cell_take(struct nl_hive_image *image, size_t size);

/* Gives a cell back, joined with the free cell behind it. One that is no used cell is left alone. */
void nl_hive_cell_give(struct nl_hive_image *image, uint32_t offset);

#endif
