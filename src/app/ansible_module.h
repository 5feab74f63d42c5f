/* ansible_module.h - netlatch as a module of Ansible, by the protocol of binary modules. */
#ifndef NL_APP_ANSIBLE_MODULE_H
#define NL_APP_ANSIBLE_MODULE_H

#include "app.h"

/* Whether Ansible started this program: it gives one argument, a file with the name "args" in a folder of its
 * own, which holds a JSON object with members whose names begin with "_ansible_". Then *out_bytes is what
 * the file holds. */
bool nl_ansible_called(struct nl_app *app, int argc, const char *const *argv,
                       const uint8_t **out_bytes, size_t *out_size);

/* Runs the module with those arguments: one JSON document on the standard output,
 * res/schema/ansible.schema.json, and nothing beside it. */
int nl_ansible_run(struct nl_app *app, const uint8_t *bytes, size_t size);

#endif
