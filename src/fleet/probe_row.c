/* probe_row.c - one row of an audit's "probes", read. */
#include "fleet/probe_row.h"

#include "base/time_text.h"
#include "fleet/vocabulary.h"

#include <string.h>
#include <yyjson.h>

/* A text of 1 to 255 bytes without NUL as a number; false: it is none. */
static bool take_text(struct nl_names *names, yyjson_val *val, uint32_t *out_number)
{
    enum { MOST_BYTES = 255 };
    const char *text = yyjson_get_str(val);
    size_t length = yyjson_get_len(val);
    if (!text || length == 0 || length > MOST_BYTES || memchr(text, 0, length))
        return false;
    *out_number = nl_names_number(names, text, length);
    return true;
}

static bool take_time(yyjson_val *val, uint64_t *out_time)
{
    const char *text = yyjson_get_str(val);
    return text && nl_time_parse(text, out_time);
}

const char *nl_fleet_probe_read(struct nl_names *names, yyjson_val *row,
                                struct nl_fleet_probe_row *out_row)
{
    yyjson_val *number = yyjson_obj_get(row, "port");
    yyjson_val *own = yyjson_obj_get(row, "own");
    yyjson_val *asked_from = yyjson_obj_get(row, "asked_from");
    yyjson_val *time = yyjson_obj_get(row, "time");
    struct nl_fleet_probe_row read = {.own = yyjson_is_true(own)};
    const struct nl_port *port = yyjson_is_uint(number) && yyjson_get_uint(number) <= UINT16_MAX
                                     ? nl_port_find((unsigned)yyjson_get_uint(number))
                                     : NULL;
    int state =
        nl_fleet_word(nl_probe_state_words, yyjson_get_str(yyjson_obj_get(row, "state")), -1);
    if (!port)
        return "port";
    if (!yyjson_is_bool(own))
        return "own";
    if (state < 0)
        return "state";
    if (!take_text(names, yyjson_obj_get(row, "address"), &read.measured.address))
        return "address";
    if (asked_from && !take_text(names, asked_from, &read.measured.asked_from))
        return "asked_from";
    if (time && !take_time(time, &read.measured.time))
        return "time";
    read.port = (uint8_t)(port - nl_ports);
    read.measured.state = (enum nl_probe_state)state;
    *out_row = read;
    return NULL;
}
