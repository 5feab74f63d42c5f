/* replay_main.c - feeds files to a fuzz target once each, without libFuzzer.
 *
 * Arguments are files and folders (of files). Every build replays the corpus this way, so
 * that what the fuzzer once found stays found; only the fuzz preset looks for more. */

#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int replay_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file) {
        perror(path);
        return -1;
    }
    uint8_t *data = NULL;
    size_t size = 0;
    size_t room = 0;
    for (;;) {
        if (size == room) {
            room = room ? room * 2 : 4096;
            uint8_t *larger = realloc(data, room);
            if (!larger)
                abort();
            data = larger;
        }
        size_t count = fread(data + size, 1, room - size, file);
        if (count == 0)
            break;
        size += count;
    }
    (void)fclose(file);

    /* A block of exactly this size, so that the sanitizer sees the first byte past the end. */
    uint8_t *exact = malloc(size ? size : 1);
    if (!exact)
        abort();
    if (size)
        memcpy(exact, data, size);
    free(data);
    (void)LLVMFuzzerTestOneInput(exact, size);
    free(exact);
    return 1;
}

/* The number of inputs replayed, or -1. */
static int replay(const char *path)
{
    DIR *folder = opendir(path);
    if (!folder)
        return replay_file(path);
    int total = 0;
    const struct dirent *entry;
    while (total >= 0 && (entry = readdir(folder)) != NULL) {
        if (entry->d_name[0] == '.')
            continue;
        char name[4096];
        if (snprintf(name, sizeof(name), "%s/%s", path, entry->d_name) >= (int)sizeof(name)) {
            total = -1;
            break;
        }
        int count = replay_file(name);
        total = count < 0 ? -1 : total + count;
    }
    (void)closedir(folder);
    return total;
}

int main(int argc, char **argv)
{
    int total = 0;
    for (int i = 1; i < argc; i++) {
        int count = replay(argv[i]);
        if (count < 0)
            return 1;
        total += count;
    }
    (void)printf("%d inputs replayed\n", total);
    /* An empty corpus would pass for ever without testing anything. */
    return total > 0 ? 0 : 1;
}
