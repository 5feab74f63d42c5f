/* model_catalogue_rows_test.c - the catalogue's rows are sound, one by one and together. */
#include "base/text.h"
#include "model/catalogue.h"
#include "model/catalogue_rows.h"
#include "model/component.h"
#include "model/ports.h"
#include "model/risk.h"
#include "model/words.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

/* Dotted lower-case words: letters, digits and '-', no empty part, at least two parts. */
static bool id_well_formed(const char *id)
{
    bool dotted = false;
    for (size_t i = 0; id[i]; i++) {
        bool edge = i == 0 || id[i - 1] == '.' || !id[i + 1] || id[i + 1] == '.';
        if (id[i] == '.') {
            if (edge && (i == 0 || !id[i + 1] || id[i - 1] == '.'))
                return false;
            dotted = true;
        } else if (id[i] == '-') {
            if (edge)
                return false;
        } else if (!strchr("abcdefghijklmnopqrstuvwxyz0123456789", id[i])) {
            return false;
        }
    }
    return dotted;
}

static bool is_sentence(const char *text)
{
    size_t length = text ? strlen(text) : 0;
    return length > 20 && text[length - 1] == '.';
}

static void groups_are_sorted_and_ids_unique(void **state)
{
    (void)state;
    for (size_t g = 0; nl_catalogue_groups[g]; g++) {
        const struct nl_catalogue_group *group = nl_catalogue_groups[g];
        assert_true(group->count > 0);
        for (size_t i = 1; i < group->count; i++)
            assert_true(strcmp(group->rows[i - 1].id, group->rows[i].id) < 0);
    }
    const struct nl_setting *row = NULL;
    for (size_t i = 0; (row = nl_setting_at(i)) != NULL; i++) {
        if (!id_well_formed(row->id))
            fail_msg("malformed id %s", row->id);
        assert_ptr_equal(nl_setting_find(row->id), row);
    }
}

static void every_id_of_the_design_is_there(void **state)
{
    static const char *const ids[] = {
        "account.guest",   "dcom.enabled",         "dns.llmnr",           "dns.netbios",
        "firewall.block",  "logon.blank-password", "logon.network.deny",  "netbios.adapter",
        "netbios.netbeui", "netbios.nodetype",     "rpc.restrict-remote", "rpc.service",
        "server.service",  "smb.direct",           "smb1.client",         "smb1.server",
    };
    (void)state;
    for (size_t i = 0; i < NL_COUNT_OF(ids); i++) {
        if (!nl_setting_find(ids[i]))
            fail_msg("%s is missing", ids[i]);
    }
    assert_null(nl_setting_at(NL_COUNT_OF(ids)));
}

static void texts_are_present(void **state)
{
    (void)state;
    const struct nl_setting *row = NULL;
    for (size_t i = 0; (row = nl_setting_at(i)) != NULL; i++) {
        if (!row->title || !*row->title || row->title[strlen(row->title) - 1] == '.')
            fail_msg("%s: title", row->id);
        if (!is_sentence(row->what) || !is_sentence(row->why) || !is_sentence(row->breaks) ||
            !is_sentence(row->reads))
            fail_msg("%s: a text is missing or no sentence", row->id);
        if (!row->source || !*row->source)
            fail_msg("%s: source", row->id);
    }
}

/* Which native type each place holds. */
static bool type_fits_place(const struct nl_setting *row)
{
    switch (row->place) {
    case NL_PLACE_REGISTRY:
        return row->type == NL_TYPE_DWORD || row->type == NL_TYPE_SZ;
    case NL_PLACE_SERVICE_START:
        return row->type == NL_TYPE_START_TYPE;
    case NL_PLACE_SERVICE_DEPENDS:
        return row->type == NL_TYPE_NAMES;
    case NL_PLACE_USER_RIGHT:
        return row->type == NL_TYPE_SID_SET;
    case NL_PLACE_ACCOUNT:
        return row->type == NL_TYPE_ACCOUNT_STATE;
    case NL_PLACE_FIREWALL_BLOCK:
        return row->type == NL_TYPE_FIREWALL_BLOCK;
    case NL_PLACE_COUNT:
        break;
    }
    return false;
}

/* {1} stands in it where, and only where, there are several instances; or, in the bad state of a set
 * of accounts, those that are missing. */
static bool is_state(const struct nl_setting *row, const char *text)
{
    bool named = text && strstr(text, "{1}");
    bool accounts = row->type == NL_TYPE_SID_SET && text == row->bad_state;
    return text && *text && nl_ends(text, ".") &&
           named == (row->instances != NL_INSTANCE_NONE || accounts) && !strstr(text, "{2}");
}

