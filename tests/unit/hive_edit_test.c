/* hive_edit_test.c - keys and values changed in the bytes of a hive, against libhivex: the same changes
 * at random by both, then the whole tree as libhivex reads it must be the same, and the structure
 * sound after every change. */
#include "base/arena.h"
#include "base/attributes.h"
#include "hive_builder.h"
#include "host/hive/hive_check.h"
#include "host/hive/hive_image.h"
#include "host/hive/hive_keys.h"
#include "host/hive/hive_values.h"
#include "with_arena.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct stage {
    struct nl_arena *arena;
    struct hive_disk disk;
    char mine[700];
    char theirs[700];
    struct nl_hive_image image;
    hive_h *hive;
};

static void load(struct stage *stage)
{
    size_t size = 0;
    uint8_t *bytes = hive_bytes(stage->mine, &size);
    stage->image = (struct nl_hive_image){.bytes = nl_arena_bytes(stage->arena, bytes, size),
                                          .size = size,
                                          .room = size,
                                          .file_size = size,
                                          .arena = stage->arena};
    free(bytes);
}

static void begin(struct stage *stage, struct nl_arena *arena)
{
    memset(stage, 0, sizeof *stage);
    stage->arena = arena;
    hive_disk_new(&stage->disk, "Windows", "System32", "config");
    (void)snprintf(stage->mine, sizeof stage->mine, "%s", hive_disk_file(&stage->disk, "mine"));
    (void)snprintf(stage->theirs, sizeof stage->theirs, "%s",
                   hive_disk_file(&stage->disk, "theirs"));
    hive_make(stage->mine);
    hive_make(stage->theirs);
    load(stage);
    stage->hive = hive_edit(stage->theirs);
}

static void expect_sound(struct stage *stage)
{
    struct nl_hive_header header;
    struct nl_error err = {0};
    struct nl_arena scratch;
    nl_arena_init(&scratch, NULL, NULL);
    nl_hive_header_seal(stage->image.bytes, 1);
    if (nl_hive_header_read(stage->image.bytes, stage->image.size, "mine", &header, &err) !=
            NL_OK ||
        nl_hive_check(&scratch, stage->image.bytes, &header, "mine", &err) != NL_OK)
        fail_msg("%s", nl_error_text(&scratch, &err, NULL));
    nl_arena_done(&scratch);
}

/* The whole tree as libhivex reads it, as text. */
static void draw(hive_h *hive, hive_node_h node, FILE *out)
{
    char *name = hivex_node_name(hive, node);
    (void)fprintf(out, "[%s\n", name);
    free(name);
    hive_value_h *values = hivex_node_values(hive, node);
    assert_non_null(values);
    for (size_t i = 0; values[i]; i++) {
        hive_type type = hive_t_REG_NONE;
        size_t size = 0;
        char *key = hivex_value_key(hive, values[i]);
        char *data = hivex_value_value(hive, values[i], &type, &size);
        assert_true(key && data);
        (void)fprintf(out, "%s %u %zu", key, (unsigned)type, size);
        for (size_t at = 0; at < size; at++)
            (void)fprintf(out, "%02x", (unsigned)(uint8_t)data[at]);
        (void)fputc('\n', out);
        free(key);
        free(data);
    }
    free(values);
    hive_node_h *nodes = hivex_node_children(hive, node);
    assert_non_null(nodes);
    for (size_t i = 0; nodes[i]; i++)
        draw(hive, nodes[i], out);
    free(nodes);
    (void)fputs("]\n", out);
}

static char *drawing(const char *path)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    hive_h *hive = hivex_open(path, 0);
    assert_true(out && hive);
    draw(hive, hivex_root(hive), out);
    assert_int_equal(hivex_close(hive), 0);
    (void)fclose(out);
    return text;
}

static void expect_same_tree(struct stage *stage)
{
    expect_sound(stage);
    hive_write(stage->mine, stage->image.bytes, stage->image.size);
    assert_int_equal(hivex_commit(stage->hive, stage->theirs, 0), 0);
    char *mine = drawing(stage->mine);
    char *theirs = drawing(stage->theirs);
    if (strcmp(mine, theirs) != 0)
        fail_msg("the trees differ:\n%.2000s\n---\n%.2000s", mine, theirs);
    free(mine);
    free(theirs);
}

