/* win_phone_book.h - the phone books of Windows' own VPN and dial-up connections. */
#ifndef NL_WINDOWS_PHONE_BOOK_H
#define NL_WINDOWS_PHONE_BOOK_H

#include "model/machine.h"

/* Fills machine->phone_book from the phone books of all users and of this one, and phone_book_seen: NO
 * where one that exists could not be read. Asks after the registry keys. */
void win_phone_book_survey(struct nl_arena *arena, struct nl_machine *machine);

#endif
