/* win_sockets.h - who listens: the owner tables of TCP and UDP, v4 and v6. */
#ifndef NL_WINDOWS_SOCKETS_H
#define NL_WINDOWS_SOCKETS_H

#include "model/machine.h"

#include <windows.h>

/* What is called, so that a test can answer in the system's place. The table functions are NULL on
 * a system that lacks them (before XP SP2). */
struct win_sockets_calls {
    DWORD(WINAPI *tcp_table)
    (PVOID table, PDWORD size, BOOL order, ULONG family, int table_class, ULONG reserved);
    DWORD(WINAPI *udp_table)
    (PVOID table, PDWORD size, BOOL order, ULONG family, int table_class, ULONG reserved);
};

/* NULL puts the system's own back. */
void win_sockets_replace(const struct win_sockets_calls *calls);

/* Fills machine->listeners; asks after the services, whose process numbers name the owners. */
void win_sockets_survey(struct nl_arena *arena, struct nl_machine *machine);

#endif