static void end(struct stage *stage)
{
    assert_int_equal(hivex_close(stage->hive), 0);
    hive_disk_remove(&stage->disk);
}

static uint32_t mine_at(const struct stage *stage, const char *path)
{
    uint32_t key = nl_hive_root(&stage->image);
    while (*path && key != NL_HIVE_NOWHERE) {
        size_t length = strcspn(path, "\\");
        key = nl_hive_subkey(&stage->image, key, path, length);
        path += length + (path[length] == '\\');
    }
    return key;
}

static hive_node_h theirs_at(const struct stage *stage, const char *path)
{
    hive_node_h node = hivex_root(stage->hive);
    while (*path && node) {
        char name[256];
        size_t length = strcspn(path, "\\");
        memcpy(name, path, length);
        name[length] = '\0';
        node = hivex_node_get_child(stage->hive, node, name);
        path += length + (path[length] == '\\');
    }
    return node;
}

static unsigned seed;

static unsigned below(unsigned limit)
{
    seed = seed * 1664525U + 1013904223U;
    return (seed >> 8) % limit;
}

static void add_key(struct stage *stage, const char *path, const char *name)
{
    uint32_t parent = mine_at(stage, path);
    uint32_t key = 0;
    hive_node_h node = theirs_at(stage, path);
    assert_int_equal(parent == NL_HIVE_NOWHERE, node == 0);
    if (node == 0 || hivex_node_get_child(stage->hive, node, name))
        return;
    assert_true(nl_hive_key_add(&stage->image, parent, name, &key));
    assert_true(hivex_node_add_child(stage->hive, node, name) != 0);
}

static bool is_leaf(const struct stage *stage, hive_node_h node)
{
    hive_node_h *nodes = hivex_node_children(stage->hive, node);
    hive_value_h *values = hivex_node_values(stage->hive, node);
    bool leaf = !nodes[0] && !values[0];
    free(nodes);
    free(values);
    return leaf;
}

static void remove_key(struct stage *stage, const char *path)
{
    uint32_t key = mine_at(stage, path);
    hive_node_h node = theirs_at(stage, path);
    assert_int_equal(key == NL_HIVE_NOWHERE, node == 0);
    if (node == 0 || !*path)
        return;
    bool leaf = is_leaf(stage, node);
    if (leaf)
        assert_int_equal(hivex_node_delete_child(stage->hive, node), 0);
    assert_int_equal(nl_hive_key_remove(&stage->image, key), leaf);
}

static void set_value(struct stage *stage, const char *path, const char *name)
{
    static const size_t sizes[] = {0, 1, 4, 5, 8, 100, 4000, NL_HIVE_SEGMENT};
    static char data[NL_HIVE_SEGMENT];
    size_t size = sizes[below(NL_COUNT_OF(sizes))];
    uint32_t key = mine_at(stage, path);
    hive_node_h node = theirs_at(stage, path);
    if (node == 0)
        return;
    memset(data, (int)below(256), sizeof data);
    uint32_t type = below(12);
    assert_true(nl_hive_value_set(&stage->image, key, name, type, data, size));
    hive_set_value value = {
        .key = (char *)(uintptr_t)name, .t = (hive_type)type, .len = size, .value = data};
    assert_int_equal(hivex_node_set_value(stage->hive, node, &value, 0), 0);
}

/* libhivex can only hand back all other values of a key. */
static void remove_value(struct stage *stage, const char *path, const char *name)
{
    uint32_t key = mine_at(stage, path);
    hive_node_h node = theirs_at(stage, path);
    if (node == 0)
        return;
    assert_true(nl_hive_value_remove(&stage->image, key, name));
    hive_value_h *values = hivex_node_values(stage->hive, node);
    hive_set_value kept[32] = {0};
    size_t count = 0;
    for (size_t i = 0; values[i]; i++) {
        char *other = hivex_value_key(stage->hive, values[i]);
        if (strcmp(other, name) == 0) {
            free(other);
            continue;
        }
        kept[count].key = other;
        kept[count].value =
            hivex_value_value(stage->hive, values[i], &kept[count].t, &kept[count].len);
        count++;
    }
    free(values);
    assert_int_equal(hivex_node_set_values(stage->hive, node, count, kept, 0), 0);
    for (size_t i = 0; i < count; i++) {
        free(kept[i].key);
        free(kept[i].value);
    }
}

