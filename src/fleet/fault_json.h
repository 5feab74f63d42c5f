/* fault_json.h - the files and lines that could not be read, as a list of a document. */
#ifndef NL_FLEET_FAULT_JSON_H
#define NL_FLEET_FAULT_JSON_H

#include "fleet/collection.h"
#include "report/json_parts.h"

/* Adds "unreadable" to an object: for each fault its file, line and column (0: none) and why. */
void nl_fleet_add_faults(const struct nl_writer *writer, struct yyjson_mut_val *object,
                         const struct nl_fleet_fault *faults, size_t count);

#endif
