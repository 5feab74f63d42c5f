/* survey_phone_book.h - the connections of a Windows phone book (rasphone.pbk). */
#ifndef NL_HOST_SURVEY_PHONE_BOOK_H
#define NL_HOST_SURVEY_PHONE_BOOK_H

#include "model/machine.h"

enum { NL_PHONE_ENTRIES_MOST = 1000, NL_PHONE_BOOK_SIZE = 4 * 1024 * 1024 };

/* Adds the entries of one phone book to machine->phone_book: "[Name]", and below it IpNBTFlags.
 * The file is a user's and may hold anything; what is not understood gives no entry, or one whose
 * netbios is not known. */
void nl_survey_phone_book(struct nl_arena *arena, const uint8_t *bytes, size_t size,
                          struct nl_machine *machine);

#endif
