/* record_host.h - a machine file as a host: reads what was recorded, accepts writes. */
#ifndef NL_HOST_RECORD_RECORD_HOST_H
#define NL_HOST_RECORD_RECORD_HOST_H

#include "host/host.h"

/* Puts the machine back where it came from, as a whole. */
typedef enum nl_status (*nl_record_save)(const char *path, const void *bytes, size_t size,
                                         struct nl_error *err);

/* A host over a machine that the caller made; it is copied on the first write, never changed.
 * path NULL: writes live in memory and end with the host. With a path, sync saves the machine
 * there, so that apply, rollback and recovery can be rehearsed across runs of the program. The host
 * and all its memory belong to the arena. */
struct nl_host *nl_record_host_new(struct nl_arena *arena, const struct nl_machine *machine,
                                   const char *path, nl_record_save save);

/* The file as it was read (its bytes are not kept), and how to read it again: sync then refuses, with
 * NL_CONFLICT, to write over what somebody else has made of it since. */
typedef enum nl_status (*nl_record_load)(struct nl_arena *arena, const char *path, size_t max_size,
                                         const uint8_t **out_bytes, size_t *out_size,
                                         struct nl_error *err);
void nl_record_host_watch(struct nl_host *host, nl_record_load load, const void *bytes,
                          size_t size);

/* The machine as it is now, writes included. */
const struct nl_machine *nl_record_host_machine(const struct nl_host *host);

#endif
