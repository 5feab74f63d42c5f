/* ansible.h - a playbook for Ansible. */
#ifndef NL_EXPORT_ANSIBLE_H
#define NL_EXPORT_ANSIBLE_H

#include "output.h"

/* Tasks of ansible.windows and community.windows. Source: the documented options of their modules. */
void nl_ansible_write(struct nl_arena *arena, const struct nl_export *list,
                      const struct nl_export_context *context, struct nl_export_files *out_files);

#endif
