/* model_sid_test.c - what is a SID, and which names are known. */
#include "base/attributes.h"
#include "model/profile.h"
#include "model/sid.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void validity(void **state)
{
    static const struct {
        const char *sid;
        bool valid;
    } rows[] = {
        {"S-1-1-0", true},
        {"S-1-5-32-546", true},
        {"s-1-5-7", true},
        {"S-1-5-21-1-2-3-501", true},
        {"S-1-5-21-4294967295-4294967295-4294967295-4294967295", true},
        {"S-1-5-1-2-3-4-5-6-7-8-9-10-11-12-13-14-15", true},
        {"S-1-0x123456789ABC-1", true},
        {"S-1-4294967295-1", true},
        {NULL, false},
        {"", false},
        {"S", false},
        {"S-1", false},
        {"S-1-5", false},
        {"S-1-5-", false},
        {"S-1-5-32-", false},
        {"S-1--5-32", false},
        {"S-2-5-32", false},
        {"S-1-5-032", false},
        {"S-1-05-32", false},
        {"S-1-5-4294967296", false},
        {"S-1-5-99999999999999999999999999", false},
        {"S-1-4294967296-1", false},
        {"S-1-0x000000000005-1", false},
        {"S-1-0x12345-1", false},
        {"S-1-0x123456789ABCD-1", false},
        {"S-1-0x-1", false},
        {"S-1-5-1-2-3-4-5-6-7-8-9-10-11-12-13-14-15-16", false},
        {"S-1-5-32 ", false},
        {" S-1-5-32", false},
        {"S-1-5--1", false},
        {"S-1-5-+1", false},
        {"Everyone", false},
        {"S-1-5-21-1-2-3-\xEF\xBC\x95", false},
    };
    (void)state;
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        if (nl_sid_valid(rows[i].sid) != rows[i].valid)
            fail_msg("%s should be %s", rows[i].sid ? rows[i].sid : "NULL",
                     rows[i].valid ? "valid" : "invalid");
    }
}

static void names(void **state)
{
    static const struct {
        const char *sid;
        const char *name;
    } rows[] = {
        {"S-1-1-0", "Everyone"},
        {"S-1-5-2", "Network"},
        {"S-1-5-7", "Anonymous Logon"},
        {"s-1-5-11", "Authenticated Users"},
        {"S-1-5-113", "Local account"},
        {"S-1-5-114", "Local account and member of Administrators group"},
        {"S-1-5-32-544", "Administrators"},
        {"S-1-5-32-546", "Guests"},
        {"S-1-5-21-11-22-33-500", "Administrator"},
        {"S-1-5-21-11-22-33-501", "Guest"},
        {"S-1-5-21-11-22-33-512", "Domain Admins"},
        {"S-1-5-21-11-22-33-1001", NULL},
        {"S-1-5-21-11-22-501", NULL},
        {"S-1-5-21-11-22-33-44-501", NULL},
        {"S-1-5-22-11-22-33-501", NULL},
        {"S-1-5-32-9999", NULL},
        {"S-1-1-00", NULL},
        {"Everyone", NULL},
        {NULL, NULL},
    };
    (void)state;
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        const char *found = nl_sid_known_name(rows[i].sid);
        if (rows[i].name && found)
            assert_string_equal(found, rows[i].name);
        else if (rows[i].name || found)
            fail_msg("%s", rows[i].sid ? rows[i].sid : "NULL");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(validity),
        cmocka_unit_test(names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
