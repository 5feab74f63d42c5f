/* catalogue.h - every setting netlatch knows, and how a word, an id and a native value meet. */
#ifndef NL_MODEL_CATALOGUE_H
#define NL_MODEL_CATALOGUE_H

#include "base/error.h"
#include "machine.h"
#include "setting.h"

/* Every row by its index from 0, grouped by subject; NULL beyond the last. */
const struct nl_setting *nl_setting_at(size_t index);

/* The row with that id (without brackets), or NULL. */
const struct nl_setting *nl_setting_find(const char *id);

/* One setting of one machine: the row, the full id and where it lives. */
struct nl_instance {
    const struct nl_setting *setting;
    const char *id;       /* "netbios.adapter[{4D36...}]" */
    const char *instance; /* the part in brackets, NULL without */
    const char *label;    /* for people: the adapter's friendly name; NULL: none known */
    struct nl_address address;
};
struct nl_instances {
    struct nl_instance *items;
    size_t count;
    size_t capacity;
};

/* Every instance the machine has, in the order of the catalogue, adapters in the machine's. */
struct nl_instances nl_machine_instances(struct nl_arena *arena, const struct nl_machine *machine);

/* The instance that a full id names, with its address made from the catalogue alone (so that no
 * file can steer a write elsewhere). NL_INVALID for an unknown id or a malformed instance. */
NL_MUST_CHECK enum nl_status nl_instance_parse(struct nl_arena *arena, const char *id,
                                               struct nl_instance *out_instance,
                                               struct nl_error *err);

/* Splits "id[instance]" and finds the row; out_instance is NULL without brackets. The instance is
 * not judged: it may be a selector. */
NL_MUST_CHECK enum nl_status nl_setting_id_split(struct nl_arena *arena, const char *id,
                                                 const struct nl_setting **out_setting,
                                                 const char **out_instance, struct nl_error *err);

/* Whether instance can name one instance of the row: a GUID, one of the five ports, ... */
bool nl_instance_name_valid(const struct nl_setting *setting, const char *instance);

/* What a native value means for a row. */
enum nl_meaning_kind {
    NL_MEANING_WORD,    /* word is one of the row's choices */
    NL_MEANING_SIDS,    /* a set of SIDs: no word, sids is filled */
    NL_MEANING_INVALID, /* present, but of the wrong type or not one of the choices */
    NL_MEANING_NOTHING, /* the thing does not exist here (absent_means is NULL) */
    NL_MEANING_UNKNOWN  /* denied or unsupported */
};
struct nl_meaning {
    enum nl_meaning_kind kind;
    const struct nl_choice *choice;
    bool by_absence; /* the word is what absence means */
    struct nl_texts sids;
    struct nl_sentence problem; /* INVALID: what is wrong and what was expected */
};
struct nl_meaning nl_value_meaning(struct nl_arena *arena, const struct nl_setting *setting,
                                   const struct nl_value *value);

/* The word by which a value can be wanted as it is stored: of an absent one the word that removes it, where
 * there is one. NULL: none. */
const char *nl_stored_word(const struct nl_setting *setting, const struct nl_value *value,
                           const struct nl_meaning *meaning);

/* The value that a word stands for; NULL word or an unknown one is NL_INVALID with the choices. */
NL_MUST_CHECK enum nl_status nl_word_value(struct nl_arena *arena, const struct nl_setting *setting,
                                           const char *word, struct nl_value *out_value,
                                           struct nl_error *err);

/* The words that can be wanted, "enabled, disabled", for messages. */
const char *nl_choice_words(struct nl_arena *arena, const struct nl_setting *setting);

/* A choice by its word, or NULL. */
const struct nl_choice *nl_choice_find(const struct nl_setting *setting, const char *word);

#endif
