/* hive_host_test.c - a small Windows that is not running: what its hives tell, and what they do not. */
#include "base/attributes.h"
#include "hive_stage.h"
#include "host/hive/hive_folder.h"
#include "host/hive/hive_host.h"
#include "host/posix/posix_disk.h"
#include "plan/drives.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SERVICES "HKLM\\SYSTEM\\CurrentControlSet\\Services\\"

static void survey(struct hive_stage *f)
{
    struct nl_error err = {0};
    if (nl_hive_host_open(&f->arena, nl_posix_disk(), f->disk.folder, &f->host, &err) != NL_OK)
        fail_msg("%s", nl_error_text(&f->arena, &err, NULL));
    assert_int_equal(f->host->ops->survey(f->host, &f->arena, &f->machine, &err), NL_OK);
}

static void expect_no_host(struct hive_stage *f, enum nl_status status, const char *problem)
{
    struct nl_error err = {0};
    assert_int_equal(nl_hive_host_open(&f->arena, nl_posix_disk(), f->disk.folder, &f->host, &err),
                     status);
    assert_null(f->host);
    const char *said = nl_error_text(&f->arena, &err, NULL);
    if (!nl_holds(said, problem))
        fail_msg("said '%s', expected '%s'", said, problem);
}

static const struct nl_unseen *unseen(const struct hive_stage *f, const char *what)
{
    for (size_t i = 0; i < f->machine.unseen.count; i++) {
        if (nl_same(f->machine.unseen.items[i].what, what))
            return &f->machine.unseen.items[i];
    }
    return NULL;
}

static void expect_refusal(struct hive_stage *f, const char *why)
{
    struct nl_capabilities capabilities;
    f->host->ops->capabilities(f->host, &capabilities);
    assert_false(capabilities.can_write);
    const char *said = nl_sentence_text(&f->arena, &capabilities.reason, NULL);
    if (!nl_holds(said, why))
        fail_msg("said '%s', expected '%s'", said, why);
}

static void the_machine_is_told(void **state)
{
    struct hive_stage *f = *state;
    survey(f);
    const struct nl_machine *machine = &f->machine;
    assert_string_equal(machine->source, "hive");
    assert_string_equal(machine->name, "OFFLINE-1");
    assert_string_equal(machine->os.product, "Windows 10 Pro");
    assert_string_equal(machine->os.version, "10.0.16299");
    assert_int_equal(machine->os.build, 16299);
    assert_int_equal(machine->os.kind, NL_OS_CLIENT);
    assert_string_equal(machine->os.architecture, "x64");
    assert_int_equal(machine->membership.state, NL_VALUE_UNSUPPORTED);
    assert_int_equal(machine->membership.controller, NL_ANSWER_NO);
    assert_int_equal(machine->session.elevated, NL_ANSWER_UNKNOWN);
    assert_int_equal(machine->adapters_state, NL_VALUE_UNSUPPORTED);
    assert_int_equal(machine->listeners.tcp4, NL_VALUE_UNSUPPORTED);
    assert_int_equal(machine->shares.state, NL_VALUE_UNSUPPORTED);
    assert_int_equal(machine->firewall_state, NL_VALUE_UNSUPPORTED);
    assert_non_null(unseen(f, "running-state"));
    assert_non_null(unseen(f, "membership"));
    assert_non_null(unseen(f, "HKU"));
    struct nl_capabilities capabilities;
    f->host->ops->capabilities(f->host, &capabilities);
    assert_string_equal(capabilities.kind, "hive");
    assert_false(capabilities.live);
    assert_true(capabilities.can_write);
    assert_int_equal(capabilities.places_written, 1U << NL_PLACE_REGISTRY |
                                                      1U << NL_PLACE_SERVICE_START |
                                                      1U << NL_PLACE_SERVICE_DEPENDS);
}

