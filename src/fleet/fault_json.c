/* fault_json.c - the files and lines that could not be read, as a list of a document. */
#include "fleet/fault_json.h"

#include <yyjson.h>

void nl_fleet_add_faults(const struct nl_writer *writer, yyjson_mut_val *object,
                         const struct nl_fleet_fault *faults, size_t count)
{
    yyjson_mut_val *list = yyjson_mut_obj_add_arr(writer->doc, object, "unreadable");
    for (size_t i = 0; i < count; i++) {
        yyjson_mut_val *one = yyjson_mut_arr_add_obj(writer->doc, list);
        nl_json_add_text(writer, one, "file", faults[i].file);
        yyjson_mut_obj_add_uint(writer->doc, one, "line", faults[i].line);
        yyjson_mut_obj_add_uint(writer->doc, one, "column", faults[i].column);
        nl_json_add_sentence(writer, one, "why", &faults[i].why);
    }
}
