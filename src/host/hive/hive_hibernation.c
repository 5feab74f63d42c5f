/* hive_hibernation.c - whether a Windows left a memory image that it would go on with. */
#include "hive_hibernation.h"

#include "base/attributes.h"
#include "hive_folder.h"

#include <string.h>

enum nl_hibernation nl_hive_hibernation(struct nl_arena *scratch, struct nl_disk *disk,
                                        const char *folder)
{
    static const char *const parts[] = {"hiberfil.sys", NULL};
    static const struct {
        const char letters[5];
        enum nl_hibernation state;
    } rows[] = {{"HIBR", NL_HIBERNATION_IMAGE},
                {"RSTR", NL_HIBERNATION_RESUMING},
                {"WAKE", NL_HIBERNATION_FAILED}};
    const char *path = NULL;
    char first[4];
    size_t got = 0;
    enum nl_status status = nl_hive_find(scratch, disk, folder, parts, &path, NULL);
    if (status == NL_NOT_FOUND)
        return NL_HIBERNATION_NONE;
    if (status != NL_OK ||
        disk->ops->head(disk, path, (uint8_t *)first, sizeof first, &got, NULL) != NL_OK ||
        got < sizeof first)
        return NL_HIBERNATION_UNKNOWN;
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        if (nl_same_parts(first, sizeof first, rows[i].letters, sizeof first))
            return rows[i].state;
    }
    return memcmp(first, "\0\0\0\0", sizeof first) == 0 ? NL_HIBERNATION_NONE
                                                        : NL_HIBERNATION_UNKNOWN;
}

struct nl_sentence nl_hive_hibernation_refusal(struct nl_arena *arena,
                                               enum nl_hibernation hibernation, const char *folder)
{
    switch (hibernation) {
    case NL_HIBERNATION_NONE:
        break;
    case NL_HIBERNATION_IMAGE:
        return nl_say(arena,
                      NL_T("the Windows in {1} is hibernated or was shut down with fast startup: "
                           "it would continue with what it holds in memory. Start it, shut it down "
                           "completely (shutdown /s /t 0), then try again. If it cannot start, "
                           "remove the memory image: mount the disk with ntfs-3g -o "
                           "remove_hiberfile, or delete hiberfil.sys in Windows RE (del /a). "
                           "Programs that were open are then lost."),
                      folder);
    case NL_HIBERNATION_RESUMING:
        return nl_say(arena,
                      NL_T("the Windows in {1} was interrupted while it resumed from hibernation. "
                           "Start it and let it finish or choose to delete the restoration data, "
                           "shut it down completely (shutdown /s /t 0), then try again."),
                      folder);
    case NL_HIBERNATION_FAILED:
        return nl_say(arena,
                      NL_T("the Windows in {1} tried to resume from hibernation and failed. Choose "
                           "\"Delete restoration data\" in its boot menu, or remove the memory "
                           "image: mount the disk with ntfs-3g -o remove_hiberfile, or delete "
                           "hiberfil.sys in Windows RE (del /a). Then try again."),
                      folder);
    case NL_HIBERNATION_UNKNOWN:
        return nl_say(
            arena,
            NL_T("hiberfil.sys in {1} cannot be read or has an unknown form, so it is not "
                 "known whether that Windows is hibernated. Start it, shut it down "
                 "completely (shutdown /s /t 0), then try again."),
            folder);
    }
    return (struct nl_sentence){0};
}
