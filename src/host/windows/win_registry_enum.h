/* win_registry_enum.h - RegEnumValueW with one call of the system for each value. */
#ifndef NL_WINDOWS_REGISTRY_ENUM_H
#define NL_WINDOWS_REGISTRY_ENUM_H

#include <windows.h>

/* Arguments and answers are RegEnumValueW's. RegEnumValueW asks the system twice for every value that is
 * longer than a short buffer of its own, which firewall rules are; with hundreds of thousands of them
 * that takes seconds. ZwEnumerateValueKey (documented in the WDK) is told the whole buffer at once; where
 * it does not exist, or the value is very large, RegEnumValueW is called. */
LSTATUS WINAPI win_registry_enum_value(HKEY key, DWORD index, LPWSTR name, LPDWORD name_units,
                                       LPDWORD reserved, LPDWORD type, LPBYTE data,
                                       LPDWORD data_size);

#endif
