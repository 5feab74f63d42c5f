/* summary.h - what an answer about many machines says, written once for text and HTML. */
#ifndef NL_FLEET_SUMMARY_H
#define NL_FLEET_SUMMARY_H

#include "fleet/fleet.h"
#include "report/document.h"

/* How much is shown of a long list. */
struct nl_fleet_limits {
    size_t rows;  /* of a table */
    size_t names; /* in a sentence */
};

/* The one sentence that answers. */
const char *nl_fleet_headline(const struct nl_document *document, const struct nl_fleet *fleet);
/* How it is coloured: good only where every machine is as wanted, heard of and read. */
enum nl_tone nl_fleet_tone(const struct nl_fleet *fleet);

/* How many machines are as their profile wants them. */
const char *nl_fleet_counts(const struct nl_document *document, const struct nl_fleet *fleet);

/* The worst machines, the rules that fail most, what changed, and what is not complete. */
void nl_fleet_summary(struct nl_document *document, const struct nl_fleet *fleet,
                      const struct nl_fleet_limits *limits);

#endif
