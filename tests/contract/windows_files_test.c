/* windows_files_test.c - files that a person names, and what a program is told when it begins. */
#include "host/files.h"

#include "base/attributes.h"
#include "host/file_write.h"
#include "host/windows/win_arguments.h"
#include "host/windows/win_clock.h"
#include "host/windows/win_file.h"
#include "host/windows/win_program_path.h"
#include "host/windows/win_startup.h"
#include "host/windows/win_text.h"
#include "with_arena.h"

#include <windows.h>

#include <shellapi.h>

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

static const char *folder_of(struct nl_arena *arena)
{
    wchar_t temporary[MAX_PATH];
    DWORD length = GetTempPathW(MAX_PATH, temporary);
    assert_in_range(length, 1, MAX_PATH);
    return nl_arena_format(arena, "%snetlatch \xE7\xAB\xAF\xE5\x8F\xA3",
                           win_narrow(arena, temporary));
}

static void written_replaced_read_listed(void **state)
{
    struct nl_arena *arena = *state;
    const char *folder = folder_of(arena);
    const char *b = nl_arena_format(arena, "%s\\b.json", folder);
    const char *a = nl_arena_format(arena, "%s\\A.json", folder);
    assert_int_equal(nl_folder_make(folder, NULL), NL_OK);
    assert_int_equal(nl_folder_make(folder, NULL), NL_OK);
    assert_int_equal(nl_file_write(b, "older and longer", 16, NULL), NL_OK);
    assert_int_equal(nl_file_write(b, "new", 3, NULL), NL_OK);
    assert_int_equal(nl_file_write(a, NULL, 0, NULL), NL_OK);
    const uint8_t *bytes = NULL;
    size_t size = 99;
    assert_int_equal(nl_file_read(arena, b, 3, &bytes, &size, NULL), NL_OK);
    assert_int_equal(size, 3);
    assert_memory_equal(bytes, "new", 4);
    assert_int_equal(nl_file_read(arena, a, 0, &bytes, &size, NULL), NL_OK);
    assert_int_equal(size, 0);
    assert_int_equal(nl_file_read(arena, b, 2, &bytes, &size, NULL), NL_INVALID);
    assert_int_equal(nl_file_read(arena, folder, 100, &bytes, &size, NULL), NL_INVALID);

    struct nl_texts names = {0};
    assert_int_equal(nl_folder_list(arena, folder, &names, NULL), NL_OK);
    /* Sorted, and nothing left over from the writing. */
    assert_int_equal(names.count, 2);
    assert_string_equal(names.items[0], "A.json");
    assert_string_equal(names.items[1], "b.json");
    enum nl_file_kind kind = NL_FILE_NONE;
    assert_int_equal(nl_file_look(folder, &kind, NULL), NL_OK);
    assert_int_equal(kind, NL_FILE_FOLDER);
    assert_int_equal(nl_file_look(b, &kind, NULL), NL_OK);
    assert_int_equal(kind, NL_FILE_PLAIN);

    assert_true(DeleteFileW(win_wide(arena, a)));
    assert_true(DeleteFileW(win_wide(arena, b)));
    assert_int_equal(nl_file_look(b, &kind, NULL), NL_OK);
    assert_int_equal(kind, NL_FILE_NONE);
    assert_true(RemoveDirectoryW(win_wide(arena, folder)));
}

/* Another program has the report open: it stays as it is, nothing is left beside it, and the answer is
 * not that a right is missing. */
