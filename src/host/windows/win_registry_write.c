/* win_registry_write.c - writing and removing values, with the keys that come and go with them. */
#include "win_registry_write.h"

#include "win_error.h"
#include "win_load.h"
#include "win_registry.h"
#include "win_text.h"

#include <string.h>

/* Removes the empty key at path. *out_kept is set when it is not empty, which is not a failure. */
static enum nl_status remove_empty_key(struct nl_arena *arena, const char *path, bool *out_kept,
                                       struct nl_error *err)
{
    const struct win_registry_calls *calls = win_registry_calls();
    HKEY key = NULL;
    DWORD code = win_registry_open(arena, path, KEY_QUERY_VALUE, &key);
    if (win_registry_is_absence(code))
        return NL_OK;
    if (code != ERROR_SUCCESS)
        return win_fail(err, code, "RegOpenKeyEx");
    DWORD subkeys = 0;
    DWORD values = 0;
    code = (DWORD)calls->query_info(key, NULL, NULL, NULL, &subkeys, NULL, NULL, &values, NULL,
                                    NULL, NULL, NULL);
    calls->close_key(key);
    if (code != ERROR_SUCCESS)
        return win_fail(err, code, "RegQueryInfoKey");
    if (subkeys > 0 || values > 0) {
        *out_kept = true;
        return NL_OK;
    }
    const char *cut = strrchr(path, '\\');
    if (!cut)
        return NL_OK;
    HKEY parent = NULL;
    code = win_registry_open(arena, nl_arena_copy(arena, path, (size_t)(cut - path)),
                             KEY_QUERY_VALUE, &parent);
    if (code != ERROR_SUCCESS)
        return win_fail(err, code, "RegOpenKeyEx");
    code = (DWORD)calls->delete_key(parent, win_wide(arena, cut + 1));
    calls->close_key(parent);
    if (code != ERROR_SUCCESS && !win_registry_is_absence(code))
        return win_fail(err, code, "RegDeleteKey");
    return NL_OK;
}

/* Removes up to count keys from the end of path, stopping at the first that is in use. */
static enum nl_status remove_empty_keys(struct nl_arena *arena, const char *path, uint32_t count,
                                        struct nl_error *err)
{
    char *at = nl_arena_text(arena, path);
    for (uint32_t i = 0; i < count; i++) {
        bool kept = false;
        enum nl_status status = remove_empty_key(arena, at, &kept, err);
        char *cut = strrchr(at, '\\');
        if (status != NL_OK || kept || !cut)
            return status;
        *cut = '\0';
    }
    return NL_OK;
}

/* RegSetValueEx looks behind a text that has no terminator and, should it find a zero there, stores
 * that too. Undo must write such a text as it was: something else stands behind it here. */
static const BYTE *fenced(struct nl_arena *arena, const struct nl_value *value)
{
    enum { FENCE_SIZE = 4 };
    BYTE *bytes = nl_arena_alloc(arena, value->size + FENCE_SIZE);
    if (value->size > 0)
        memcpy(bytes, value->bytes, value->size);
    memset(bytes + value->size, 0xFF, FENCE_SIZE);
    return bytes;
}

static enum nl_status set(struct nl_arena *arena, const char *path, const char *name,
                          const struct nl_value *wanted, struct nl_error *err)
{
    const struct win_registry_calls *calls = win_registry_calls();
    if (wanted->type >= NL_TYPE_OWN || wanted->size > NL_SURVEY_VALUE_SIZE)
        return nl_fail(err, NL_INVALID, NL_T("{1} cannot be stored in a registry value"),
                       nl_value_type_name(arena, wanted->type));
    /* The opening first: creating would also succeed where the key is there, and then the count of
     * keys to roll back would have to be guessed. */
    HKEY key = NULL;
    uint32_t made = 0;
    DWORD code = win_registry_open(arena, path, KEY_SET_VALUE, &key);
    const char *call = "RegOpenKeyEx";
    if (win_registry_is_absence(code)) {
        made = win_registry_missing_keys(arena, path);
        char *parent = nl_arena_text(arena, path);
        for (uint32_t i = 0; i < made; i++) {
            char *cut = strrchr(parent, '\\');
            if (!cut)
                return nl_fail(err, NL_INVALID, NL_T("{1} is not a registry path"), path);
            *cut = '\0';
        }
        HKEY above = NULL;
        code = win_registry_open(arena, parent, KEY_CREATE_SUB_KEY, &above);
        if (code == ERROR_SUCCESS) {
            call = "RegCreateKeyEx";
            code = (DWORD)calls->create_key(above, win_wide(arena, path + strlen(parent) + 1), 0,
                                            NULL, REG_OPTION_NON_VOLATILE,
                                            KEY_SET_VALUE | win_registry_view(), NULL, &key, NULL);
            calls->close_key(above);
        }
    }
    if (code == ERROR_SUCCESS) {
        call = "RegSetValueEx";
        code = (DWORD)calls->set_value(key, win_wide(arena, name), 0, wanted->type,
                                       fenced(arena, wanted), (DWORD)wanted->size);
        calls->close_key(key);
    }
    if (code == ERROR_SUCCESS)
        return NL_OK;
    enum nl_status status = win_fail(err, code, call);
    /* The first failure is the one to tell. */
    if (made > 0)
        (void)remove_empty_keys(arena, path, made, NULL);
    return status;
}

