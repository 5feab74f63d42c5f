/* posix_mounts.c - where the disks of other systems are mounted. */
#include "posix_mounts.h"

#include "host/files.h"

#include <string.h>

/* A word of /proc/self/mounts: blanks and backslashes stand as octal numbers (proc(5)). */
static const char *word(struct nl_arena *arena, const char *text, size_t length)
{
    char *made = nl_arena_copy(arena, text, length);
    size_t used = 0;
    for (size_t i = 0; i < length; i++) {
        const char *at = text + i;
        if (*at == '\\' && i + 3 < length && at[1] >= '0' && at[1] <= '3' && at[2] >= '0' &&
            at[2] <= '7' && at[3] >= '0' && at[3] <= '7') {
            made[used++] = (char)((at[1] - '0') * 64 + (at[2] - '0') * 8 + (at[3] - '0'));
            i += 3;
        } else {
            made[used++] = *at;
        }
    }
    made[used] = '\0';
    return made;
}

enum nl_status nl_posix_mounts(struct nl_arena *arena, struct nl_texts *out_folders,
                               struct nl_error *err)
{
    enum { MOST = 4 * 1024 * 1024 };
    const uint8_t *bytes = NULL;
    size_t size = 0;
    enum nl_status status = nl_file_read(arena, "/proc/self/mounts", MOST, &bytes, &size, err);
    if (status != NL_OK)
        return status;
    for (const char *line = (const char *)bytes; *line;) {
        size_t length = strcspn(line, "\n");
        size_t device = strcspn(line, " \n");
        if (device < length) {
            const char *folder = line + device + 1;
            nl_texts_add(out_folders, arena, word(arena, folder, strcspn(folder, " \n")));
        }
        line += length + (line[length] == '\n');
    }
    return NL_OK;
}