static void the_current_control_set_is_read(void **state)
{
    struct hive_stage *f = *state;
    survey(f);
    uint32_t number = 0;
    const struct nl_service *rpc = nl_machine_service(&f->machine, "RPCSS");
    assert_true(nl_value_as_dword(&rpc->start, &number));
    assert_int_equal(number, 2); /* 4 in the first control set */
    assert_int_equal(rpc->run, NL_SERVICE_UNKNOWN);
    assert_int_equal(rpc->depends.count, 1);
    assert_string_equal(rpc->depends.items[0], "RpcEptMapper");
    assert_int_equal(f->machine.services_state, NL_VALUE_PRESENT);
    assert_int_equal(f->machine.services.count, 5);
    struct nl_value smb1 =
        nl_machine_registry(&f->machine, SERVICES "LanmanServer\\Parameters", "SMB1");
    assert_true(nl_value_as_dword(&smb1, &number));
    assert_int_equal(number, 0);
    struct nl_value smb2 =
        nl_machine_registry(&f->machine, SERVICES "LanmanServer\\Parameters", "SMB2");
    assert_int_equal(smb2.state, NL_VALUE_ABSENT);
    /* Linkage does not exist, Services\LanmanServer does. */
    struct nl_value linkage =
        nl_machine_registry(&f->machine, SERVICES "LanmanServer\\Linkage", "Bind");
    assert_int_equal(linkage.state, NL_VALUE_ABSENT);
    assert_int_equal(linkage.missing_keys, 1);
    struct nl_texts adapters = nl_machine_subkeys(&f->arena, &f->machine, NL_NETBT_INTERFACES);
    assert_int_equal(adapters.count, 1);
    assert_true(nl_ends(adapters.items[0], HIVE_ADAPTER));
}

static void rights_and_accounts_are_told(void **state)
{
    struct hive_stage *f = *state;
    survey(f);
    struct nl_texts holders = {0};
    const struct nl_right *deny = nl_machine_right(&f->machine, "SeDenyNetworkLogonRight");
    assert_true(nl_value_as_texts(&f->arena, &deny->holders, &holders));
    assert_int_equal(holders.count, 1);
    assert_string_equal(holders.items[0], HIVE_DOMAIN_SID "-501");
    const struct nl_right *network = nl_machine_right(&f->machine, "SeNetworkLogonRight");
    assert_true(nl_value_as_texts(&f->arena, &network->holders, &holders));
    assert_int_equal(holders.count, 1);
    assert_string_equal(holders.items[0], "S-1-1-0");
    assert_int_equal(
        nl_machine_right(&f->machine, "SeDenyRemoteInteractiveLogonRight")->holders.state,
        NL_VALUE_ABSENT);

    const struct nl_account *guest = nl_machine_account(&f->machine, 501);
    const struct nl_account *administrator = nl_machine_account(&f->machine, 500);
    assert_string_equal(guest->name, "Gast");
    assert_string_equal(guest->sid, HIVE_DOMAIN_SID "-501");
    assert_int_equal(guest->enabled.state, NL_VALUE_PRESENT);
    assert_int_equal(guest->enabled.bytes[0], 0);
    assert_int_equal(administrator->enabled.bytes[0], 1);
    assert_int_equal(f->machine.administrators_state, NL_VALUE_PRESENT);
    assert_int_equal(f->machine.administrators.count, 2);
    assert_string_equal(f->machine.administrators.items[0], HIVE_DOMAIN_SID "-500");
    assert_string_equal(f->machine.administrators.items[1], "S-1-5-32-545");
}

static void an_odd_policy_is_unknown_not_empty(void **state)
{
    struct hive_stage *f = *state;
    const char *path = hive_disk_file(&f->disk, "SECURITY");
    hive_h *hive = hive_edit(path);
    hive_set(hive, "Policy\\Accounts\\S-1-5-11\\ActSysAc", "", hive_t_REG_NONE, "\x02", 1);
    hive_save(hive, path);
    path = hive_disk_file(&f->disk, "SAM");
    hive = hive_edit(path);
    hive_set(hive, "SAM\\Domains\\Account\\Users\\000001F5", "F", hive_t_REG_BINARY, "\x02", 1);
    hive_set(hive, "SAM\\Domains\\Builtin\\Aliases\\00000220", "C", hive_t_REG_BINARY,
             "\x20\x02\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
             "\0\0\0\0\xFF\xFF\0\0\1\0\0\0",
             0x34);
    hive_save(hive, path);
    survey(f);
    assert_int_equal(nl_machine_right(&f->machine, "SeDenyNetworkLogonRight")->holders.state,
                     NL_VALUE_UNSUPPORTED);
    assert_int_equal(nl_machine_account(&f->machine, 501)->enabled.state, NL_VALUE_UNSUPPORTED);
    assert_int_equal(nl_machine_account(&f->machine, 500)->enabled.state, NL_VALUE_PRESENT);
    assert_int_equal(f->machine.administrators_state, NL_VALUE_UNSUPPORTED);
    assert_non_null(unseen(f, "user-rights"));
    assert_non_null(unseen(f, "accounts"));
    assert_non_null(unseen(f, "administrators"));
}