static void a_file_that_is_held_open_is_busy(void **state)
{
    struct nl_arena *arena = *state;
    const char *folder = folder_of(arena);
    const char *path = nl_arena_format(arena, "%s\\report.html", folder);
    struct nl_texts names = {0};
    const uint8_t *bytes = NULL;
    size_t size = 0;
    assert_int_equal(nl_folder_make(folder, NULL), NL_OK);
    assert_int_equal(nl_file_write(path, "old", 3, NULL), NL_OK);
    for (DWORD share = 0; share <= FILE_SHARE_READ; share += FILE_SHARE_READ) {
        HANDLE held =
            CreateFileW(win_wide(arena, path), GENERIC_READ, share, NULL, OPEN_EXISTING, 0, NULL);
        assert_ptr_not_equal(held, INVALID_HANDLE_VALUE);
        assert_int_equal(nl_file_write(path, "new", 3, NULL), NL_BUSY);
        CloseHandle(held);
    }
    assert_int_equal(nl_file_read(arena, path, 10, &bytes, &size, NULL), NL_OK);
    assert_memory_equal(bytes, "old", 4);
    assert_int_equal(nl_folder_list(arena, folder, &names, NULL), NL_OK);
    assert_int_equal(names.count, 1);
    assert_true(nl_file_begins(path, "ol"));
    assert_false(nl_file_begins(path, "olden"));
    assert_true(DeleteFileW(win_wide(arena, path)));
    assert_true(RemoveDirectoryW(win_wide(arena, folder)));
}

/* Each call of the system fails once. ERROR_DISK_FULL, which nobody tries again. */
static unsigned file_calls;
static unsigned failing_call; /* 0: none */

static bool fails(void)
{
    if (++file_calls != failing_call)
        return false;
    SetLastError(ERROR_DISK_FULL);
    return true;
}

static HANDLE WINAPI create(LPCWSTR a, DWORD b, DWORD c, LPSECURITY_ATTRIBUTES d, DWORD e, DWORD f,
                            HANDLE g)
{
    return fails() ? INVALID_HANDLE_VALUE : CreateFileW(a, b, c, d, e, f, g);
}

static BOOL WINAPI create_folder(LPCWSTR a, LPSECURITY_ATTRIBUTES b)
{
    return fails() ? FALSE : CreateDirectoryW(a, b);
}

static BOOL WINAPI read_part(HANDLE a, LPVOID b, DWORD c, LPDWORD d, LPOVERLAPPED e)
{
    return fails() ? FALSE : ReadFile(a, b, c, d, e);
}

static BOOL WINAPI write_part(HANDLE a, LPCVOID b, DWORD c, LPDWORD d, LPOVERLAPPED e)
{
    return fails() ? FALSE : WriteFile(a, b, c, d, e);
}

static BOOL WINAPI flush(HANDLE a)
{
    return fails() ? FALSE : FlushFileBuffers(a);
}

static BOOL WINAPI move(LPCWSTR a, LPCWSTR b, DWORD c)
{
    return fails() ? FALSE : MoveFileExW(a, b, c);
}

static BOOL WINAPI delete (LPCWSTR a)
{
    return fails() ? FALSE : DeleteFileW(a);
}

static HANDLE WINAPI find(LPCWSTR a, LPWIN32_FIND_DATAW b)
{
    return fails() ? INVALID_HANDLE_VALUE : FindFirstFileW(a, b);
}

/* Whichever call fails, a report is the old one or the new one, the answer says which, and nothing is
 * left beside it. Lines that are appended are all there or the answer is an error. */
