/* tone.h - which tone a word is told in. State is always told by the word, too. */
#ifndef NL_REPORT_TONE_H
#define NL_REPORT_TONE_H

#include "report/layout.h"

enum nl_tone nl_tone_openness(enum nl_openness openness);
enum nl_tone nl_tone_verdict(enum nl_verdict verdict);
enum nl_tone nl_tone_severity(enum nl_severity severity);

#endif
