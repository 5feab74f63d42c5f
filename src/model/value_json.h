/* value_json.h - a value on the wire. */
#ifndef NL_MODEL_VALUE_JSON_H
#define NL_MODEL_VALUE_JSON_H

#include "base/json_shape.h"

/* A value on the wire (design: {"state", "type", "data"}); data_hex instead of data where the
 * bytes have no exact JSON form. A struct field of type struct nl_value uses this as custom. */
extern const struct nl_json_custom nl_value_json;

#endif
