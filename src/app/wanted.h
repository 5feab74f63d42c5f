/* wanted.h - what a management system asks for, as JSON: a profile by its name, settings with their words,
 * risks that it accepts. The command resource of DSC and the module of Ansible read the same. */
#ifndef NL_APP_WANTED_H
#define NL_APP_WANTED_H

#include "app.h"
#include "base/json.h"

/* Names of the members in the document, which each system writes in its own way. */
struct nl_wanted_keys {
    const char *profile;
    const char *settings;
    const char *accepted;
    const char *expected; /* all of them, marked, for "expected ..." */
};

struct nl_wanted {
    const char *named; /* the built-in profile; NULL: none was named */
    struct nl_profile
        profile;     /* the requests of both, those of the named profile first, so that a setting
                                * that is given by itself counts */
    size_t of_named; /* how many are the named profile's */
    struct yyjson_val *settings; /* as they came, or NULL */
    struct nl_texts accepted;    /* risks, by their ids */
};

/* Reads an object. Members that take says it took (may be NULL: it takes none) are left alone; every other
 * one that is not of keys is NL_INVALID, as are wrong types, names, words and risks, with line, column
 * and what was expected. */
NL_MUST_CHECK enum nl_status
nl_wanted_read(const struct nl_json *json, const struct nl_wanted_keys *keys,
               bool (*take)(void *context, const char *key, struct yyjson_val *val), void *context,
               struct nl_wanted *out_wanted, struct nl_error *err);

/* NL_INVALID where nothing is requested. */
NL_MUST_CHECK enum nl_status nl_wanted_something(const struct nl_json *json,
                                                 const struct nl_wanted_keys *keys,
                                                 const struct nl_wanted *wanted,
                                                 struct nl_error *err);

#endif
