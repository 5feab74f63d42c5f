/* bare_reader.c - opens, reads and parses each file that the standard input names, one a line, with yyjson
 * and nothing else: what scripts/bench.sh fleet compares netlatch fleet with. One buffer for the bytes and
 * one pool for the documents, used again for each file. Prints the number of values. */
#define _POSIX_C_SOURCE 200809L
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <yyjson.h>

struct room {
    char *bytes;
    size_t size;
};

static char *room_of(struct room *room, size_t size)
{
    if (size > room->size) {
        free(room->bytes);
        room->bytes = malloc(size);
        room->size = room->bytes ? size : 0;
    }
    return room->bytes;
}

static size_t parse(const char *path, struct room *bytes, struct room *pool)
{
    struct stat about;
    size_t values = 0;
    int file = open(path, O_RDONLY);
    if (file < 0)
        return 0;
    if (fstat(file, &about) == 0 && room_of(bytes, (size_t)about.st_size)) {
        ssize_t size = read(file, bytes->bytes, (size_t)about.st_size);
        size_t needed = size < 0 ? 0 : yyjson_read_max_memory_usage((size_t)size, 0);
        yyjson_alc alc;
        if (size > 0 && room_of(pool, needed) &&
            yyjson_alc_pool_init(&alc, pool->bytes, pool->size)) {
            yyjson_doc *doc = yyjson_read_opts(bytes->bytes, (size_t)size, 0, &alc, NULL);
            values = doc ? yyjson_doc_get_val_count(doc) : 0;
        }
    }
    (void)close(file);
    return values;
}

int main(void)
{
    char path[4096];
    struct room bytes = {NULL, 0};
    struct room pool = {NULL, 0};
    size_t values = 0;
    while (fgets(path, sizeof path, stdin)) {
        path[strcspn(path, "\n")] = '\0';
        values += parse(path, &bytes, &pool);
    }
    (void)printf("%zu\n", values);
    free(bytes.bytes);
    free(pool.bytes);
    return 0;
}