static enum nl_status clear(struct nl_arena *arena, const char *path, const char *name,
                            uint32_t missing_keys, struct nl_error *err)
{
    const struct win_registry_calls *calls = win_registry_calls();
    HKEY key = NULL;
    DWORD code = win_registry_open(arena, path, KEY_SET_VALUE, &key);
    if (code == ERROR_SUCCESS) {
        code = (DWORD)calls->delete_value(key, win_wide(arena, name));
        calls->close_key(key);
        if (code != ERROR_SUCCESS && !win_registry_is_absence(code))
            return win_fail(err, code, "RegDeleteValue");
    } else if (!win_registry_is_absence(code)) {
        return win_fail(err, code, "RegOpenKeyEx");
    }
    return remove_empty_keys(arena, path, missing_keys, err);
}

enum nl_status win_registry_write(struct nl_arena *arena, const char *path, const char *name,
                                  const struct nl_value *wanted, struct nl_error *err)
{
    if (wanted->state == NL_VALUE_PRESENT)
        return set(arena, path, name, wanted, err);
    if (wanted->state == NL_VALUE_ABSENT)
        return clear(arena, path, name, wanted->missing_keys, err);
    return nl_fail(err, NL_INVALID, NL_T("only a value or its absence can be written"));
}

static DWORD flush_hive(struct nl_arena *arena, const char *path)
{
    const struct win_registry_calls *calls = win_registry_calls();
    HKEY key = NULL;
    DWORD code = win_registry_open(arena, path, KEY_QUERY_VALUE, &key);
    if (code != ERROR_SUCCESS)
        return code;
    code = (DWORD)calls->flush_key(key);
    calls->close_key(key);
    return code;
}

enum nl_status win_registry_sync(struct nl_arena *arena, bool accounts, struct nl_error *err)
{
    static const char *const hives[] = {"HKLM\\SYSTEM", "HKLM\\SOFTWARE"};
    for (size_t i = 0; i < NL_COUNT_OF(hives); i++) {
        DWORD code = flush_hive(arena, hives[i]);
        if (code != ERROR_SUCCESS) {
            enum nl_status status = win_fail(err, code, "RegFlushKey");
            (void)nl_context(err, NL_T("{1} could not be written to disk"), hives[i]);
            return status;
        }
    }
    if (!accounts)
        return NL_OK;
    /* User rights and accounts lie in SECURITY and SAM. Whoever may open them (the guard, which runs
     * as SYSTEM) flushes each and hears of each. */
    static const char *const system_hives[] = {"HKLM\\SECURITY", "HKLM\\SAM"};
    bool denied = false;
    for (size_t i = 0; i < NL_COUNT_OF(system_hives); i++) {
        DWORD code = flush_hive(arena, system_hives[i]);
        denied = denied || code == ERROR_ACCESS_DENIED;
        if (code != ERROR_SUCCESS && code != ERROR_ACCESS_DENIED && code != ERROR_FILE_NOT_FOUND) {
            enum nl_status status = win_fail(err, code, "RegFlushKey");
            (void)nl_context(err, NL_T("{1} could not be written to disk"), system_hives[i]);
            return status;
        }
    }
    if (!denied)
        return NL_OK;
    /* For an administrator they do not open. The root lies in no hive of its own: flushing it flushes
     * them all, and tells only whether it was begun. */
    DWORD code = (DWORD)win_registry_calls()->flush_key(HKEY_LOCAL_MACHINE);
    if (code == ERROR_SUCCESS)
        return NL_OK;
    return win_fail(err, code, "RegFlushKey");
}
