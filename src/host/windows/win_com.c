/* win_com.c - the little COM that the firewall and WMI need. */
#include "win_com.h"

#include "win_automation.h"

#include "win_text.h"

#include <oleauto.h>

static const struct win_com_calls system_calls = {
    .initialize = win_co_initialize,
    .uninitialize = win_co_uninitialize,
    .create = win_co_create_instance,
};
static const struct win_com_calls *calls = &system_calls;

void win_com_replace(const struct win_com_calls *replacement)
{
    calls = replacement ? replacement : &system_calls;
}

HRESULT win_com_begin(bool *out_end)
{
    HRESULT result = calls->initialize(NULL, COINIT_MULTITHREADED | COINIT_DISABLE_OLE1DDE);
    *out_end = SUCCEEDED(result);
    return result == RPC_E_CHANGED_MODE ? S_OK : result;
}

void win_com_end(bool end)
{
    if (end)
        calls->uninitialize();
}

HRESULT win_com_create(const CLSID *class_id, const IID *interface_id, void **out_object)
{
    *out_object = NULL;
    HRESULT result = calls->create(class_id, NULL, CLSCTX_INPROC_SERVER, interface_id, out_object);
    if (SUCCEEDED(result) && !*out_object)
        return E_POINTER;
    return result;
}

BSTR win_com_text(struct nl_arena *arena, const char *text)
{
    wchar_t *wide = win_wide(arena, text);
    return wide ? win_bstr_make(wide, (UINT)wcslen(wide)) : NULL;
}
