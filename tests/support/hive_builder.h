/* hive_builder.h - a disk of a small Windows made for a test: folders and registry hives. */
#ifndef NL_TESTS_HIVE_BUILDER_H
#define NL_TESTS_HIVE_BUILDER_H

#include <hivex.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct hive_disk {
    char folder[256]; /* what --offline is given */
    char config[512];
};

/* Makes a folder with an empty Windows/System32/config, spelled with the parts given. */
void hive_disk_new(struct hive_disk *disk, const char *windows, const char *system32,
                   const char *config);
/* Removes it with all that is in it. */
void hive_disk_remove(struct hive_disk *disk);

/* The path of a file in config; good until the next call but seven. */
const char *hive_disk_file(const struct hive_disk *disk, const char *name);

/* Writes the smallest sound hive there: a root key and its security, in one bin. */
void hive_make(const char *path);

/* Opens a hive to be changed, making it first where there is none; hive_save writes and closes it. */
hive_h *hive_edit(const char *path);
void hive_save(hive_h *hive, const char *path);

/* The key of a path like "ControlSet001\\Services", made where it is missing. */
hive_node_h hive_key(hive_h *hive, const char *path);
void hive_set(hive_h *hive, const char *path, const char *name, uint32_t type, const void *bytes,
              size_t size);
void hive_set_dword(hive_h *hive, const char *path, const char *name, uint32_t number);
/* Texts are ASCII. A list ends with NULL. */
void hive_set_text(hive_h *hive, const char *path, const char *name, const char *text);
void hive_set_texts(hive_h *hive, const char *path, const char *name, const char *const *texts);

/* A service's key in ControlSet002. */
void hive_set_service(hive_h *hive, const char *name, uint32_t type, uint32_t start,
                      const char *depends);

/* Writes all four hives of a small Windows 10 whose control set is the second; what differs in the
 * first is there to be noticed. One adapter, Guest disabled and denied network logon. */
void hive_disk_stock(const struct hive_disk *disk);

/* Overwrites bytes of a file, then makes the checksum of the header right again if asked to. */
void hive_patch(const char *path, size_t offset, const void *bytes, size_t size, bool seal);
/* Sets the second sequence number apart from the first: not closed cleanly. */
void hive_make_dirty(const char *path);
void hive_append(const char *path, const void *bytes, size_t size);

/* The whole file, to be freed. */
uint8_t *hive_bytes(const char *path, size_t *out_size);
void hive_write(const char *path, const void *bytes, size_t size);

#define HIVE_ADAPTER "{6b8c5b1e-4f0a-4c53-9d7e-2a1f90c3d511}"
#define HIVE_DOMAIN_SID "S-1-5-21-1-2-3"

#endif
