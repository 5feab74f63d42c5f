/* csv.h - one cell of a sheet. */
#ifndef NL_REPORT_CSV_H
#define NL_REPORT_CSV_H

#include "base/text.h"

/* A cell in quotation marks, as RFC 4180 has it; what a spreadsheet would take for a formula begins
 * with an apostrophe. Clean texts of a machine before (nl_clean). */
void nl_csv_cell(struct nl_text *out, const char *text);

#endif
