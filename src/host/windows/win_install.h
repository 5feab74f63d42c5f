/* win_install.h - installing netlatch on Windows. */
#ifndef NL_WINDOWS_INSTALL_H
#define NL_WINDOWS_INSTALL_H

#include "host/install.h"

struct nl_installer *nl_windows_installer(void);

#endif
