/* win_registry_enum.c - RegEnumValueW with one call of the system for each value. */
#include "win_registry_enum.h"

#include "win_error.h"
#include "win_load.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum { BUFFER_SIZE = 32 * 1024, FULL_INFORMATION = 1 /* KeyValueFullInformation */ };

#define NT_NO_MORE_ENTRIES ((LONG)0x8000001A)

/* KEY_VALUE_FULL_INFORMATION (wdm.h): the name follows, and at data_offset the data. */
struct full_information {
    ULONG title;
    ULONG type;
    ULONG data_offset;
    ULONG data_size;
    ULONG name_size;
    WCHAR name[1];
};

typedef LONG(NTAPI *enumerate_function)(HANDLE, ULONG, int, PVOID, ULONG, PULONG);

static enumerate_function enumerate_now(void)
{
    static enumerate_function found;
    static bool looked;
    if (!looked)
        (void)WIN_LOAD(L"ntdll.dll", "NtEnumerateValueKey", &found);
    looked = true;
    return found;
}

/* Roots such as HKEY_LOCAL_MACHINE are no handles of the system. */
static bool is_root(HKEY key)
{
    return ((uintptr_t)key & 0x80000000u) != 0;
}

LSTATUS WINAPI win_registry_enum_value(HKEY key, DWORD index, LPWSTR name, LPDWORD name_units,
                                       LPDWORD reserved, LPDWORD type, LPBYTE data,
                                       LPDWORD data_size)
{
    union {
        struct full_information information;
        BYTE bytes[BUFFER_SIZE];
    } buffer;
    enumerate_function enumerate = enumerate_now();
    ULONG size = 0;
    LONG status = !enumerate || is_root(key)
                      ? -1
                      : enumerate(key, index, FULL_INFORMATION, &buffer, sizeof buffer, &size);
    if (status == NT_NO_MORE_ENTRIES)
        return ERROR_NO_MORE_ITEMS;
    const struct full_information *found = &buffer.information;
    size_t head = offsetof(struct full_information, name);
    if (status != 0 || size > sizeof buffer || size < head || found->name_size > size - head ||
        found->data_offset > size || found->data_size > size - found->data_offset ||
        found->name_size / sizeof *name >= *name_units || found->data_size > *data_size)
        return RegEnumValueW(key, index, name, name_units, reserved, type, data, data_size);
    *name_units = found->name_size / (DWORD)sizeof *name;
    memcpy(name, found->name, found->name_size);
    name[*name_units] = L'\0';
    *type = found->type;
    *data_size = found->data_size;
    memcpy(data, buffer.bytes + found->data_offset, found->data_size);
    return ERROR_SUCCESS;
}