static void the_same_changes_make_the_same_tree(void **state)
{
    static const char *const paths[] = {"",           "alpha",      "Beta",
                                        "alpha\\one", "alpha\\Two", "Beta\\x\\y"};
    static const char *const names[] = {"alpha", "Beta", "one", "Two", "x", "y", "zeta", "A-b"};
    static const char *const values[] = {"", "Start", "Type", "Z", "start-with-a-longer-name"};
    struct stage stage;
    for (unsigned round = 0; round < 12; round++) {
        begin(&stage, *state);
        seed = round + 1;
        for (unsigned i = 0; i < 150; i++) {
            const char *path = paths[below(NL_COUNT_OF(paths))];
            switch (below(5)) {
            case 0:
            case 1:
                add_key(&stage, path, names[below(NL_COUNT_OF(names))]);
                break;
            case 2:
                remove_key(&stage, path);
                break;
            case 3:
                set_value(&stage, path, values[below(NL_COUNT_OF(values))]);
                break;
            default:
                remove_value(&stage, path, values[below(NL_COUNT_OF(values))]);
                break;
            }
            expect_sound(&stage);
        }
        expect_same_tree(&stage);
        end(&stage);
        nl_arena_done(*state);
    }
}

/* Lists that are split where they become long, and joined by a list of lists. */
static void many_keys_stay_sorted_and_found(void **state)
{
    enum { KEYS = 2300 };
    struct stage stage;
    begin(&stage, *state);
    for (unsigned i = 0; i < KEYS; i++) {
        char name[20];
        uint32_t key = 0;
        (void)snprintf(name, sizeof name, i % 2 ? "Key-%05u" : "key-%05u", i * 7919 % KEYS);
        assert_true(nl_hive_key_add(&stage.image, nl_hive_root(&stage.image), name, &key));
        assert_int_equal(mine_at(&stage, name), key);
    }
    expect_sound(&stage);
    hive_write(stage.mine, stage.image.bytes, stage.image.size);
    hive_h *hive = hivex_open(stage.mine, 0);
    hive_node_h *nodes = hivex_node_children(hive, hivex_root(hive));
    for (unsigned i = 0; i < KEYS; i++) {
        char *name = hivex_node_name(hive, nodes[i]);
        assert_int_equal(strtoul(name + 4, NULL, 10), i);
        free(name);
    }
    assert_int_equal(nodes[KEYS], 0);
    free(nodes);
    assert_int_equal(hivex_close(hive), 0);
    /* Every one goes again, and then nothing is left but the room. */
    for (unsigned i = 0; i < KEYS; i++) {
        char name[20];
        (void)snprintf(name, sizeof name, "KEY-%05u", i * 31 % KEYS);
        uint32_t key = mine_at(&stage, name);
        assert_true(key != NL_HIVE_NOWHERE && nl_hive_key_remove(&stage.image, key));
        if (i % 100 == 0)
            expect_sound(&stage);
    }
    expect_same_tree(&stage);
    end(&stage);
}

static void what_cannot_be_done_is_said(void **state)
{
    static char longer[300];
    static char large[NL_HIVE_SEGMENT + 1];
    struct stage stage;
    uint32_t key = 0;
    begin(&stage, *state);
    uint32_t root = nl_hive_root(&stage.image);
    memset(longer, 'x', sizeof longer - 1);
    assert_false(nl_hive_key_add(&stage.image, root, "", &key));
    assert_false(nl_hive_key_add(&stage.image, root, longer, &key));
    assert_false(nl_hive_key_remove(&stage.image, root));
    assert_false(nl_hive_key_remove(&stage.image, 4));
    assert_false(nl_hive_value_set(&stage.image, root, "x", 3, large, sizeof large));
    assert_false(nl_hive_value_set(&stage.image, root, longer, 3, large, 1));
    assert_false(nl_hive_value_set(&stage.image, 8, "x", 3, large, 1));
    assert_true(nl_hive_value_remove(&stage.image, root, "not there"));
    end(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ARENA(the_same_changes_make_the_same_tree),
        WITH_ARENA(many_keys_stay_sorted_and_found),
        WITH_ARENA(what_cannot_be_done_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
