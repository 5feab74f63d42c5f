/* fake_lsa.h - an LSA that the test keeps in memory: who holds SeDenyNetworkLogonRight. */
#ifndef NL_TESTS_FAKE_LSA_H
#define NL_TESTS_FAKE_LSA_H

#include "base/text.h"
#include "host/windows/win_lsa.h"

struct fake_lsa {
    bool keeps_nothing;      /* nobody holds even what every Windows gives */
    struct nl_arena *memory; /* of the holders */
    struct nl_texts held;    /* the right's holders, as LSA would keep them */
    unsigned adds;
    unsigned removes;
    unsigned fail_call; /* the call with this number, of those two, fails */
    NTSTATUS failure;
    NTSTATUS open_answer;
    NTSTATUS enumerate_answer;
    bool (*fails)(void); /* asked at each call; NULL: none fails */
};
extern struct fake_lsa fake_lsa;

/* For win_lsa_replace. */
extern const struct win_lsa_calls fake_lsa_calls;

#endif
