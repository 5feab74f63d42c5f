/* hive_registry.h - the hives of one Windows, open, as one registry.
 *
 * Paths are those of a running Windows: HKLM\SYSTEM\CurrentControlSet\... stands for the control set
 * that Windows would start from. The users' hives (HKU) are not opened. */
#ifndef NL_HOST_HIVE_HIVE_REGISTRY_H
#define NL_HOST_HIVE_HIVE_REGISTRY_H

#include "hive_image.h"
#include "host/disk.h"
#include "host/survey/survey.h"

#include <hivex.h>

/* Numbers of winerror.h, for what cannot be told. */
enum {
    NL_HIVE_CODE_DENIED = 5,        /* ERROR_ACCESS_DENIED: the file may not be read */
    NL_HIVE_CODE_INVALID_DATA = 13, /* ERROR_INVALID_DATA: it has not the form it must have */
    NL_HIVE_CODE_UNSUPPORTED = 50,  /* ERROR_NOT_SUPPORTED: such a host never has it */
    NL_HIVE_CODE_DAMAGED = 1009     /* ERROR_BADDB: the hive is damaged there */
};

enum nl_hive_id {
    NL_HIVE_SYSTEM = 0,
    NL_HIVE_SOFTWARE,
    NL_HIVE_SECURITY,
    NL_HIVE_SAM,
    NL_HIVE_COUNT
};

/* The keys below one key. */
struct nl_hive_keys {
    hive_node_h parent;
    struct {
        const char *name;
        hive_node_h node;
    } * items;
    size_t count;
    size_t capacity;
};

struct nl_hive_file {
    const char *name;    /* "SYSTEM" */
    const char *path;    /* where it is; NULL when there is none */
    hive_h *handle;      /* NULL when it is not there or was not opened */
    const char *problem; /* English: why it was not opened */
    bool denied;         /* because this run may not read it */
    struct nl_hive_header header;
    uint8_t base[NL_HIVE_BASE_SIZE]; /* as it was when opened, to notice other writers */
    size_t size;
    bool changed; /* the handle holds what the file does not */

    /* What was listed since the last change: a survey asks for hundreds below the same key, and the
     * library would decode every name each time. */
    struct nl_arena listed_arena;
    NL_LIST(struct nl_hive_keys) listed;
};

struct nl_hive_registry {
    struct nl_registry_reader reader; /* first: it is cast */
    struct nl_arena *arena;
    struct nl_disk *disk;
    struct nl_hive_file files[NL_HIVE_COUNT];
    const char *control_set; /* "ControlSet001" */
};

/* What a survey asks; reader of a registry is a copy of it. */
extern const struct nl_registry_reader nl_hive_reader;

/* Opens one hive file of that path into *file, after its header and its whole structure were found
 * sound. Nothing is open on failure. */
NL_MUST_CHECK enum nl_status nl_hive_open(struct nl_arena *arena, struct nl_disk *disk,
                                          const char *path, struct nl_hive_file *file,
                                          struct nl_error *err);
void nl_hive_close(struct nl_hive_file *file);

/* Forgets what was listed: keys come and go. */
void nl_hive_forget(struct nl_hive_file *file);

/* Opens what there is in a config folder. Only a SYSTEM without a control set is a failure. */
NL_MUST_CHECK enum nl_status nl_hive_registry_open(struct nl_arena *arena, struct nl_disk *disk,
                                                   const char *config,
                                                   struct nl_hive_registry *out_registry,
                                                   struct nl_error *err);
void nl_hive_registry_close(struct nl_hive_registry *registry);

/* Where a path leads. */
struct nl_hive_place {
    enum nl_value_state state; /* PRESENT: node is the key; ABSENT; DENIED; UNSUPPORTED */
    uint32_t code;
    uint32_t missing_keys;     /* ABSENT: how many keys at the end do not exist */
    struct nl_hive_file *file; /* PRESENT, ABSENT only */
    hive_node_h node;          /* PRESENT: the key; ABSENT: the last key that exists */
    const char *rest;          /* ABSENT: what is missing, "A\B" */
};
struct nl_hive_place nl_hive_locate(struct nl_hive_registry *registry, const char *path);

/* One value of a key that is there, by name. */
struct nl_value nl_hive_value(struct nl_arena *arena, const struct nl_hive_place *place,
                              const char *name);
/* The same of a path, with all four outcomes. */
struct nl_value nl_hive_registry_value(struct nl_arena *arena, struct nl_hive_registry *registry,
                                       const char *path, const char *name);

/* What one value holds. */
struct nl_value nl_hive_data(struct nl_arena *arena, hive_h *handle, hive_value_h cell);

/* Replaces one value, or removes it (wanted absent), with keys made and removed as host.h says of
 * write. The change stands in memory until nl_hive_sync. On failure the hive is read anew from its
 * file, so that no half of a change is left; earlier changes of it that were not synced go too. */
NL_MUST_CHECK enum nl_status nl_hive_change(struct nl_arena *arena,
                                            struct nl_hive_registry *registry, const char *path,
                                            const char *name, const struct nl_value *wanted,
                                            struct nl_error *err);

/* Writes every changed hive to disk: a new file beside the old one, checked, the old one kept as a
 * backup, the new one put in its place. On failure that hive is read anew from its file. */
NL_MUST_CHECK enum nl_status nl_hive_sync(struct nl_arena *arena, struct nl_hive_registry *registry,
                                          struct nl_error *err);

/* Reads the hive anew from its file; it stays closed when that fails. */
void nl_hive_reread(struct nl_hive_registry *registry, struct nl_hive_file *file);

#endif