static void both_states_are_told(void **state)
{
    (void)state;
    const struct nl_setting *row = NULL;
    for (size_t i = 0; (row = nl_setting_at(i)) != NULL; i++) {
        if (!is_state(row, row->good_state) || !is_state(row, row->bad_state) ||
            nl_equal(row->good_state, row->bad_state))
            fail_msg("%s: its states", row->id);
        if (row->severity == NL_SEVERITY_NONE || row->severity == NL_SEVERITY_BLOCK)
            fail_msg("%s: severity %s", row->id, nl_severity_words[row->severity]);
    }
}

/* A word of the price closes something: it can be wanted, and the hardened word is among them, but
 * where hardened is the only healthy word (CRITICAL) and the price is of leaving it. */
static void check_price_words(const struct nl_setting *row, const struct nl_price *price)
{
    bool hardened = false;
    size_t count = 0;
    for (; count < NL_MAX_PRICE_WORDS && price->words[count]; count++) {
        const struct nl_choice *choice = nl_choice_find(row, price->words[count]);
        if (!choice || choice->read_only)
            fail_msg("%s: price of %s", row->id, price->words[count]);
        hardened = hardened || nl_equal(price->words[count], row->hardened);
    }
    bool critical = row->flags & NL_SETTING_CRITICAL;
    if (count == 0 || hardened == critical)
        fail_msg("%s: price of the hardened word", row->id);
}

static void check_price(const struct nl_setting *row, const struct nl_price *price)
{
    bool by_word = price->kind == NL_PRICE_BY_WORD;
    if (by_word != (price->change != NL_CHANGE_NONE) || by_word != (price->words[0] != NULL))
        fail_msg("%s: price", row->id);
    if (by_word)
        check_price_words(row, price);
    if ((price->kind == NL_PRICE_BY_PORT && !row->ports) ||
        (price->kind == NL_PRICE_BY_ADAPTER && row->instances != NL_INSTANCE_ADAPTER) ||
        (price->kind == NL_PRICE_BY_SID && row->type != NL_TYPE_SID_SET))
        fail_msg("%s: a price of another kind of setting", row->id);
}

static void every_hardened_word_has_its_price(void **state)
{
    (void)state;
    const struct nl_setting *row = NULL;
    for (size_t i = 0; (row = nl_setting_at(i)) != NULL; i++) {
        if (!row->prices || row->prices->kind == NL_PRICE_END)
            fail_msg("%s: nothing is said about its price", row->id);
        for (const struct nl_price *price = row->prices; price->kind != NL_PRICE_END; price++)
            check_price(row, price);
    }
}

static void companions_are_whole(void **state)
{
    (void)state;
    const struct nl_setting *row = NULL;
    for (size_t i = 0; (row = nl_setting_at(i)) != NULL; i++) {
        const struct nl_companion *companion = &row->companion;
        if (!companion->word) {
            assert_true(!companion->dependent && !companion->gone);
            continue;
        }
        if (!nl_choice_find(row, companion->word) || !companion->dependent || !companion->gone)
            fail_msg("%s: companion", row->id);
    }
}

static void references_are_well_formed(void **state)
{
    (void)state;
    const struct nl_setting *row = NULL;
    size_t count = 0;
    for (size_t i = 0; (row = nl_setting_at(i)) != NULL; i++) {
        const struct nl_reference *reference = row->references;
        for (; reference && reference->kind != NL_REFERENCE_NONE; reference++) {
            if (!reference->id)
                fail_msg("%s: reference %u", row->id, (unsigned)(reference - row->references));
            count++;
            bool technique = reference->kind == NL_REFERENCE_ATTACK;
            if (technique != (reference->document == NULL) ||
                (technique && !nl_starts(reference->id, "T1")) ||
                (reference->kind == NL_REFERENCE_STIG && !strstr(reference->id, " V-")))
                fail_msg("%s: %s", row->id, reference->id);
        }
    }
    assert_true(count > 40);
}

static void check_translated(const struct nl_words *words, const struct nl_setting *row)
{
    const char *const texts[] = {row->title, row->what,       row->why,      row->breaks,
                                 row->reads, row->good_state, row->bad_state};
    for (size_t t = 0; t < NL_COUNT_OF(texts); t++) {
        if (!nl_translation(words, texts[t]))
            fail_msg("%s, %s: %s", words->language, row->id, texts[t]);
    }
    for (const struct nl_choice *choice = row->choices; choice && choice->word; choice++) {
        if (!nl_translation(words, choice->word))
            fail_msg("%s, %s: %s", words->language, row->id, choice->word);
    }
}