static void an_account_that_is_not_there_is_absent(void **state)
{
    static const struct nl_address nobody = {NL_PLACE_ACCOUNT, "777", NULL};
    struct hive_stage *f = *state;
    struct nl_value value;
    survey(f);
    assert_int_equal(f->host->ops->read(f->host, &nobody, &f->arena, &value, NULL), NL_OK);
    assert_int_equal(value.state, NL_VALUE_ABSENT);
}

static void missing_hives_are_said_once(void **state)
{
    struct hive_stage *f = *state;
    assert_int_equal(unlink(hive_disk_file(&f->disk, "SOFTWARE")), 0);
    assert_int_equal(unlink(hive_disk_file(&f->disk, "SECURITY")), 0);
    assert_int_equal(unlink(hive_disk_file(&f->disk, "SAM")), 0);
    survey(f);
    assert_int_equal(f->machine.os.build, 0);
    assert_int_equal(nl_machine_right(&f->machine, "SeDenyNetworkLogonRight")->holders.state,
                     NL_VALUE_UNSUPPORTED);
    assert_int_equal(nl_machine_account(&f->machine, 501)->enabled.state, NL_VALUE_UNSUPPORTED);
    assert_int_equal(f->machine.administrators_state, NL_VALUE_UNSUPPORTED);
    assert_int_equal(
        nl_machine_registry(&f->machine, "HKLM\\SOFTWARE\\Microsoft\\Ole", "EnableDCOM").state,
        NL_VALUE_UNSUPPORTED);
    /* Three hives, the users, what only runs, and the membership: nothing is said per key. */
    assert_int_equal(f->machine.unseen.count, 6);
    assert_non_null(unseen(f, "HKLM\\SOFTWARE"));
    assert_non_null(unseen(f, "HKLM\\SECURITY"));
    assert_non_null(unseen(f, "HKLM\\SAM"));
    struct nl_capabilities capabilities;
    f->host->ops->capabilities(f->host, &capabilities);
    assert_true(capabilities.can_write); /* what is not there is not written, and not lost */
}

static void a_damaged_hive_beside_is_said(void **state)
{
    struct hive_stage *f = *state;
    assert_int_equal(truncate(hive_disk_file(&f->disk, "SOFTWARE"), 5000), 0);
    survey(f);
    const struct nl_unseen *said = unseen(f, "HKLM\\SOFTWARE");
    assert_non_null(said);
    assert_true(nl_holds(said->why, "truncated") && nl_holds(said->why, "SOFTWARE"));
    expect_refusal(f, "SOFTWARE could not be opened");
}

static void a_damaged_system_is_no_host(void **state)
{
    static const uint8_t wrong[] = {0xFF};
    struct hive_stage *f = *state;
    const char *path = hive_disk_file(&f->disk, "SYSTEM");
    hive_patch(path, 600, wrong, 1, false); /* behind the header's checksum: nobody minds */
    hive_patch(path, 508, wrong, 1, false);
    expect_no_host(f, NL_INVALID, "Config/SYSTEM is damaged: the checksum");
    hive_patch(path, 4096 + 35, "\0", 1, true);
    expect_no_host(f, NL_INVALID, "Config/SYSTEM is damaged");
    assert_int_equal(truncate(path, 4096), 0);
    expect_no_host(f, NL_INVALID, "Config/SYSTEM is truncated");
    assert_int_equal(truncate(path, 0), 0);
    expect_no_host(f, NL_INVALID, "not a registry hive");
    assert_int_equal(unlink(path), 0);
    expect_no_host(f, NL_NOT_FOUND, "there is no SYSTEM");
    assert_int_equal(mkdir(path, 0700), 0);
    expect_no_host(f, NL_INVALID, "not a regular file");
}

