/* hive_builder.c - a disk of a small Windows made for a test: folders and registry hives. */
#include "hive_builder.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void hive_disk_new(struct hive_disk *disk, const char *windows, const char *system32,
                   const char *config)
{
    char path[400];
    const char *temporary = getenv("TMPDIR");
    (void)snprintf(disk->folder, sizeof disk->folder, "%s/netlatch-disk-XXXXXX",
                   temporary ? temporary : "/tmp");
    assert_non_null(mkdtemp(disk->folder));
    (void)snprintf(path, sizeof path, "%s/%s", disk->folder, windows);
    assert_int_equal(mkdir(path, 0755), 0);
    (void)snprintf(path, sizeof path, "%s/%s/%s", disk->folder, windows, system32);
    assert_int_equal(mkdir(path, 0755), 0);
    (void)snprintf(disk->config, sizeof disk->config, "%s/%s", path, config);
    assert_int_equal(mkdir(disk->config, 0755), 0);
}

static int remove_one(const char *path, const struct stat *about, int kind, struct FTW *where)
{
    (void)about;
    (void)kind;
    (void)where;
    return remove(path);
}

void hive_disk_remove(struct hive_disk *disk)
{
    assert_int_equal(nftw(disk->folder, remove_one, 8, FTW_DEPTH | FTW_PHYS), 0);
}

const char *hive_disk_file(const struct hive_disk *disk, const char *name)
{
    static char paths[8][700];
    static unsigned next;
    char *path = paths[next++ % 8];
    (void)snprintf(path, sizeof paths[0], "%s/%s", disk->config, name);
    return path;
}

uint8_t *hive_bytes(const char *path, size_t *out_size)
{
    struct stat about;
    assert_int_equal(stat(path, &about), 0);
    uint8_t *bytes = malloc((size_t)about.st_size + 1);
    FILE *file = fopen(path, "rb");
    assert_non_null(bytes);
    assert_non_null(file);
    *out_size = fread(bytes, 1, (size_t)about.st_size, file);
    assert_int_equal(*out_size, about.st_size);
    (void)fclose(file);
    return bytes;
}

void hive_write(const char *path, const void *bytes, size_t size)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

static void put32(uint8_t *at, uint32_t number)
{
    for (unsigned i = 0; i < 4; i++)
        at[i] = (uint8_t)(number >> 8 * i);
}

/* XOR of the 127 words before it, as the regf specification has it. */
static void seal_header(uint8_t *bytes)
{
    uint8_t sum[4] = {0};
    for (size_t i = 0; i < 508; i++)
        sum[i % 4] ^= bytes[i];
    memcpy(bytes + 508, sum, sizeof sum);
}

void hive_patch(const char *path, size_t offset, const void *bytes, size_t size, bool seal)
{
    size_t whole = 0;
    uint8_t *file = hive_bytes(path, &whole);
    assert_true(offset + size <= whole);
    memcpy(file + offset, bytes, size);
    if (seal)
        seal_header(file);
    hive_write(path, file, whole);
    free(file);
}

void hive_make_dirty(const char *path)
{
    static const uint8_t number[] = {0xFE, 0xFF, 0, 0};
    hive_patch(path, 4, number, sizeof number, true);
}

