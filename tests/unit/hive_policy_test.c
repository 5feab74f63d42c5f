/* hive_policy_test.c - policy files on the disk of a Windows that is not running. */
#include "base/attributes.h"
#include "hive_stage.h"
#include "host/hive/hive_host.h"
#include "host/posix/posix_disk.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <uchar.h>

static void survey(struct hive_stage *f)
{
    struct nl_error err = {0};
    if (nl_hive_host_open(&f->arena, nl_posix_disk(), f->disk.folder, &f->host, &err) != NL_OK)
        fail_msg("%s", nl_error_text(&f->arena, &err, NULL));
    assert_int_equal(f->host->ops->survey(f->host, &f->arena, &f->machine, &err), NL_OK);
}

static const struct nl_unseen *unseen(const struct hive_stage *f, const char *what)
{
    for (size_t i = 0; i < f->machine.unseen.count; i++) {
        if (nl_same(f->machine.unseen.items[i].what, what))
            return &f->machine.unseen.items[i];
    }
    return NULL;
}

/* Makes the folders of a path below the disk, and the file at its end; the path goes to out_path. */
static void put_file(const struct hive_stage *f, const char *const *parts, const void *bytes,
                     size_t size, char *out_path, size_t room)
{
    (void)snprintf(out_path, room, "%s", f->disk.folder);
    for (; *parts; parts++) {
        size_t length = strlen(out_path);
        (void)snprintf(out_path + length, room - length, "/%s", *parts);
        if (parts[1])
            (void)mkdir(out_path, 0755); /* may be there */
    }
    hive_write(out_path, bytes, size);
}

#define WIDE_DWORD_ENTRY(key, name) u"[" key u"\0;" name u"\0;\4\0;\4\0;\1\0]"

static void policy_files_that_decide_a_setting_are_told(void **state)
{
    struct hive_stage *f = *state;
    static const char *const pol[] = {"windows", "SYSTEM32",     "GroupPolicy",
                                      "Machine", "Registry.pol", NULL};
    static const char *const inf[] = {"windows", "SYSTEM32",    "GroupPolicy", "DataStore",
                                      "0",       "sysvol",      "a.example",   "Policies",
                                      "{31B2}",  "Machine",     "Microsoft",   "Windows NT",
                                      "SecEdit", "GptTmpl.inf", NULL};
    static const char *const other[] = {"windows", "SYSTEM32",    "GroupPolicy", "DataStore",
                                        "0",       "sysvol",      "a.example",   "Policies",
                                        "{6AC1}",  "Machine",     "Microsoft",   "Windows NT",
                                        "SecEdit", "GptTmpl.inf", NULL};
    static const char16_t entries[] = u"\x5250\x6765\1\0" WIDE_DWORD_ENTRY(
        u"SOFTWARE\\Policies\\Microsoft\\Windows NT\\Rpc", u"RestrictRemoteClients");
    static const char rights[] =
        "[Privilege Rights]\r\nSeDenyNetworkLogonRight = *S-1-5-32-546\r\n";
    static const char none[] = "[System Access]\r\nMinimumPasswordLength = 7\r\n";
    char path[3][512];
    put_file(f, pol, entries, sizeof entries - sizeof entries[0], path[0], sizeof path[0]);
    put_file(f, inf, rights, sizeof rights - 1, path[1], sizeof path[1]);
    put_file(f, other, none, sizeof none - 1, path[2], sizeof path[2]);
    survey(f);
    assert_non_null(unseen(f, path[0]));
    assert_true(nl_holds(unseen(f, path[0])->why, "policy file decides"));
    assert_non_null(unseen(f, path[1]));
    assert_true(nl_holds(unseen(f, path[1])->why, "security template"));
    assert_null(unseen(f, path[2]));
}

static void a_policy_file_that_cannot_be_read_is_told(void **state)
{
    struct hive_stage *f = *state;
    static const char *const pol[] = {"windows", "SYSTEM32",     "GroupPolicy",
                                      "Machine", "Registry.pol", NULL};
    char path[512];
    put_file(f, pol, "PReg\2", 5, path, sizeof path);
    survey(f);
    assert_non_null(unseen(f, path));
    assert_true(nl_holds(unseen(f, path)->why, "at byte"));
}

static void a_policy_of_other_things_is_not_told(void **state)
{
    struct hive_stage *f = *state;
    static const char *const pol[] = {"windows", "SYSTEM32",     "GroupPolicy",
                                      "Machine", "Registry.pol", NULL};
    static const char16_t entries[] =
        u"\x5250\x6765\1\0" WIDE_DWORD_ENTRY(u"SOFTWARE\\Policies\\Microsoft\\Edge", u"A");
    char path[512];
    put_file(f, pol, entries, sizeof entries - sizeof entries[0], path, sizeof path);
    survey(f);
    assert_null(unseen(f, path));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_DISK(policy_files_that_decide_a_setting_are_told),
        WITH_DISK(a_policy_file_that_cannot_be_read_is_told),
        WITH_DISK(a_policy_of_other_things_is_not_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