static void a_system_without_a_control_set_is_no_host(void **state)
{
    struct hive_stage *f = *state;
    const char *path = hive_disk_file(&f->disk, "SYSTEM");
    hive_h *hive = hive_edit(path);
    hive_set_dword(hive, "Select", "Current", 7);
    hive_set_dword(hive, "Select", "Default", 0);
    hive_save(hive, path);
    expect_no_host(f, NL_INVALID, "does not say which control set");
    hive = hive_edit(path);
    hive_set_text(hive, "Select", "Current", "2");
    hive_save(hive, path);
    expect_no_host(f, NL_INVALID, "does not say which control set");
}

/* The next start takes Default; where that is not there, what the last one took. */
static void the_control_set_is_that_of_the_next_start(void **state)
{
    static const struct {
        uint32_t current;
        uint32_t chosen;
        uint32_t start_of_rpc;
        bool said;
    } rows[] = {
        {2, 2, 2, false}, {1, 2, 2, true}, {2, 1, 4, true}, {1, 7, 4, false}, {2, 0, 2, false}};
    struct hive_stage *f = *state;
    const char *path = hive_disk_file(&f->disk, "SYSTEM");
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        uint32_t start = 0;
        hive_h *hive = hive_edit(path);
        hive_set_dword(hive, "Select", "Current", rows[i].current);
        hive_set_dword(hive, "Select", "Default", rows[i].chosen);
        hive_save(hive, path);
        if (i > 0)
            f->host->ops->close(f->host);
        survey(f);
        const struct nl_service *rpc = nl_machine_service(&f->machine, "RpcSs");
        assert_true(rpc && nl_value_as_dword(&rpc->start, &start));
        assert_int_equal(start, rows[i].start_of_rpc);
        assert_int_equal(unseen(f, "control-set") != NULL, rows[i].said);
    }
}

static void a_dirty_hive_is_read_and_not_written(void **state)
{
    struct hive_stage *f = *state;
    hive_make_dirty(hive_disk_file(&f->disk, "SYSTEM"));
    survey(f);
    assert_non_null(nl_machine_service(&f->machine, "RpcSs"));
    assert_true(nl_holds(unseen(f, "HKLM\\SYSTEM")->why, "not closed cleanly"));
    expect_refusal(f, "Config/SYSTEM was not closed cleanly");
}

static void a_dirty_hive_that_is_never_written_does_not_hinder(void **state)
{
    struct hive_stage *f = *state;
    struct nl_capabilities capabilities;
    hive_make_dirty(hive_disk_file(&f->disk, "SECURITY"));
    survey(f);
    assert_non_null(unseen(f, "HKLM\\SECURITY"));
    f->host->ops->capabilities(f->host, &capabilities);
    assert_true(capabilities.can_write);
}

static void set_policy(const struct hive_stage *f, const char *key, const void *bytes, size_t size)
{
    const char *path = hive_disk_file(&f->disk, "SECURITY");
    char whole[100];
    hive_h *hive = hive_edit(path);
    (void)snprintf(whole, sizeof whole, "Policy\\%s", key);
    hive_set(hive, whole, "", hive_t_REG_NONE, bytes, size);
    hive_save(hive, path);
}

/* [MS-LSAD] 2.2.4.5: without a domain there is no SID of one. */
static void membership_is_read_from_the_policy(void **state)
{
    static const uint8_t sid[] = {1, 4, 0, 0, 0, 0, 0, 5, 21, 0, 0, 0,
                                  1, 0, 0, 0, 2, 0, 0, 0, 3,  0, 0, 0};
    static const uint8_t name[] = {4, 0, 6, 0, 8, 0, 0, 0, 'L', 0, 'N', 0};
    static const uint8_t too_far[] = {4, 0, 6, 0, 9, 0, 0, 0, 'L', 0, 'N', 0};
    struct hive_stage *f = *state;
    set_policy(f, "PolPrDmS", sid, sizeof sid);
    set_policy(f, "PolPrDmN", name, sizeof name);
    survey(f);
    assert_int_equal(f->machine.membership.state, NL_VALUE_PRESENT);
    assert_int_equal(f->machine.membership.join, NL_JOIN_DOMAIN);
    assert_string_equal(f->machine.membership.name, "LN");
    assert_null(unseen(f, "membership"));
    f->host->ops->close(f->host);
    set_policy(f, "PolPrDmS", "", 0);
    set_policy(f, "PolPrDmN", too_far, sizeof too_far);
    survey(f);
    assert_int_equal(f->machine.membership.join, NL_JOIN_WORKGROUP);
    assert_null(f->machine.membership.name);
    f->host->ops->close(f->host);
    set_policy(f, "PolPrDmS", sid, sizeof sid - 1);
    survey(f);
    assert_int_equal(f->machine.membership.state, NL_VALUE_UNSUPPORTED);
    assert_non_null(unseen(f, "membership"));
}

