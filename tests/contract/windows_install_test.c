/* windows_install_test.c - the search path is changed by one entry and is afterwards what it was. */
#include "base/attributes.h"
#include "host/windows/win_search_path.h"
#include "with_arena.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void an_entry_comes_and_goes(void **state)
{
    static const char folder[] = "C:\\Program Files\\netlatch";
    static const char *const paths[] = {
        "%SystemRoot%\\system32;%SystemRoot%",
        "C:\\a;C:\\b;",
        ";;",
        "C:\\Program Files\\netlatch2;C:\\x\\C:\\Program Files\\netlatch\\",
        "",
    };
    for (size_t i = 0; i < NL_COUNT_OF(paths); i++) {
        bool had = true;
        assert_string_equal(win_search_path_without(*state, paths[i], folder, &had), paths[i]);
        assert_false(had);
        const char *with = win_search_path_with(*state, paths[i], folder);
        assert_string_equal(win_search_path_with(*state, with, folder), with);
        assert_string_equal(win_search_path_without(*state, with, folder, &had), paths[i]);
        assert_true(had);
    }
    /* Where somebody put it first or in the middle, and in other letters. */
    bool had = false;
    assert_string_equal(
        win_search_path_without(*state, "c:\\program files\\NETLATCH;C:\\a", folder, &had),
        "C:\\a");
    assert_string_equal(
        win_search_path_without(*state, "C:\\a;C:\\Program Files\\netlatch;C:\\b", folder, &had),
        "C:\\a;C:\\b");
    assert_string_equal(win_search_path_without(*state, folder, folder, &had), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {WITH_ARENA(an_entry_comes_and_goes)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
