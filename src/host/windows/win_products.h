/* win_products.h - products that filter in the place of Windows Firewall. */
#ifndef NL_WINDOWS_PRODUCTS_H
#define NL_WINDOWS_PRODUCTS_H

#include "model/machine.h"

/* Fills machine->firewall_products and firewall_products_seen through INetFwProducts (Windows 7 and
 * later) and, where it runs, the Security Center. The list holds what registered itself; a product owns the firewall where its categories
 * hold NET_FW_RULE_CATEGORY_FIREWALL ([MS-FASP] 2.2.47; INetFwProduct::get_RuleCategories). */
void win_products_survey(struct nl_arena *arena, struct nl_machine *machine);

#endif