static void accounts_of_a_domain_controller_are_not_those_of_sam(void **state)
{
    struct hive_stage *f = *state;
    struct nl_value value;
    const struct nl_address guest = {NL_PLACE_ACCOUNT, "501", NULL};
    const char *path = hive_disk_file(&f->disk, "SYSTEM");
    hive_h *hive = hive_edit(path);
    hive_set_text(hive, "ControlSet002\\Control\\ProductOptions", "ProductType", "LanmanNT");
    hive_save(hive, path);
    survey(f);
    assert_int_equal(f->machine.membership.controller, NL_ANSWER_YES);
    assert_int_equal(nl_machine_account(&f->machine, 501)->enabled.state, NL_VALUE_UNSUPPORTED);
    assert_int_equal(f->machine.administrators_state, NL_VALUE_UNSUPPORTED);
    assert_true(nl_holds(unseen(f, "accounts")->why, "domain controller"));
    assert_int_equal(f->host->ops->read(f->host, &guest, &f->arena, &value, NULL), NL_OK);
    assert_int_equal(value.state, NL_VALUE_UNSUPPORTED);
}

static void a_memory_image_hinders_writing(void **state)
{
    static const char used_up[4096];
    static const struct {
        const char *bytes;
        size_t size;
        const char *said;
    } rows[] = {
        {"HIBR", 4, "hibernated"},
        {"hibr\1\2", 6, "hibernated"},
        {"RSTR", 4, "interrupted while it resumed"},
        {"rstr", 4, "interrupted while it resumed"},
        {"WAKE", 4, "Delete restoration data"},
        {"wake", 4, "Delete restoration data"},
        {"LINK", 4, "not known whether"},
        {"\0\0\0\1", 4, "not known whether"},
        {"\0\0\0", 3, "not known whether"},
        {"", 0, "not known whether"},
    };
    struct hive_stage *f = *state;
    struct nl_capabilities capabilities;
    char image[300];
    (void)snprintf(image, sizeof image, "%s/HIBERFIL.SYS", f->disk.folder);
    hive_write(image, used_up, sizeof used_up);
    survey(f);
    f->host->ops->capabilities(f->host, &capabilities);
    assert_true(capabilities.can_write);
    assert_null(unseen(f, "hibernation"));
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        f->host->ops->close(f->host);
        hive_write(image, rows[i].bytes, rows[i].size);
        survey(f);
        expect_refusal(f, rows[i].said);
        assert_non_null(unseen(f, "hibernation"));
    }
    f->host->ops->close(f->host);
    assert_int_equal(unlink(image), 0);
    assert_int_equal(symlink("nowhere", image), 0);
    survey(f);
    expect_refusal(f, "not known whether");
}

static void links_are_not_followed(void **state)
{
    struct hive_stage *f = *state;
    char target[700];
    const char *path = hive_disk_file(&f->disk, "SYSTEM");
    (void)snprintf(target, sizeof target, "%s/elsewhere", f->disk.folder);
    assert_int_equal(rename(path, target), 0);
    assert_int_equal(symlink(target, path), 0);
    expect_no_host(f, NL_REFUSED, "is a link");
}

#define USER "S-1-5-21-1-2-3-1001"
#define MAIL "Software\\Microsoft\\Office\\16.0\\Outlook\\Profiles\\Mail"

static void set_profile(const struct hive_stage *f, const char *sid, const char *where)
{
    const char *path = hive_disk_file(&f->disk, "SOFTWARE");
    char key[200];
    hive_h *hive = hive_edit(path);
    (void)snprintf(key, sizeof key, "Microsoft\\Windows NT\\CurrentVersion\\ProfileList\\%s", sid);
    hive_set_text(hive, key, "ProfileImagePath", where);
    hive_save(hive, path);
}

