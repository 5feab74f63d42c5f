/* hive_membership.c - the domain, the workgroup or the Entra tenant that an offline Windows belongs
 * to. */
#include "hive_membership.h"

#include "hive_bytes.h"
#include "hive_read.h"
#include "hive_unseen.h"

#define POLICY "HKLM\\SECURITY\\Policy\\"
#define CONTROL "HKLM\\SYSTEM\\CurrentControlSet\\Control\\"

enum nl_answer nl_hive_controller(struct nl_arena *arena, struct nl_hive_registry *registry)
{
    struct nl_value type =
        nl_hive_registry_value(arena, registry, CONTROL "ProductOptions", "ProductType");
    const char *text = nl_value_as_text(arena, &type);
    if (!text)
        return NL_ANSWER_UNKNOWN;
    return nl_same(text, "LanmanNT") ? NL_ANSWER_YES : NL_ANSWER_NO;
}

/* The name of the domain or workgroup; NULL where it has not the form that is known. */
static const char *name_of(struct nl_arena *arena, struct nl_hive_registry *registry)
{
    enum { HEADER = 8 };
    struct nl_value value = nl_hive_registry_value(arena, registry, POLICY "PolPrDmN", "");
    if (value.state != NL_VALUE_PRESENT || value.size < HEADER)
        return NULL;
    size_t length = nl_hive_u16(value.bytes);
    size_t offset = nl_hive_u32(value.bytes + 4);
    if (length == 0 || length % 2 != 0 || offset > value.size || length > value.size - offset)
        return NULL;
    struct nl_value text = nl_value_raw(arena, NL_TYPE_SZ, value.bytes + offset, length);
    return nl_value_as_text(arena, &text);
}

/* A SID as bytes: its length must be what its count says. */
static bool is_sid(const struct nl_value *value)
{
    enum { HEADER = 8, MOST = 15 };
    return value->size >= HEADER && value->bytes[0] == 1 && value->bytes[1] > 0 &&
           value->bytes[1] <= MOST && value->size >= HEADER + 4 * (size_t)value->bytes[1];
}

void nl_hive_survey_membership(struct nl_arena *arena, struct nl_hive_registry *registry,
                               struct nl_machine *machine)
{
    struct nl_membership *membership = &machine->membership;
    struct nl_value sid = nl_hive_registry_value(arena, registry, POLICY "PolPrDmS", "");
    bool known = sid.state == NL_VALUE_PRESENT && (sid.size == 0 || is_sid(&sid));
    membership->controller = nl_hive_controller(arena, registry);
    if (!known) {
        membership->state = NL_VALUE_UNSUPPORTED;
        membership->code = sid.state == NL_VALUE_UNSUPPORTED || sid.state == NL_VALUE_DENIED
                               ? sid.code
                               : NL_HIVE_CODE_INVALID_DATA;
        nl_hive_say_unseen(
            arena, machine, "membership", membership->code,
            NL_T("the SECURITY hive does not say whether it is joined to a domain in "
                 "the form that is known"));
        return;
    }
    membership->state = NL_VALUE_PRESENT;
    membership->code = 0;
    membership->name = name_of(arena, registry);
    membership->join = sid.size > 0                             ? NL_JOIN_DOMAIN
                       : membership->entra == NL_ANSWER_YES     ? NL_JOIN_ENTRA
                       : membership->entra == NL_ANSWER_UNKNOWN ? NL_JOIN_UNKNOWN
                                                                : NL_JOIN_WORKGROUP;
}
