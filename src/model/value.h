/* value.h - what a setting was found to be: one of four outcomes, never merged, with the exact
 * native type and bytes, so that rollback writes back what was there. */
#ifndef NL_MODEL_VALUE_H
#define NL_MODEL_VALUE_H

#include "base/arena.h"
#include "base/json.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum nl_value_state {
    NL_VALUE_UNSUPPORTED = 0, /* this host or this Windows cannot answer */
    NL_VALUE_DENIED,          /* the answer exists, this run may not see it */
    NL_VALUE_ABSENT,          /* looked, and it is not there */
    NL_VALUE_PRESENT,         /* type and bytes are what is there */
    NL_VALUE_STATE_COUNT
};

/* Words on the wire: unsupported, denied, absent, value. */
extern const char *const nl_value_state_words[];

/* Native types. 0 to 11 are the registry's own numbers (winnt.h); larger ones are ours. */
enum nl_value_type {
    NL_TYPE_NONE = 0,
    NL_TYPE_SZ = 1,
    NL_TYPE_EXPAND_SZ = 2,
    NL_TYPE_BINARY = 3,
    NL_TYPE_DWORD = 4,
    NL_TYPE_DWORD_BIG_ENDIAN = 5,
    NL_TYPE_LINK = 6,
    NL_TYPE_MULTI_SZ = 7,
    NL_TYPE_QWORD = 11,
    NL_TYPE_OWN = 0x10000, /* the first of ours */
    NL_TYPE_START_TYPE,    /* 4 bytes: a service's start type, 0 boot .. 4 disabled */
    NL_TYPE_SID_SET,       /* UTF-8 SIDs, sorted, each once, one per line, no final newline */
    NL_TYPE_ACCOUNT_STATE, /* 1 byte: 1 enabled, 0 disabled */
    NL_TYPE_NAMES,         /* UTF-8 names in order, one per line: a service's dependencies */
    NL_TYPE_FIREWALL_BLOCK /* 1 byte, 1: our inbound block rule stands */
};

struct nl_value {
    enum nl_value_state state;
    uint32_t type;        /* PRESENT only: enum nl_value_type, or a registry type unknown to us */
    const uint8_t *bytes; /* PRESENT only: exactly as stored, little-endian, UTF-16LE texts */
    size_t size;
    uint32_t code;         /* DENIED, UNSUPPORTED: the system's number (Win32), or 0 */
    uint32_t missing_keys; /* ABSENT in a registry: how many keys at the end of the path do not
                            * exist either; rollback removes as many that a write created */
};

struct nl_value nl_value_absent(uint32_t missing_keys);
struct nl_value nl_value_denied(uint32_t code);
struct nl_value nl_value_unsupported(uint32_t code);
struct nl_value nl_value_raw(struct nl_arena *arena, uint32_t type, const void *bytes, size_t size);
struct nl_value nl_value_dword(struct nl_arena *arena, uint32_t number);
struct nl_value nl_value_start_type(struct nl_arena *arena, uint32_t start);
struct nl_value nl_value_text(struct nl_arena *arena, uint32_t type, const char *text);
struct nl_value nl_value_byte(struct nl_arena *arena, uint32_t type, bool on);

/* SIDs are sorted, upper-cased in their S, and made unique; names keep their order. */
struct nl_value nl_value_sids(struct nl_arena *arena, const struct nl_texts *sids);
struct nl_value nl_value_names(struct nl_arena *arena, const struct nl_texts *names);

/* Whether both say the same: state, and for PRESENT type and bytes. For ABSENT the number of
 * missing keys is not compared; nl_value_identical compares that too. Codes are never compared. */
bool nl_value_equal(const struct nl_value *a, const struct nl_value *b);
bool nl_value_identical(const struct nl_value *a, const struct nl_value *b);

/* Decoders: false (or NULL) when state, type or size is not exactly what the name says. */
bool nl_value_as_dword(const struct nl_value *value, uint32_t *out_number); /* DWORD, START_TYPE */
const char *nl_value_as_text(struct nl_arena *arena, const struct nl_value *value); /* SZ, EXPAND */
bool nl_value_as_texts(struct nl_arena *arena, const struct nl_value *value,
                       struct nl_texts *out_texts); /* MULTI_SZ, SID_SET, NAMES */

/* A deep copy. */
struct nl_value nl_value_copy(struct nl_arena *arena, const struct nl_value *value);

/* "REG_DWORD", "SID_SET", or "REG_<number>". */
const char *nl_value_type_name(struct nl_arena *arena, uint32_t type);

/* For people, English and short: 2 (REG_DWORD), "Y", absent, access denied. Not cleaned. */
const char *nl_value_show(struct nl_arena *arena, const struct nl_value *value);

/* The type that nl_value_type_name calls so; false for a name that is none. */
bool nl_value_type_parse(const char *name, uint32_t *out_type);

/* A REG_MULTI_SZ of non-empty texts. */
struct nl_value nl_value_multi_sz(struct nl_arena *arena, const struct nl_texts *texts);

#endif
