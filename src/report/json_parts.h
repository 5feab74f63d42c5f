/* json_parts.h - members that several JSON documents share. Texts are not copied: they live as
 * long as the audit, the plan and the arena they are said into. */
#ifndef NL_REPORT_JSON_PARTS_H
#define NL_REPORT_JSON_PARTS_H

#include "report/style.h"

#include <yyjson.h>

struct nl_writer {
    struct nl_arena *arena;
    yyjson_mut_doc *doc;
};

/* A text, or null. */
void nl_json_add_text(const struct nl_writer *writer, yyjson_mut_val *object, const char *key,
                      const char *text);
/* A sentence in English, or null when there is nothing to say. */
void nl_json_add_sentence(const struct nl_writer *writer, yyjson_mut_val *object, const char *key,
                          const struct nl_sentence *sentence);
/* Sentences as a list, and as one text. */
void nl_json_add_sentences(const struct nl_writer *writer, yyjson_mut_val *object, const char *key,
                           const struct nl_sentences *sentences);
void nl_json_add_joined(const struct nl_writer *writer, yyjson_mut_val *object, const char *key,
                        const struct nl_sentences *sentences);
void nl_json_add_texts(const struct nl_writer *writer, yyjson_mut_val *object, const char *key,
                       const struct nl_texts *texts);

/* {"state", "type", "data"}. */
void nl_json_add_value(const struct nl_writer *writer, yyjson_mut_val *object, const char *key,
                       const struct nl_value *value);

/* English names of the well-known SIDs among these: {"S-1-5-32-546": "Guests"}; left out when
 * there is none. */
void nl_json_add_sid_names(const struct nl_writer *writer, yyjson_mut_val *object,
                           const struct nl_texts *sids);

/* "machine", "unseen" and, if the style has one, "time". */
void nl_json_add_machine(const struct nl_writer *writer, yyjson_mut_val *object,
                         const struct nl_machine *machine);
void nl_json_add_unseen(const struct nl_writer *writer, yyjson_mut_val *object,
                        const struct nl_machine *machine);
void nl_json_add_time(const struct nl_writer *writer, yyjson_mut_val *object,
                      const struct nl_report_style *style);

/* The three columns with their owners, places and reasons. */
void nl_json_fill_exposure(const struct nl_writer *writer, yyjson_mut_val *object,
                           const struct nl_port_exposure *exposure);
void nl_json_fill_port(const struct nl_writer *writer, yyjson_mut_val *object,
                       const struct nl_port *port);

/* A want as --set takes it: a word, "+S-1-..,S-1-.." , "-S-1-.." or "=S-1-..". */
const char *nl_json_want(struct nl_arena *arena, const struct nl_want *want);

/* Objects of an audit, used by its one document and by its lines. */
void nl_json_fill_setting(const struct nl_writer *writer, yyjson_mut_val *object,
                          const struct nl_judged *judged);
/* The list "requests": every request, its outcome and why. */
void nl_json_add_requests(const struct nl_writer *writer, yyjson_mut_val *object,
                          const struct nl_requests *requests);
void nl_json_fill_finding(const struct nl_writer *writer, yyjson_mut_val *object,
                          const struct nl_finding *finding);
void nl_json_add_summary(const struct nl_writer *writer, yyjson_mut_val *object,
                         const struct nl_audit *audit);
void nl_json_add_profile(const struct nl_writer *writer, yyjson_mut_val *object,
                         const struct nl_audit *audit);

#endif
