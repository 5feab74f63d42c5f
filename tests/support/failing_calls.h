/* failing_calls.h - Windows whose n-th call fails: registry, service manager and files of this system,
 * an adapter and its WMI that the test keeps, and the firewall and the LSA of fake_firewall.h and
 * fake_lsa.h. */
#ifndef NL_TESTS_FAILING_CALLS_H
#define NL_TESTS_FAILING_CALLS_H

#include <stdbool.h>
#include <stddef.h>

#define FAILING_ADAPTER "{0A1B2C3D-0000-1111-2222-333344445555}"

/* Puts the adapter, the firewall and the LSA in the place of the system's. */
void failing_calls_begin(void);

/* From here on the call with this number fails, counted from 1; 0: none. */
void failing_calls_start(unsigned number);

/* Everything works again; how many calls were made. */
unsigned failing_calls_stop(void);

#endif