static void every_text_is_translated(void **state)
{
    (void)state;
    assert_true(nl_language_count > 0);
    for (size_t l = 0; l < nl_language_count; l++) {
        const struct nl_setting *row = NULL;
        for (size_t i = 0; (row = nl_setting_at(i)) != NULL; i++)
            check_translated(&nl_languages[l], row);
    }
}

static void places_and_types_fit(void **state)
{
    (void)state;
    const struct nl_setting *row = NULL;
    for (size_t i = 0; (row = nl_setting_at(i)) != NULL; i++) {
        if (!type_fits_place(row))
            fail_msg("%s: type does not fit its place", row->id);
        bool registry = row->place == NL_PLACE_REGISTRY;
        bool firewall = row->place == NL_PLACE_FIREWALL_BLOCK;
        if ((row->path == NULL) != firewall || (row->name == NULL) == registry)
            fail_msg("%s: path or name", row->id);
        if (registry && !nl_starts(row->path, "HKLM\\"))
            fail_msg("%s: %s", row->id, row->path);
        bool has_placeholder = row->path && strstr(row->path, "{1}");
        bool needs_placeholder = row->instances != NL_INSTANCE_NONE && !firewall;
        if (has_placeholder != needs_placeholder)
            fail_msg("%s: placeholder", row->id);
        if (row->until_build && row->until_build < row->from_build)
            fail_msg("%s: builds", row->id);
        assert_true((row->policy_path == NULL) == (row->policy_name == NULL));
        assert_true((int)row->effect >= 0 && row->effect < NL_EFFECT_COUNT);
    }
}

/* A choice fits when the word's value is read back as the same word. */
static void choices_fit_their_type(void **state)
{
    struct nl_arena arena;
    (void)state;
    nl_arena_init(&arena, NULL, NULL);
    const struct nl_setting *row = NULL;
    for (size_t i = 0; (row = nl_setting_at(i)) != NULL; i++) {
        for (const struct nl_choice *choice = row->choices; choice && choice->word; choice++) {
            struct nl_value value = nl_value_absent(0);
            assert_ptr_equal(nl_choice_find(row, choice->word), choice);
            if ((row->type == NL_TYPE_SZ) != (choice->text != NULL) && !choice->is_absent)
                fail_msg("%s: %s has no fitting value", row->id, choice->word);
            if (choice->read_only) {
                assert_int_not_equal(nl_word_value(&arena, row, choice->word, &value, NULL), NL_OK);
                continue;
            }
            assert_int_equal(nl_word_value(&arena, row, choice->word, &value, NULL), NL_OK);
            struct nl_meaning meaning = nl_value_meaning(&arena, row, &value);
            if (!choice->is_absent && meaning.choice != choice)
                fail_msg("%s: %s is not read back", row->id, choice->word);
        }
    }
    nl_arena_done(&arena);
}

static void words_that_rows_name_exist(void **state)
{
    (void)state;
    const struct nl_setting *row = NULL;
    for (size_t i = 0; (row = nl_setting_at(i)) != NULL; i++) {
        bool set = row->type == NL_TYPE_SID_SET;
        if (set) {
            assert_null(row->choices);
            assert_null(row->hardened);
            assert_null(row->absent_means);
            continue;
        }
        const struct nl_choice *hardened = nl_choice_find(row, row->hardened);
        if (!hardened || hardened->read_only)
            fail_msg("%s: hardened is no word that can be wanted", row->id);
        if (row->absent_means && !nl_choice_find(row, row->absent_means))
            fail_msg("%s: absent_means %s", row->id, row->absent_means);
        /* A registry value or rule that may be missing says what that means. */
        bool may_be_absent =
            row->place == NL_PLACE_REGISTRY || row->place == NL_PLACE_FIREWALL_BLOCK;
        if ((row->absent_means != NULL) != may_be_absent)
            fail_msg("%s: absence", row->id);
    }
}

static void risks_and_ports_exist(void **state)
{
    (void)state;
    const struct nl_setting *row = NULL;
    for (size_t i = 0; (row = nl_setting_at(i)) != NULL; i++) {
        if (row->risk && !nl_risk_find(row->risk))
            fail_msg("%s: risk %s", row->id, row->risk);
        bool dangerous = row->flags & (NL_SETTING_CRITICAL | NL_SETTING_UNVERIFIED);
        if (dangerous && !row->risk)
            fail_msg("%s: dangerous without a risk", row->id);
        if (!row->ports)
            continue;
        struct nl_arena arena;
        nl_arena_init(&arena, NULL, NULL);
        struct nl_texts ports = nl_split(&arena, row->ports, ' ');
        assert_true(ports.count > 0);
        for (size_t p = 0; p < ports.count; p++) {
            uint64_t number = 0;
            assert_true(nl_parse_u64(ports.items[p], 65535, &number));
            assert_non_null(nl_port_find((unsigned)number));
        }
        nl_arena_done(&arena);
    }
}