void hive_append(const char *path, const void *bytes, size_t size)
{
    FILE *file = fopen(path, "ab");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

void hive_make(const char *path)
{
    enum { BIN = 4096, ROOT = 32, ROOT_SIZE = 88, SECURITY = ROOT + ROOT_SIZE, SECURITY_SIZE = 48 };
    static uint8_t bytes[8192];
    memset(bytes, 0, sizeof bytes);
    memcpy(bytes, "regf", 4);
    put32(bytes + 4, 1);
    put32(bytes + 8, 1);
    put32(bytes + 20, 1);
    put32(bytes + 24, 3);
    put32(bytes + 32, 1);
    put32(bytes + 36, ROOT);
    put32(bytes + 40, BIN);
    put32(bytes + 44, 1);
    seal_header(bytes);

    uint8_t *bin = bytes + BIN;
    memcpy(bin, "hbin", 4);
    put32(bin + 8, BIN);
    uint8_t *root = bin + ROOT;
    put32(root, (uint32_t)-ROOT_SIZE);
    memcpy(root + 4, "nk\x2C", 3); /* root, not to be deleted, name in one byte per character */
    put32(root + 4 + 28, UINT32_MAX);
    put32(root + 4 + 32, UINT32_MAX);
    put32(root + 4 + 40, UINT32_MAX);
    put32(root + 4 + 44, SECURITY);
    put32(root + 4 + 48, UINT32_MAX);
    root[4 + 72] = 4;
    memcpy(root + 4 + 76, "ROOT", 4);
    uint8_t *security = bin + SECURITY;
    put32(security, (uint32_t)-SECURITY_SIZE);
    memcpy(security + 4, "sk", 2);
    put32(security + 4 + 4, SECURITY);
    put32(security + 4 + 8, SECURITY);
    put32(security + 4 + 12, 1);
    put32(security + 4 + 16, 20);
    security[4 + 20] = 1;
    put32(bin + SECURITY + SECURITY_SIZE, BIN - SECURITY - SECURITY_SIZE); /* the rest is free */
    hive_write(path, bytes, sizeof bytes);
}

hive_h *hive_edit(const char *path)
{
    if (access(path, F_OK) != 0)
        hive_make(path);
    hive_h *hive = hivex_open(path, HIVEX_OPEN_WRITE);
    assert_non_null(hive);
    return hive;
}

void hive_save(hive_h *hive, const char *path)
{
    assert_int_equal(hivex_commit(hive, path, 0), 0);
    assert_int_equal(hivex_close(hive), 0);
}

hive_node_h hive_key(hive_h *hive, const char *path)
{
    hive_node_h node = hivex_root(hive);
    while (*path) {
        char name[256];
        size_t length = strcspn(path, "\\");
        assert_true(length < sizeof name);
        memcpy(name, path, length);
        name[length] = '\0';
        hive_node_h below = hivex_node_get_child(hive, node, name);
        node = below ? below : hivex_node_add_child(hive, node, name);
        assert_true(node != 0);
        path += length + (path[length] == '\\');
    }
    return node;
}

void hive_set(hive_h *hive, const char *path, const char *name, uint32_t type, const void *bytes,
              size_t size)
{
    char key[256];
    char *data = malloc(size + 1);
    assert_non_null(data);
    (void)snprintf(key, sizeof key, "%s", name);
    memcpy(data, bytes, size);
    hive_set_value value = {.key = key, .t = (hive_type)type, .len = size, .value = data};
    assert_int_equal(hivex_node_set_value(hive, hive_key(hive, path), &value, 0), 0);
    free(data);
}

void hive_set_dword(hive_h *hive, const char *path, const char *name, uint32_t number)
{
    uint8_t bytes[4];
    put32(bytes, number);
    hive_set(hive, path, name, hive_t_REG_DWORD, bytes, sizeof bytes);
}

static size_t widen(uint8_t *out, const char *text)
{
    size_t size = 0;
    for (const char *c = text;; c++) {
        out[size++] = (uint8_t)*c;
        out[size++] = 0;
        if (!*c)
            return size;
    }
}

void hive_set_text(hive_h *hive, const char *path, const char *name, const char *text)
{
    uint8_t bytes[1024];
    assert_true(strlen(text) < sizeof bytes / 2);
    hive_set(hive, path, name, hive_t_REG_SZ, bytes, widen(bytes, text));
}

void hive_set_texts(hive_h *hive, const char *path, const char *name, const char *const *texts)
{
    uint8_t bytes[1024];
    size_t size = 0;
    for (; *texts; texts++) {
        assert_true(size + 2 * strlen(*texts) + 4 < sizeof bytes);
        size += widen(bytes + size, *texts);
    }
    size += widen(bytes + size, "");
    hive_set(hive, path, name, hive_t_REG_MULTI_SZ, bytes, size);
}

void hive_set_service(hive_h *hive, const char *name, uint32_t type, uint32_t start,
                      const char *depends)
{
    char path[256];
    const char *const list[] = {depends, NULL};
    (void)snprintf(path, sizeof path, "ControlSet002\\Services\\%s", name);
    hive_set_dword(hive, path, "Type", type);
    hive_set_dword(hive, path, "Start", start);
    hive_set_text(hive, path, "ImagePath", "svchost.exe");
    if (depends)
        hive_set_texts(hive, path, "DependOnService", list);
}
