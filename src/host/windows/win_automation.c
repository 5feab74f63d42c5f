/* win_automation.c - functions of ole32.dll and oleaut32.dll, loaded when they are needed. */
#include "win_automation.h"

#include "win_load.h"

#include <string.h>

#define OLE L"ole32.dll"
#define AUTOMATION L"oleaut32.dll"

HRESULT WINAPI win_co_initialize(LPVOID reserved, DWORD model)
{
    HRESULT(WINAPI * call)(LPVOID, DWORD) = NULL;
    return WIN_LOAD(OLE, "CoInitializeEx", &call) ? call(reserved, model) : E_NOTIMPL;
}

void WINAPI win_co_uninitialize(void)
{
    void(WINAPI * call)(void) = NULL;
    if (WIN_LOAD(OLE, "CoUninitialize", &call))
        call();
}

HRESULT WINAPI win_co_create_instance(REFCLSID class_id, LPUNKNOWN outer, DWORD context,
                                      REFIID interface_id, LPVOID *out_object)
{
    HRESULT(WINAPI * call)(REFCLSID, LPUNKNOWN, DWORD, REFIID, LPVOID *) = NULL;
    return WIN_LOAD(OLE, "CoCreateInstance", &call)
               ? call(class_id, outer, context, interface_id, out_object)
               : E_NOTIMPL;
}

HRESULT win_co_create_guid(GUID *out_guid)
{
    HRESULT(WINAPI * call)(GUID *) = NULL;
    return WIN_LOAD(OLE, "CoCreateGuid", &call) ? call(out_guid) : E_NOTIMPL;
}

int win_guid_text(const GUID *guid, wchar_t *text, int units)
{
    int(WINAPI * call)(const GUID *, wchar_t *, int) = NULL;
    return WIN_LOAD(OLE, "StringFromGUID2", &call) ? call(guid, text, units) : 0;
}

HRESULT win_co_call_as_caller(IUnknown *object)
{
    HRESULT(WINAPI * call)
    (IUnknown *, DWORD, DWORD, OLECHAR *, DWORD, DWORD, RPC_AUTH_IDENTITY_HANDLE, DWORD) = NULL;
    return WIN_LOAD(OLE, "CoSetProxyBlanket", &call)
               ? call(object, RPC_C_AUTHN_WINNT, RPC_C_AUTHZ_NONE, NULL, RPC_C_AUTHN_LEVEL_CALL,
                      RPC_C_IMP_LEVEL_IMPERSONATE, NULL, EOAC_NONE)
               : E_NOTIMPL;
}

BSTR win_bstr_make(const wchar_t *text, UINT units)
{
    BSTR(WINAPI * call)(const OLECHAR *, UINT) = NULL;
    return WIN_LOAD(AUTOMATION, "SysAllocStringLen", &call) ? call(text, units) : NULL;
}

void win_bstr_free(BSTR text)
{
    void(WINAPI * call)(BSTR) = NULL;
    if (text && WIN_LOAD(AUTOMATION, "SysFreeString", &call))
        call(text);
}

/* A BSTR has its length in bytes in front of it ([MS-DTYP] 2.2.5). */
UINT win_bstr_units(BSTR text)
{
    UINT size = 0;
    if (text)
        memcpy(&size, (const BYTE *)text - sizeof size, sizeof size);
    return size / (UINT)sizeof *text;
}

void win_variant_init(VARIANT *variant)
{
    memset(variant, 0, sizeof *variant); /* VT_EMPTY */
}

void win_variant_clear(VARIANT *variant)
{
    HRESULT(WINAPI * call)(VARIANTARG *) = NULL;
    if (variant->vt != VT_EMPTY && WIN_LOAD(AUTOMATION, "VariantClear", &call))
        (void)call(variant);
}

UINT win_array_dimensions(SAFEARRAY *array)
{
    UINT(WINAPI * call)(SAFEARRAY *) = NULL;
    return WIN_LOAD(AUTOMATION, "SafeArrayGetDim", &call) ? call(array) : 0;
}

HRESULT win_array_bounds(SAFEARRAY *array, LONG *out_first, LONG *out_last)
{
    HRESULT(WINAPI * lower)(SAFEARRAY *, UINT, LONG *) = NULL;
    HRESULT(WINAPI * upper)(SAFEARRAY *, UINT, LONG *) = NULL;
    if (!WIN_LOAD(AUTOMATION, "SafeArrayGetLBound", &lower) ||
        !WIN_LOAD(AUTOMATION, "SafeArrayGetUBound", &upper))
        return E_NOTIMPL;
    HRESULT result = lower(array, 1, out_first);
    return SUCCEEDED(result) ? upper(array, 1, out_last) : result;
}

HRESULT win_array_element(SAFEARRAY *array, LONG index, void *out_element)
{
    HRESULT(WINAPI * call)(SAFEARRAY *, LONG *, void *) = NULL;
    return WIN_LOAD(AUTOMATION, "SafeArrayGetElement", &call) ? call(array, &index, out_element)
                                                              : E_NOTIMPL;
}
