/* fake_firewall.h - a firewall that the test keeps in memory, with the habits of the real one. */
#ifndef NL_TESTS_FAKE_FIREWALL_H
#define NL_TESTS_FAKE_FIREWALL_H

#include "host/windows/win_com.h"

#include <netfw.h>
#include <stdbool.h>
#include <stddef.h>

enum { FAKE_RULE_TEXTS = 7, FAKE_RULES = 8 };
enum text { NAME, GROUPING, DESCRIPTION, LOCAL_PORTS, REMOTE_ADDRESSES, APPLICATION, SERVICE };

struct rule {
    INetFwRule base;
    wchar_t text[FAKE_RULE_TEXTS][128];
    LONG protocol;
    LONG profiles;
    VARIANT_BOOL enabled;
    NET_FW_RULE_DIRECTION direction;
    NET_FW_ACTION action;
};

struct fake_firewall {
    struct rule fresh;            /* what CoCreateInstance gives */
    struct rule kept[FAKE_RULES]; /* what the firewall holds */
    size_t kept_count;
    NET_FW_MODIFY_STATE modify;
    HRESULT create_answer;
    HRESULT add_answer;
    unsigned begins;
    unsigned ends;
    void (*changed)(void); /* told of each rule that came or went; may be NULL */
    bool (*fails)(void);   /* asked at each call; NULL: none fails */
};
extern struct fake_firewall fake_firewall;

/* For win_com_replace. */
extern const struct win_com_calls fake_firewall_com;

#endif
