/* machine_line.h - the machine and the run, each in one line. */
#ifndef NL_REPORT_MACHINE_LINE_H
#define NL_REPORT_MACHINE_LINE_H

#include "report/document.h"

/* "HOME-PC: Windows 10 Pro 22H2 (build 19045), workgroup WORKGROUP". */
const char *nl_machine_line(const struct nl_document *document, const struct nl_machine *machine);

/* When and with which rights it was looked at, and the profile. recommended: nobody named it. */
const char *nl_run_line(const struct nl_document *document, const struct nl_machine *machine,
                        const struct nl_profile *profile, bool recommended);

/* The rights of the run in two or three words. */
const char *nl_rights_words(const struct nl_document *document, const struct nl_machine *machine);

/* Where what is known of the machine comes from: "this computer", "a recording of ...", "a disk". */
const char *nl_source_words(const struct nl_document *document, const struct nl_machine *machine);

#endif
