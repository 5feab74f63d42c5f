/* read_list.c - a finding list of HardeningKitty as a profile. */
#include "read_list.h"

#include "base/attributes.h"

#include <string.h>

enum { MAX_COLUMNS = 64 };

/* The columns that matter, by their names in the first line. */
enum column { ID, NAME, METHOD, ARGUMENT, PATH, ITEM, PROPERTY, WANTED, OPERATOR, COLUMN_COUNT };
static const char *const column_names[COLUMN_COUNT] = {
    "ID",           "Name",     "Method",           "MethodArgument", "RegistryPath",
    "RegistryItem", "Property", "RecommendedValue", "Operator",
};

struct list {
    struct nl_intake *intake;
    size_t at[COLUMN_COUNT]; /* where each column stands; SIZE_MAX: nowhere */
    struct nl_texts fields;  /* of the line */
};

/* The fields of one line by RFC 4180; *io_text moves behind it, *io_line by its line breaks. False: a quote
 * is not closed, or there are too many fields. */
static bool read_fields(struct nl_arena *arena, const char **io_text, size_t *io_line,
                        struct nl_texts *out_fields)
{
    const char *text = *io_text;
    struct nl_texts fields = {0};
    bool more = true;
    while (more) {
        struct nl_text field;
        bool quoted = *text == '"';
        nl_text_init(&field, arena);
        text += quoted;
        while (*text && (quoted || !strchr(",\r\n", *text))) {
            if (quoted && *text == '"' && *++text != '"') {
                quoted = false;
                continue;
            }
            *io_line += *text == '\n';
            nl_text_add_char(&field, *text++);
        }
        if (quoted || fields.count == MAX_COLUMNS)
            return false;
        nl_texts_add(&fields, arena, field.data);
        more = *text == ',';
        text += more;
    }
    text += *text == '\r';
    if (*text && *text != '\n')
        return false;
    *io_line += *text == '\n';
    *io_text = text + (*text == '\n');
    *out_fields = fields;
    return true;
}

static const char *field(const struct list *list, enum column column)
{
    size_t at = list->at[column];
    return at < list->fields.count ? list->fields.items[at] : "";
}

static void leave(struct list *list, struct nl_sentence why)
{
    nl_intake_leave(
        list->intake,
        nl_arena_format(list->intake->arena, "%s %s", field(list, ID), field(list, NAME)), why);
}

/* A list names no types: the number, where it is one, else the text. */
static void take_registry(struct list *list)
{
    static const char root[] = "HKLM:\\";
    struct nl_arena *arena = list->intake->arena;
    const char *wanted = field(list, WANTED);
    uint64_t number = 0;
    if (!nl_starts(field(list, PATH), root)) {
        leave(list, (struct nl_sentence){0});
        return;
    }
    struct nl_value value = nl_parse_u64(wanted, UINT32_MAX, &number)
                                ? nl_value_dword(arena, (uint32_t)number)
                                : nl_value_text(arena, NL_TYPE_SZ, wanted);
    nl_intake_registry(list->intake, field(list, PATH) + sizeof root - 1, field(list, ITEM),
                       &value);
}

static void take_service(struct list *list)
{
    static const struct {
        const char *word;
        uint32_t start;
    } words[] = {{"Automatic", 2}, {"Manual", 3}, {"Disabled", 4}};
    for (size_t i = 0; i < NL_COUNT_OF(words); i++) {
        if (nl_same(words[i].word, field(list, WANTED))) {
            nl_intake_service(list->intake, field(list, ARGUMENT), words[i].start);
            return;
        }
    }
    leave(list, (struct nl_sentence){0});
}

static void take_right(struct list *list)
{
    struct nl_texts holders = {0};
    if (*field(list, WANTED))
        holders = nl_split(list->intake->arena, field(list, WANTED), ';');
    nl_intake_right(list->intake, field(list, ARGUMENT), &holders);
}

static void take_account(struct list *list)
{
    bool enabled = nl_same(field(list, WANTED), "True");
    if (nl_same(field(list, PROPERTY), "Enabled") &&
        (enabled || nl_same(field(list, WANTED), "False")))
        nl_intake_account(list->intake, field(list, ARGUMENT), enabled);
    else
        leave(list, (struct nl_sentence){0});
}

static const struct {
    const char *name;
    void (*take)(struct list *list);
} methods[] = {
    {"Registry", take_registry},
    {"service", take_service},
    {"accesschk", take_right},
    {"localaccount", take_account},
};

/* A finding that is met by several values says nothing about which one to write. */
static void take_finding(struct list *list)
{
    for (size_t i = 0; i < NL_COUNT_OF(methods); i++) {
        if (!nl_same(methods[i].name, field(list, METHOD)))
            continue;
        if (nl_equal(field(list, OPERATOR), "="))
            methods[i].take(list);
        else
            leave(list, nl_say(list->intake->arena,
                               NL_T("Its operator is {1}: more than one value meets it."),
                               field(list, OPERATOR)));
        return;
    }
    leave(list, (struct nl_sentence){0});
}

static bool find_columns(struct list *list)
{
    for (size_t c = 0; c < COLUMN_COUNT; c++) {
        list->at[c] = SIZE_MAX;
        for (size_t i = 0; i < list->fields.count; i++) {
            if (nl_same(list->fields.items[i], column_names[c]))
                list->at[c] = i;
        }
    }
    return list->at[METHOD] != SIZE_MAX && list->at[ARGUMENT] != SIZE_MAX &&
           list->at[PATH] != SIZE_MAX && list->at[ITEM] != SIZE_MAX &&
           list->at[WANTED] != SIZE_MAX && list->at[OPERATOR] != SIZE_MAX;
}

enum nl_status nl_read_list(struct nl_intake *intake, const char *text, struct nl_error *err)
{
    struct list list = {.intake = intake};
    size_t line = 1;
    size_t begins = 1;
    if (!read_fields(intake->arena, &text, &line, &list.fields) || !find_columns(&list))
        return nl_intake_fail_line(
            intake, 1,
            NL_T("a security template, a Registry.pol, an audit of netlatch in JSON, or a list of "
                 "HardeningKitty with its line of names"),
            err);
    while (*text) {
        begins = line;
        if (!read_fields(intake->arena, &text, &line, &list.fields))
            return nl_intake_fail_line(intake, begins, NL_T("fields between commas"), err);
        if (list.fields.count > 1)
            take_finding(&list);
    }
    return NL_OK;
}
