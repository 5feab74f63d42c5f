/* win_services_write.h - start types and dependencies of services, changed. */
#ifndef NL_WINDOWS_SERVICES_WRITE_H
#define NL_WINDOWS_SERVICES_WRITE_H

#include "base/error.h"
#include "model/value.h"

/* Both go through the service manager alone, with no right but SERVICE_CHANGE_CONFIG (and, for the
 * dependencies, SERVICE_QUERY_CONFIG to keep the groups). A refusal is an answer: the service's
 * registry key is never written instead. */
NL_MUST_CHECK enum nl_status win_services_write_start(struct nl_arena *arena, const char *name,
                                                      const struct nl_value *wanted,
                                                      struct nl_error *err);
NL_MUST_CHECK enum nl_status win_services_write_depends(struct nl_arena *arena, const char *name,
                                                        const struct nl_value *wanted,
                                                        struct nl_error *err);

#endif