static void a_failing_call_leaves_the_old_file_or_the_new(void **state)
{
    static const struct win_file_calls failing = {create, create_folder, read_part, write_part,
                                                  flush,  move,          delete,    find};
    struct nl_arena *arena = *state;
    const char *folder = folder_of(arena);
    const char *path = nl_arena_format(arena, "%s\\report.html", folder);
    const uint8_t *bytes = NULL;
    size_t size = 0;
    unsigned failed = 0;
    bool reached = true;
    assert_int_equal(nl_folder_make(folder, NULL), NL_OK);
    for (unsigned n = 1; reached; n++) {
        reached = false;
        for (unsigned appends = 0; appends < 2; appends++) {
            struct nl_texts names = {0};
            assert_int_equal(nl_file_write(path, "old", 3, NULL), NL_OK);
            file_calls = 0;
            failing_call = n;
            win_file_replace(&failing);
            enum nl_status status = appends ? nl_file_append(path, "new", 3, NULL)
                                            : nl_file_write(path, "new", 3, NULL);
            win_file_replace(NULL);
            reached = reached || file_calls >= n;
            failed += status != NL_OK;
            assert_int_equal(nl_file_read(arena, path, 10, &bytes, &size, NULL), NL_OK);
            const char *wanted = appends ? "oldnew" : "new";
            if (status == NL_OK && strcmp((const char *)bytes, wanted) != 0)
                fail_msg("call %u: said to be written: %s", n, (const char *)bytes);
            if (!appends && status != NL_OK && strcmp((const char *)bytes, "old") != 0)
                fail_msg("call %u: said to have failed: %s", n, (const char *)bytes);
            assert_int_equal(nl_folder_list(arena, folder, &names, NULL), NL_OK);
            assert_int_equal(names.count, 1);
        }
    }
    assert_true(failed >= 5); /* aside, writing, flushing, renaming; opening to append */
    assert_true(DeleteFileW(win_wide(arena, path)));
    assert_true(RemoveDirectoryW(win_wide(arena, folder)));
}

static void failures_name_the_file(void **state)
{
    struct nl_arena *arena = *state;
    const char *path = nl_arena_format(arena, "%s\\no\\such.json", folder_of(arena));
    const uint8_t *bytes = NULL;
    size_t size = 0;
    struct nl_texts names = {0};
    struct nl_error err;
    assert_int_equal(nl_file_read(arena, path, 100, &bytes, &size, &err), NL_NOT_FOUND);
    assert_non_null(strstr(nl_error_text(arena, &err, NULL), "such.json"));
    assert_int_equal(nl_file_write(path, "x", 1, &err), NL_NOT_FOUND);
    assert_non_null(strstr(nl_error_text(arena, &err, NULL), "such.json"));
    assert_int_equal(nl_folder_make(path, &err), NL_NOT_FOUND);
    assert_int_equal(nl_folder_list(arena, path, &names, &err), NL_NOT_FOUND);
}

static void what_a_program_is_told(void **state)
{
    struct nl_arena *arena = *state;
    struct nl_texts arguments = nl_windows_arguments(arena);
    assert_int_equal(arguments.count, 1);
    assert_non_null(strstr(arguments.items[0], "windows_files"));
    const char *program = nl_windows_program_path(arena);
    assert_non_null(program);
    assert_true(nl_ends(program, ".exe"));
    const char *language = nl_windows_language(arena);
    assert_true(language && strlen(language) >= 2);
    assert_null(nl_windows_environment(arena, "NETLATCH_NO_SUCH_VARIABLE"));
    assert_true(SetEnvironmentVariableW(L"NETLATCH_TEST", L"\x4E2D"));
    assert_string_equal(nl_windows_environment(arena, "NETLATCH_TEST"), "\xE4\xB8\xAD");
    struct nl_clock *clock = nl_windows_clock();
    uint64_t begin_ms = clock->uptime_ms(clock);
    clock->sleep_ms(clock, 30);
    assert_true(clock->uptime_ms(clock) - begin_ms >= 15);
    assert_true(clock->now_s(clock) > 1700000000);
}

