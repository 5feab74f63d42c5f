/* json_parts.h - members that several JSON documents share. Texts are not copied: they live as
 * long as the audit, the plan and the arena they are said into. */
#ifndef NL_REPORT_JSON_PARTS_H
#define NL_REPORT_JSON_PARTS_H

#include "report/label.h"
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
/* Sentences as a list; one sentence as a list of one, or of none. */
void nl_json_add_sentences(const struct nl_writer *writer, yyjson_mut_val *object, const char *key,
                           const struct nl_sentences *sentences);
void nl_json_add_reason(const struct nl_writer *writer, yyjson_mut_val *object, const char *key,
                        const struct nl_sentence *sentence);
void nl_json_add_texts(const struct nl_writer *writer, yyjson_mut_val *object, const char *key,
                       const struct nl_texts *texts);

/* English names of the well-known SIDs among these, each once: "names": [{"sid", "name"}]. */
void nl_json_add_sid_names(const struct nl_writer *writer, yyjson_mut_val *object,
                           const struct nl_texts *sids);

/* What was looked at, and as whom, under key (which lives as long as the document); "unseen";
 * "recording": the file that was read, or null. */
void nl_json_add_machine(const struct nl_writer *writer, yyjson_mut_val *object, const char *key,
                         const struct nl_machine *machine);
void nl_json_fill_unseen(const struct nl_writer *writer, yyjson_mut_val *object,
                         const struct nl_unseen *unseen);
void nl_json_add_unseen(const struct nl_writer *writer, yyjson_mut_val *object,
                        const struct nl_machine *machine);
void nl_json_add_recording(const struct nl_writer *writer, yyjson_mut_val *object,
                           const struct nl_machine *machine);

/* "unconfirmed": the change that waits to be confirmed, or null. */
void nl_json_add_unconfirmed(const struct nl_writer *writer, yyjson_mut_val *object,
                             const struct nl_machine *machine);

/* When the machine was looked at, UTC: of a recording, when that was made. NULL: not known. */
const char *nl_json_time(const struct nl_machine *machine, const struct nl_report_style *style);

/* The three columns with their owners, places and reasons. */
void nl_json_fill_exposure(const struct nl_writer *writer, yyjson_mut_val *object,
                           const struct nl_port_exposure *exposure);
/* "without_probes": who reaches it by what the machine itself shows, answers to probes left out. */
void nl_json_add_without_probes(const struct nl_writer *writer, yyjson_mut_val *object,
                                const struct nl_port_exposure *exposure);
void nl_json_fill_port(const struct nl_writer *writer, yyjson_mut_val *object,
                       const struct nl_port *port);

/* A want as --set takes it: a word, "+S-1-..,S-1-.." , "-S-1-.." or "=S-1-..". */
const char *nl_json_want(struct nl_arena *arena, const struct nl_want *want);

/* "rule" (the setting), "subject" (adapter, port; or null), "title", "label" and "address": where it is
 * read or written. */
void nl_json_fill_instance(const struct nl_writer *writer, yyjson_mut_val *object,
                           const struct nl_instance *instance, const struct nl_address *address);

/* "references": what other catalogues call it. */
void nl_json_add_references(const struct nl_writer *writer, yyjson_mut_val *object,
                            const struct nl_setting *setting);

/* Objects of an audit, used by its one document and by its lines. */
void nl_json_fill_setting(const struct nl_writer *writer, yyjson_mut_val *object,
                          const struct nl_machine *machine, const struct nl_judged *judged);
void nl_json_fill_request(const struct nl_writer *writer, yyjson_mut_val *object,
                          const struct nl_request *request);
/* The list "requests": every request, its outcome and why. */
void nl_json_add_requests(const struct nl_writer *writer, yyjson_mut_val *object,
                          const struct nl_requests *requests);
/* "outcomes": how many requests ended in each. */
void nl_json_add_outcomes(const struct nl_writer *writer, yyjson_mut_val *object,
                          const struct nl_requests *requests);
void nl_json_fill_finding(const struct nl_writer *writer, yyjson_mut_val *object,
                          const struct nl_finding *finding);
void nl_json_add_summary(const struct nl_writer *writer, yyjson_mut_val *object,
                         const struct nl_audit *audit);
void nl_json_add_profile(const struct nl_writer *writer, yyjson_mut_val *object,
                         const struct nl_audit *audit);
void nl_json_add_recommendation(const struct nl_writer *writer, yyjson_mut_val *object,
                                const struct nl_audit *audit);

#endif
