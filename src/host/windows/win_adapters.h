/* win_adapters.h - the network adapters, as GetAdaptersAddresses tells them. */
#ifndef NL_WINDOWS_ADAPTERS_H
#define NL_WINDOWS_ADAPTERS_H

#include <winsock2.h>

#include "model/machine.h"

#include <windows.h>
#include <iphlpapi.h>

/* What is called, so that a test can answer in the system's place. */
struct win_adapters_calls {
    ULONG(WINAPI *addresses)
    (ULONG family, ULONG flags, PVOID reserved, PIP_ADAPTER_ADDRESSES adapters, PULONG size);
};

/* NULL puts the system's own back. */
void win_adapters_replace(const struct win_adapters_calls *calls);

/* Fills machine->adapters. */
void win_adapters_survey(struct nl_arena *arena, struct nl_machine *machine);

/* Whether the adapter with that GUID serves IPv4 now: listed, up, and with an address. UNKNOWN where the
 * adapters cannot be listed. Its IPv4 addresses are added to out_addresses. */
enum nl_answer win_adapters_serves(struct nl_arena *arena, const char *guid,
                                   struct nl_texts *out_addresses);

/* What the adapter with that GUID says of NetBIOS now. */
enum nl_answer win_adapters_netbios(struct nl_arena *arena, const char *guid);

#endif