/* As Windows' own function splits, which netlatch does not call. */
/* A folder with its kinds, and a file in parts: what netlatch fleet reads with. */
static void folders_tell_kinds_and_files_are_read_in_parts(void **state)
{
    struct nl_arena *arena = *state;
    const char *folder = nl_arena_format(arena, "%s parts", folder_of(arena));
    const char *inner = nl_arena_format(arena, "%s\\inner", folder);
    const char *file = nl_arena_format(arena, "%s\\b.json", folder);
    struct nl_folder_entries entries = {0};
    struct nl_file_parts parts;
    char part[4];
    size_t size = 0;
    assert_int_equal(nl_folder_make(folder, NULL), NL_OK);
    assert_int_equal(nl_folder_make(inner, NULL), NL_OK);
    assert_int_equal(nl_file_write(file, "12345", 5, NULL), NL_OK);
    assert_int_equal(nl_folder_entries(arena, folder, &entries, NULL), NL_OK);
    assert_int_equal(entries.count, 2); /* neither "." nor ".." */
    assert_string_equal(entries.items[0].name, "b.json");
    assert_int_equal(entries.items[0].kind, NL_ENTRY_FILE);
    assert_string_equal(entries.items[1].name, "inner");
    assert_int_equal(entries.items[1].kind, NL_ENTRY_FOLDER);
    assert_int_not_equal(nl_folder_entries(arena, file, &entries, NULL), NL_OK);

    assert_int_equal(nl_file_parts_open(folder, &parts, NULL), NL_INVALID);
    assert_int_equal(nl_file_parts_open(file, &parts, NULL), NL_OK);
    assert_int_equal(parts.size, 5);
    assert_int_equal(nl_file_parts_read(&parts, file, part, sizeof part, &size, NULL), NL_OK);
    assert_int_equal(size, 4);
    assert_memory_equal(part, "1234", 4);
    assert_int_equal(nl_file_parts_read(&parts, file, part, sizeof part, &size, NULL), NL_OK);
    assert_int_equal(size, 1);
    assert_int_equal(nl_file_parts_read(&parts, file, part, sizeof part, &size, NULL), NL_OK);
    assert_int_equal(size, 0);
    nl_file_parts_close(&parts);
    assert_true(DeleteFileW(win_wide(arena, file)));
    assert_true(RemoveDirectoryW(win_wide(arena, inner)));
    assert_true(RemoveDirectoryW(win_wide(arena, folder)));
}

static void a_command_line_is_split_as_windows_does(void **state)
{
    static const wchar_t *const lines[] = {
        L"netlatch.exe audit --format json",
        L"\"C:\\Program Files\\netlatch\\netlatch.exe\" plan  --set\tx=y ",
        L"netlatch \"a b\" c\"d e\"f \"\" g",
        L"netlatch \\\\server\\share \"C:\\folder\\\\\" end",
        L"netlatch a\\\"b a\\\\\"b c\" \\\\\\\"x",
        L"netlatch \"not closed \\",
        L"a\\\"b c",
        L"netlatch \x4E2D\x6587 \xD83D\xDE00",
    };
    for (size_t i = 0; i < NL_COUNT_OF(lines); i++) {
        int count = 0;
        wchar_t **expected = CommandLineToArgvW(lines[i], &count);
        struct nl_texts found = win_arguments_split(*state, lines[i]);
        if (found.count != (size_t)count)
            fail_msg("line %zu: %zu instead of %d", i, found.count, count);
        for (size_t k = 0; k < found.count; k++)
            assert_string_equal(found.items[k], win_narrow(*state, expected[k]));
        LocalFree((HLOCAL)expected);
    }
    /* Two quotes between quotes are one, as C programs have had it since 2008. */
    struct nl_texts quotes = win_arguments_split(*state, L"n \"a\"\"b\" c");
    assert_string_equal(quotes.items[1], "a\"b");
    assert_string_equal(quotes.items[2], "c");
    assert_int_equal(win_arguments_split(*state, L"").count, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ARENA(a_command_line_is_split_as_windows_does),
        WITH_ARENA(written_replaced_read_listed),
        WITH_ARENA(folders_tell_kinds_and_files_are_read_in_parts),
        WITH_ARENA(a_file_that_is_held_open_is_busy),
        WITH_ARENA(a_failing_call_leaves_the_old_file_or_the_new),
        WITH_ARENA(failures_name_the_file),
        WITH_ARENA(what_a_program_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
