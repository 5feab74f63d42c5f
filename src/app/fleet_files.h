/* fleet_files.h - the files of a collection: found, and read one after the other. */
#ifndef NL_APP_FLEET_FILES_H
#define NL_APP_FLEET_FILES_H

#include "app.h"
#include "fleet/reader.h"

/* The files that paths name, and those in folders and the folders in them, in order. In a folder, files
 * called *.json, *.ndjson and *.jsonl are taken, links are not followed, and the journals beside a
 * recording are passed over; the collection counts what is left out and holds folders that cannot be
 * listed as faults. Error: a name that was given does not exist. */
NL_MUST_CHECK enum nl_status nl_fleet_files_find(struct nl_app *app, const struct nl_texts *paths,
                                                 struct nl_fleet_collection *collection,
                                                 struct nl_texts *out_files, struct nl_error *err);

/* Reads them into a collection; what cannot be read is a fault of it. */
NL_MUST_CHECK enum nl_status nl_fleet_files_read(struct nl_app *app, struct nl_fleet_reader *reader,
                                                 const struct nl_texts *paths,
                                                 struct nl_fleet_collection *collection,
                                                 struct nl_error *err);

/* Adds the files that a collection was read from, and those that are not whole, to the inputs of the run:
 * they are not written over. What was passed over, an earlier summary for one, may be. */
void nl_fleet_files_keep(struct nl_app *app, const struct nl_fleet_collection *collection);

#endif
