/* csv.c - one cell of a sheet. */
#include "report/csv.h"

#include <string.h>

/* What a spreadsheet takes for the beginning of a formula; a leading apostrophe makes it text. The
 * full-width forms are disarmed as well: whether some spreadsheet takes them is not known. */
static bool looks_like_formula(const char *text)
{
    static const char *const full_width[] = {"\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D",
                                             "\xEF\xBC\xA0"}; /* = + - @ */
    for (size_t i = 0; i < NL_COUNT_OF(full_width); i++) {
        if (strncmp(text, full_width[i], 3) == 0)
            return true;
    }
    return *text != '\0' && strchr("=+-@\t\r\n", *text) != NULL;
}

void nl_csv_cell(struct nl_text *out, const char *text)
{
    nl_text_add_char(out, '"');
    if (looks_like_formula(text))
        nl_text_add_char(out, '\'');
    for (; *text; text++) {
        if (*text == '"')
            nl_text_add_char(out, '"');
        nl_text_add_char(out, *text);
    }
    nl_text_add_char(out, '"');
}
