/* registry_form.h - an item of an export as a value of the registry, for targets that know nothing else. */
#ifndef NL_EXPORT_REGISTRY_FORM_H
#define NL_EXPORT_REGISTRY_FORM_H

#include "export.h"

struct nl_registry_form {
    const char *key;       /* below HKEY_LOCAL_MACHINE: "SYSTEM\\CurrentControlSet\\..." */
    const char *name;      /* of the value */
    struct nl_value value; /* DWORD, SZ or MULTI_SZ; ABSENT: to be removed */
};

/* A start type becomes the service's Start, its dependencies DependOnService, a block of a port a rule of
 * Group Policy ([MS-GPFAS] 2.2.2): the local rules' own key belongs to the firewall service, which
 * does not look at it while it runs. False for rights and accounts, which no registry value holds. */
bool nl_registry_form_of(struct nl_arena *arena, const struct nl_export_item *item,
                         struct nl_registry_form *out_form);

/* The text of a SZ value; "" for any other. */
const char *nl_registry_form_text(struct nl_arena *arena, const struct nl_value *value);

#endif
