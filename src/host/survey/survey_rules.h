/* survey_rules.h - which firewall rules a survey keeps.
 *
 * A session host can hold hundreds of thousands of rules, almost all of them for the app packages of
 * users who signed in once. Those cannot concern the five ports: they are counted while the key is
 * read, and not recorded. */
#ifndef NL_HOST_SURVEY_RULES_H
#define NL_HOST_SURVEY_RULES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Whether a value of a key of firewall rules is recorded. False only for what certainly concerns
 * none of the five ports: an outbound rule, a rule of an app package (the five ports are not served
 * by one), a protocol other than TCP, UDP and any, or local ports that hold none of the five.
 * netlatch's own rules and everything that is not understood are kept. type and bytes are those of
 * the registry, the text in UTF-16LE. Grammar: [MS-GPFAS] 2.2.2.19. */
bool nl_survey_rule_kept(uint32_t type, const void *bytes, size_t size);

#endif
