/* risk_session.h - the risk about the session that netlatch runs in. */
#ifndef NL_PLAN_RISK_SESSION_H
#define NL_PLAN_RISK_SESSION_H

#include "risk_inquiry.h"

/* Risk session-cut: how the steps may end the remote session that netlatch runs in. Firewall
 * blocks of the five ports do not touch RDP, WinRM or SSH, which use others. */
void nl_risk_session_cut(const struct nl_risk_inquiry *inquiry, struct nl_sentences *because);

#endif
