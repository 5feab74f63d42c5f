/* model_value_test.c - values keep their exact bytes, on the wire too. */
#include "base/json_shape.h"
#include "machine_random.h"
#include "model/value.h"
#include "model/value_json.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>
#include <yyjson.h>

static struct nl_arena arena;

static int set_up(void **state)
{
    (void)state;
    nl_arena_init(&arena, NULL, NULL);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    nl_arena_done(&arena);
    return 0;
}

struct holder {
    struct nl_value value;
};
static const struct nl_field holder_fields[] = {
    {"value", NL_FIELD_CUSTOM, .required = true, .offset = offsetof(struct holder, value),
     .custom = &nl_value_json},
};
static const struct nl_shape holder_shape = {sizeof(struct holder), holder_fields, 1};

static const char *written(const struct nl_value *value)
{
    struct holder holder = {*value};
    struct yyjson_mut_doc *doc = nl_json_new(&arena);
    yyjson_mut_doc_set_root(doc, nl_shape_write(doc, &holder_shape, &holder));
    return nl_json_text(&arena, doc, false, NULL);
}

static enum nl_status parsed(const char *json, struct nl_value *out_value)
{
    struct nl_json document;
    struct holder holder;
    struct nl_error err = {0};
    enum nl_status status = nl_json_parse(&arena, "test", json, strlen(json), 0, &document, &err);
    if (status == NL_OK)
        status = nl_shape_read(&document, NULL, document.root, &holder_shape, &holder, &err);
    if (status == NL_OK)
        *out_value = holder.value;
    return status;
}

static void the_wire_form(void **state)
{
    struct nl_texts sids = {0};
    (void)state;
    nl_texts_add(&sids, &arena, "s-1-5-32-546");
    nl_texts_add(&sids, &arena, "S-1-1-0");
    nl_texts_add(&sids, &arena, "S-1-5-32-546");
    const struct {
        struct nl_value value;
        const char *json;
    } rows[] = {
        {nl_value_dword(&arena, 2),
         "{\"value\":{\"state\":\"value\",\"type\":\"REG_DWORD\",\"data\":2}}"},
        {nl_value_text(&arena, NL_TYPE_SZ, "Y"),
         "{\"value\":{\"state\":\"value\",\"type\":\"REG_SZ\",\"data\":\"Y\"}}"},
        {nl_value_raw(&arena, NL_TYPE_SZ, "Y\0", 2),
         "{\"value\":{\"state\":\"value\",\"type\":\"REG_SZ\",\"data_hex\":\"5900\"}}"},
        {nl_value_raw(&arena, NL_TYPE_DWORD, "\1\2\3", 3),
         "{\"value\":{\"state\":\"value\",\"type\":\"REG_DWORD\",\"data_hex\":\"010203\"}}"},
        {nl_value_raw(&arena, 4711, "", 0),
         "{\"value\":{\"state\":\"value\",\"type\":\"REG_4711\",\"data_hex\":\"\"}}"},
        {nl_value_sids(&arena, &sids),
         "{\"value\":{\"state\":\"value\",\"type\":\"SID_SET\",\"data\":[\"S-1-1-0\","
         "\"S-1-5-32-546\"]}}"},
        {nl_value_absent(2), "{\"value\":{\"state\":\"absent\",\"missing_keys\":2}}"},
        {nl_value_denied(5), "{\"value\":{\"state\":\"denied\",\"code\":5}}"},
        {nl_value_unsupported(50), "{\"value\":{\"state\":\"unsupported\",\"code\":50}}"},
    };
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++)
        assert_string_equal(written(&rows[i].value), rows[i].json);
}

static void any_bytes_round_trip(void **state)
{
    static const uint32_t types[] = {NL_TYPE_NONE,
                                     NL_TYPE_SZ,
                                     NL_TYPE_EXPAND_SZ,
                                     NL_TYPE_BINARY,
                                     NL_TYPE_DWORD,
                                     NL_TYPE_MULTI_SZ,
                                     NL_TYPE_QWORD,
                                     NL_TYPE_LINK,
                                     NL_TYPE_START_TYPE,
                                     NL_TYPE_SID_SET,
                                     NL_TYPE_NAMES,
                                     NL_TYPE_ACCOUNT_STATE,
                                     NL_TYPE_DWORD_BIG_ENDIAN,
                                     77,
                                     0xFFFFFFFF};
    uint64_t seed = 7;
    (void)state;
    for (int round = 0; round < 20000; round++) {
        uint8_t bytes[24];
        size_t size = random_below(&seed, sizeof bytes);
        /* Mostly small letters and zeros, so that texts and lists come up often. */
        for (size_t i = 0; i < size; i++)
            bytes[i] = (uint8_t)(i % 2 && random_below(&seed, 8) ? 0
                                 : random_below(&seed, 4)        ? 'a' + random_below(&seed, 3)
                                                                 : random_below(&seed, 256));
        struct nl_value value =
            nl_value_raw(&arena, types[random_below(&seed, NL_COUNT_OF(types))], bytes, size);
        struct nl_value again;
        assert_int_equal(parsed(written(&value), &again), NL_OK);
        assert_true(nl_value_identical(&value, &again));
        if (round % 1000 == 0)
            nl_arena_done(&arena);
    }
}

