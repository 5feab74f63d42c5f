/* random_machines.c - the machines and profiles of the property tests as files, for tests of the
 * whole program:
 *
 *   random_machines FOLDER SEED COUNT    FOLDER/1.machine.json, FOLDER/1.profile.json, ... */
#include "base/text.h"
#include "machine_random.h"
#include "model/machine_json.h"
#include "model/profile_json.h"

#include <stdio.h>

static bool write_file(const char *folder, unsigned long long number, const char *kind,
                       const char *text, size_t length)
{
    char path[4096];
    (void)snprintf(path, sizeof path, "%s/%llu.%s.json", folder, number, kind);
    FILE *file = fopen(path, "wb");
    bool written = file && fwrite(text, 1, length, file) == length;
    return file && fclose(file) == 0 && written;
}

static bool write_pair(const char *folder, unsigned long long number, uint64_t seed)
{
    struct machine_builder *m = machine_random(&seed);
    struct nl_profile profile;
    size_t length = 0;
    profile_random(&m->arena, &seed, &m->machine, &profile);
    const char *json = nl_machine_json(&m->arena, &m->machine, &length);
    bool written = write_file(folder, number, "machine", json, length);
    json = nl_profile_json(&m->arena, &profile, &length);
    written = written && write_file(folder, number, "profile", json, length);
    machine_free(m);
    return written;
}

int main(int argc, char **argv)
{
    uint64_t seed = 0;
    uint64_t count = 0;
    if (argc != 4 || !nl_parse_u64(argv[2], UINT64_MAX, &seed) ||
        !nl_parse_u64(argv[3], 1000000, &count)) {
        (void)fprintf(stderr, "usage: random_machines FOLDER SEED COUNT\n");
        return 64;
    }
    for (uint64_t i = 1; i <= count; i++) {
        if (!write_pair(argv[1], i, seed + i)) {
            (void)fprintf(stderr, "random_machines: cannot write to %s\n", argv[1]);
            return 1;
        }
    }
    return 0;
}