static bool has_mail(struct hive_stage *f, const char *sid)
{
    return nl_machine_key(&f->machine, nl_arena_format(&f->arena, "HKU\\%s\\%s", sid,
                                                       "Software\\Microsoft\\Office")) != NULL;
}

static void the_users_hives_are_read(void **state)
{
    static const char *const elsewhere[] = {"D:",
                                            "D:\\Users\\One",
                                            "users\\one",
                                            "\\\\server\\share\\one",
                                            "C:\\Users\\..\\Windows",
                                            "C:\\no\\such"};
    struct hive_stage *f = *state;
    char folder[300];
    char file[320];
    (void)snprintf(folder, sizeof folder, "%s/Users", f->disk.folder);
    assert_int_equal(mkdir(folder, 0755), 0);
    (void)snprintf(folder, sizeof folder, "%s/Users/One", f->disk.folder);
    assert_int_equal(mkdir(folder, 0755), 0);
    (void)snprintf(file, sizeof file, "%s/ntuser.dat", folder);
    hive_h *hive = hive_edit(file);
    hive_set_dword(hive, MAIL, "Anything", 1);
    hive_set_text(hive, "Network\\Z", "RemotePath", "\\\\nas\\photos");
    hive_set_text(hive, "Network\\Z", "UserName", "somebody");
    hive_save(hive, file);
    set_profile(f, USER, "%SystemDrive%\\Users\\one");
    set_profile(f, "S-1-5-21-1-2-3-1002", "c:\\users\\one");
    const char *software = hive_disk_file(&f->disk, "SOFTWARE");
    hive = hive_edit(software);
    hive_set_text(hive, "Microsoft\\Windows NT\\CurrentVersion", "SystemRoot", "C:\\Windows");
    hive_save(hive, software);
    set_profile(f, "S-1-5-18", "C:\\Users\\One"); /* no person */
    set_profile(f, USER ".bak", "C:\\Users\\One");
    for (size_t i = 0; i < NL_COUNT_OF(elsewhere); i++)
        set_profile(f, nl_arena_format(&f->arena, "S-1-5-21-1-2-3-%zu", 2000 + i), elsewhere[i]);
    survey(f);
    assert_true(has_mail(f, USER));
    /* The drive, and nothing else of it. */
    struct nl_texts drives = {0};
    assert_int_equal(nl_drives_by_short_name(&f->arena, &f->machine, &drives), NL_ANSWER_YES);
    assert_string_equal(drives.items[0], "\\\\nas\\photos");
    const struct nl_registry_key *drive = nl_machine_key(&f->machine, "HKU\\" USER "\\Network\\Z");
    assert_int_equal(drive->values.count, 1);
    assert_true(has_mail(f, "S-1-5-21-1-2-3-1002"));
    assert_false(has_mail(f, "S-1-5-18"));
    assert_false(has_mail(f, USER ".bak"));
    for (size_t i = 0; i < NL_COUNT_OF(elsewhere); i++)
        assert_false(has_mail(f, nl_arena_format(&f->arena, "S-1-5-21-1-2-3-%zu", 2000 + i)));
    assert_null(unseen(f, "HKU"));
    f->host->ops->close(f->host);
    hive_write(file, "regf", 4);
    survey(f);
    assert_non_null(unseen(f, "HKU\\" USER));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_DISK(the_machine_is_told),
        WITH_DISK(the_current_control_set_is_read),
        WITH_DISK(rights_and_accounts_are_told),
        WITH_DISK(an_odd_policy_is_unknown_not_empty),
        WITH_DISK(an_account_that_is_not_there_is_absent),
        WITH_DISK(missing_hives_are_said_once),
        WITH_DISK(a_damaged_hive_beside_is_said),
        WITH_DISK(a_damaged_system_is_no_host),
        WITH_DISK(a_system_without_a_control_set_is_no_host),
        WITH_DISK(the_control_set_is_that_of_the_next_start),
        WITH_DISK(a_dirty_hive_is_read_and_not_written),
        WITH_DISK(a_dirty_hive_that_is_never_written_does_not_hinder),
        WITH_DISK(membership_is_read_from_the_policy),
        WITH_DISK(accounts_of_a_domain_controller_are_not_those_of_sam),
        WITH_DISK(a_memory_image_hinders_writing),
        WITH_DISK(links_are_not_followed),
        WITH_DISK(the_users_hives_are_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
