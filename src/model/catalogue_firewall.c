/* catalogue_firewall.c - netlatch's own inbound block rules. */
#include "catalogue_rows.h"

#include "base/attributes.h"

static const struct nl_setting rows[] = {
    {
        .id = "firewall.block",
        .instances = NL_INSTANCE_PORT,
        .title = NL_T("Inbound firewall block of a port"),
        .what = NL_T(
            "A rule of Windows Firewall, made and owned by netlatch, that drops everything that comes in to one of the five ports, in every profile. A block rule takes precedence over every rule that allows."),
        .why =
            NL_T("What cannot be reached cannot be attacked. A rule acts at once and is removed at "
                 "once. For TCP 135 it is the only way to close the port that leaves Windows "
                 "working."),
        .breaks = NL_T(
            "Whatever other computers do through that port. The program behind it keeps listening, "
            "connections that this computer opens itself are not touched, and this computer still "
            "reaches itself. Answers to its own broadcasts on UDP 137 and 138 may be dropped too."),
        .reads = NL_T("The rule by netlatch's group and the port's number, through the firewall's "
                      "own interface. It acts as long as Windows Firewall runs, is on, and no "
                      "policy makes it ignore local rules."),
        .source = NL_PACK("Microsoft: INetFwPolicy2; [MS-FASP] 2.2.34; KB832017"),
        .good_state = NL_T("A firewall rule of netlatch blocks {1}."),
        .bad_state = NL_T("{1}: no block rule of netlatch."),
        .severity = NL_SEVERITY_HIGH,
        .place = NL_PLACE_FIREWALL_BLOCK,
        .type = NL_TYPE_FIREWALL_BLOCK,
        .choices = NL_CHOICES({.word = NL_T("blocked"), .number = 1},
                              {.word = NL_T("none"), .is_absent = true}),
        .absent_means = "none",
        .hardened = "blocked",
        .effect = NL_EFFECT_NOW,
        .from_build = 6000,
        .ports = "135 137 138 139 445",
        .prices = NL_PRICES({.kind = NL_PRICE_BY_PORT}),
        .references = NL_REFERENCES(
            {NL_REFERENCE_ATTACK, NULL, "T1021.002"}, {NL_REFERENCE_ATTACK, NULL, "T1021.003"},
            {NL_REFERENCE_ATTACK, NULL, "T1046"}, {NL_REFERENCE_ATTACK, NULL, "T1047"}),
    },
};

const struct nl_catalogue_group nl_catalogue_firewall = {rows, NL_COUNT_OF(rows)};