static void bad_values_are_refused(void **state)
{
    static const char *const rows[] = {
        "{\"value\": 1}",
        "{\"value\": {}}",
        "{\"value\": {\"state\": \"maybe\"}}",
        "{\"value\": {\"state\": \"value\"}}",
        "{\"value\": {\"state\": \"value\", \"type\": \"REG_DWORD\"}}",
        "{\"value\": {\"state\": \"value\", \"type\": \"REG_DWORD\", \"data\": -1}}",
        "{\"value\": {\"state\": \"value\", \"type\": \"REG_DWORD\", \"data\": 4294967296}}",
        "{\"value\": {\"state\": \"value\", \"type\": \"REG_DWORD\", \"data\": \"2\"}}",
        "{\"value\": {\"state\": \"value\", \"type\": \"REG_SZ\", \"data\": 2}}",
        "{\"value\": {\"state\": \"value\", \"type\": \"REG_SZ\", \"data\": \"a\\u0000b\"}}",
        "{\"value\": {\"state\": \"value\", \"type\": \"REG_SZ\", \"data\": \"\", \"data_hex\": \"\"}}",
        "{\"value\": {\"state\": \"value\", \"type\": \"REG_WORD\", \"data\": 2}}",
        "{\"value\": {\"state\": \"value\", \"type\": \"REG_BINARY\", \"data_hex\": \"0\"}}",
        "{\"value\": {\"state\": \"value\", \"type\": \"REG_BINARY\", \"data_hex\": \"0G\"}}",
        "{\"value\": {\"state\": \"value\", \"type\": \"SID_SET\", \"data\": [\"S-1\\n\"]}}",
        "{\"value\": {\"state\": \"absent\", \"data\": 2}}",
        "{\"value\": {\"state\": \"absent\", \"missing_keys\": 65}}",
        "{\"value\": {\"state\": \"absent\", \"state\": \"absent\"}}",
        "{\"value\": {\"state\": \"absent\", \"extra\": 1}}",
    };
    (void)state;
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        struct nl_value value;
        if (parsed(rows[i], &value) != NL_INVALID)
            fail_msg("taken: %s", rows[i]);
    }
}

static void decoders_refuse_what_is_not_theirs(void **state)
{
    uint32_t number = 0;
    struct nl_texts texts = {0};
    struct nl_value three = nl_value_raw(&arena, NL_TYPE_DWORD, "\1\2\3", 3);
    struct nl_value qword = nl_value_raw(&arena, NL_TYPE_QWORD, "\1\0\0\0\0\0\0\0", 8);
    struct nl_value bare = nl_value_raw(&arena, NL_TYPE_SZ, "N\0", 2);
    struct nl_value list = nl_value_raw(&arena, NL_TYPE_MULTI_SZ, "a\0\0\0b\0", 6);
    struct nl_value absent = nl_value_absent(0);
    (void)state;
    assert_false(nl_value_as_dword(&three, &number));
    assert_false(nl_value_as_dword(&qword, &number));
    assert_false(nl_value_as_dword(&absent, &number));
    assert_string_equal(nl_value_as_text(&arena, &bare), "N");
    assert_null(nl_value_as_text(&arena, &qword));
    assert_true(nl_value_as_texts(&arena, &list, &texts));
    assert_int_equal(texts.count, 2);
    assert_string_equal(texts.items[1], "b");
    assert_false(nl_value_as_texts(&arena, &bare, &texts));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_wire_form),
        cmocka_unit_test(any_bytes_round_trip),
        cmocka_unit_test(bad_values_are_refused),
        cmocka_unit_test(decoders_refuse_what_is_not_theirs),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
