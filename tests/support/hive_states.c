/* hive_states.c - opens each hive named on standard input as netlatch does and says what it found: one
 * line "STATE ENTRIES NUMBER", where NUMBER is what a writer would seal it with; the image goes into a
 * file beside it, NAME.image. For tests/e2e/hive_random_pairs.py. */
#include "host/hive/hive_file.h"
#include "host/posix/posix_disk.h"

#include <stdio.h>
#include <string.h>

static void show(struct nl_arena *arena, const char *path)
{
    static const char *const words[] = {"clean", "recovered", "lost"};
    struct nl_hive_file file = {0};
    struct nl_error err = {0};
    struct nl_hive_log_file logs[NL_HIVE_LOGS];
    const char *paths[NL_HIVE_LOGS];
    if (nl_hive_open(arena, nl_posix_disk(), path, &file, &err) != NL_OK ||
        nl_hive_logs_read(arena, nl_posix_disk(), path, logs, paths, &err) != NL_OK) {
        (void)printf("refused 0 0\n");
        return;
    }
    FILE *out = fopen(nl_arena_format(arena, "%s.image", path), "wb");
    if (out) {
        (void)fwrite(file.image.bytes, 1, file.image.size, out);
        (void)fclose(out);
    }
    (void)printf("%s %u %u\n", words[file.state], (unsigned)file.recovered,
                 (unsigned)nl_hive_next_sequence(file.base, file.image.bytes, logs));
    nl_hive_close(&file);
}

int main(void)
{
    char line[4096];
    while (fgets(line, sizeof line, stdin)) {
        struct nl_arena arena;
        nl_arena_init(&arena, NULL, NULL);
        line[strcspn(line, "\n")] = '\0';
        show(&arena, line);
        nl_arena_done(&arena);
        (void)fflush(stdout);
    }
    return 0;
}
