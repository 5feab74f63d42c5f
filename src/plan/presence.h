/* presence.h - whether a component is in use, installed, not there, or cannot be told. Pure. */
#ifndef NL_PLAN_PRESENCE_H
#define NL_PLAN_PRESENCE_H

#include "base/sentence.h"
#include "firewall_read.h"
#include "model/component.h"
#include "model/machine.h"

/* Presence of one component with the evidence found (or what was looked for and not found). rules:
 * the machine's firewall rules. */
enum nl_presence nl_component_presence(struct nl_arena *arena, const struct nl_machine *machine,
                                       const struct nl_firewall_rules *rules,
                                       const struct nl_component *component,
                                       struct nl_sentences *out_evidence);

#endif