/* What the article got wrong, and what must therefore never be wrong here. */
static void facts_that_must_not_drift(void **state)
{
    (void)state;
    const struct nl_setting *rpc = nl_setting_find("rpc.service");
    assert_int_equal(nl_choice_find(rpc, "automatic")->number, 2);
    assert_int_equal(nl_choice_find(rpc, "manual")->number, 3);
    assert_int_equal(nl_choice_find(rpc, "disabled")->number, 4);
    assert_string_equal(rpc->hardened, "automatic");
    assert_string_equal(rpc->risk, "rpc-disable");
    assert_true(rpc->flags & NL_SETTING_CRITICAL);
    const struct nl_setting *direct = nl_setting_find("smb.direct");
    assert_string_equal(direct->path,
                        "HKLM\\SYSTEM\\CurrentControlSet\\Services\\NetBT\\Parameters");
    assert_string_equal(direct->name, "SMBDeviceEnabled");
    assert_int_equal(nl_choice_find(direct, "disabled")->number, 0);
    assert_int_equal(direct->type, NL_TYPE_DWORD);
    assert_true(direct->flags & NL_SETTING_UNVERIFIED);
    const struct nl_setting *dcom = nl_setting_find("dcom.enabled");
    assert_int_equal(dcom->type, NL_TYPE_SZ);
    assert_string_equal(nl_choice_find(dcom, "no")->text, "N");
    const struct nl_setting *adapter = nl_setting_find("netbios.adapter");
    assert_int_equal(nl_choice_find(adapter, "disabled")->number, 2);
    assert_string_equal(adapter->absent_means, "default");
}

static void the_five_ports(void **state)
{
    static const struct {
        unsigned number;
        enum nl_protocol protocol;
        bool per_adapter;
    } rows[] = {
        {135, NL_TCP, false}, {137, NL_UDP, true},  {138, NL_UDP, true},
        {139, NL_TCP, true},  {445, NL_TCP, false},
    };
    (void)state;
    assert_int_equal(NL_COUNT_OF(rows), NL_PORT_COUNT);
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        const struct nl_port *port = nl_port_find(rows[i].number);
        assert_ptr_equal(port, &nl_ports[i]);
        assert_int_equal(port->protocol, rows[i].protocol);
        assert_int_equal(port->per_adapter, rows[i].per_adapter);
        assert_true(is_sentence(port->what) && is_sentence(port->attack) &&
                    is_sentence(port->breaks));
    }
    assert_null(nl_port_find(455));
    assert_null(nl_port_find(0));
}

static void wire_words_are_complete(void **state)
{
    (void)state;
    assert_string_equal(nl_effect_words[NL_EFFECT_NEXT_LOGON], "next-logon");
    assert_null(nl_effect_words[NL_EFFECT_COUNT]);
    for (int i = 0; i < NL_EFFECT_COUNT; i++)
        assert_non_null(nl_effect_words[i]);
    for (int i = 0; i < NL_VERDICT_COUNT; i++)
        assert_non_null(nl_verdict_words[i]);
    assert_null(nl_verdict_words[NL_VERDICT_COUNT]);
    for (int i = 0; i <= NL_SEVERITY_BLOCK; i++)
        assert_non_null(nl_severity_words[i]);
    for (int i = 0; i < NL_REFERENCE_COUNT; i++)
        assert_non_null(nl_reference_words[i]);
    assert_null(nl_reference_words[NL_REFERENCE_COUNT]);
    assert_string_equal(nl_presence_words[NL_PRESENCE_IN_USE], "in-use");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(groups_are_sorted_and_ids_unique),
        cmocka_unit_test(every_id_of_the_design_is_there),
        cmocka_unit_test(texts_are_present),
        cmocka_unit_test(both_states_are_told),
        cmocka_unit_test(every_hardened_word_has_its_price),
        cmocka_unit_test(companions_are_whole),
        cmocka_unit_test(references_are_well_formed),
        cmocka_unit_test(every_text_is_translated),
        cmocka_unit_test(places_and_types_fit),
        cmocka_unit_test(choices_fit_their_type),
        cmocka_unit_test(words_that_rows_name_exist),
        cmocka_unit_test(risks_and_ports_exist),
        cmocka_unit_test(facts_that_must_not_drift),
        cmocka_unit_test(the_five_ports),
        cmocka_unit_test(wire_words_are_complete),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
