/* fuzz_hive.c - any bytes as the SYSTEM hive of a disk: refused with the file's name, or surveyed,
 * changed, and changed back. The checksum of the header is made right first, or nothing else would
 * ever be looked at. */
#include "hive_builder.h"
#include "host/hive/hive_host.h"
#include "host/posix/posix_disk.h"
#include "model/machine_json.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct hive_disk disk;

static void remove_disk(void)
{
    hive_disk_remove(&disk);
}

static void change(struct nl_arena *arena, struct nl_host *host, const struct nl_address *where,
                   const struct nl_value *wanted)
{
    struct nl_value before;
    struct nl_value after;
    struct nl_error err = {0};
    if (host->ops->read(host, where, arena, &before, &err) != NL_OK)
        abort();
    if (host->ops->write(host, where, &before, wanted, NULL, &err) != NL_OK)
        return;
    if (host->ops->read(host, where, arena, &after, &err) != NL_OK ||
        !nl_value_equal(&after, wanted))
        abort();
    (void)host->ops->write(host, where, wanted, &before, NULL, &err);
}

static void use(struct nl_arena *arena, struct nl_host *host)
{
    static const struct nl_address rpc = {NL_PLACE_SERVICE_START, "RpcSs", NULL};
    static const struct nl_address smb1 = {
        NL_PLACE_REGISTRY, "HKLM\\SYSTEM\\CurrentControlSet\\Services\\LanmanServer\\Parameters",
        "SMB1"};
    struct nl_machine machine;
    struct nl_error err = {0};
    struct nl_value start = nl_value_start_type(arena, 3);
    struct nl_value number = nl_value_dword(arena, 77);
    if (host->ops->survey(host, arena, &machine, &err) != NL_OK)
        abort();
    size_t length = 0;
    (void)nl_machine_json(arena, &machine, &length);
    change(arena, host, &rpc, &start);
    change(arena, host, &smb1, &number);
    host->ops->close(host);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct nl_arena arena;
    struct nl_host *host = NULL;
    struct nl_error err = {0};
    if (disk.folder[0] == '\0') {
        hive_disk_new(&disk, "Windows", "System32", "config");
        (void)atexit(remove_disk);
    }
    nl_arena_init(&arena, NULL, NULL);
    const char *path = hive_disk_file(&disk, "SYSTEM");
    hive_write(path, data, size);
    if (size >= 512)
        hive_patch(path, 0, data, 4, true);
    if (nl_hive_host_open(&arena, nl_posix_disk(), disk.folder, &host, &err) == NL_OK)
        use(&arena, host);
    else if (!nl_holds(nl_error_text(&arena, &err, NULL), "SYSTEM"))
        abort();
    nl_arena_done(&arena);
    return 0;
}
