/* win_automation.h - the few functions of ole32.dll and oleaut32.dll that netlatch calls, loaded when
 * they are first needed. Both bring user32.dll and gdi32.dll along: a console program that has those
 * from the start is not told that the person logs off or the machine shuts down ("HandlerRoutine
 * callback function", Remarks), and starts slower. Signatures and answers are those of the functions
 * they stand for; E_NOTIMPL where Windows lacks one. */
#ifndef NL_WINDOWS_AUTOMATION_H
#define NL_WINDOWS_AUTOMATION_H

#include <windows.h>

#include <objbase.h>
#include <oleauto.h>

HRESULT WINAPI win_co_initialize(LPVOID reserved, DWORD model);
void WINAPI win_co_uninitialize(void);
HRESULT WINAPI win_co_create_instance(REFCLSID class_id, LPUNKNOWN outer, DWORD context,
                                      REFIID interface_id, LPVOID *out_object);
HRESULT win_co_create_guid(GUID *out_guid);

/* StringFromGUID2: the units written with the end, 0 where they do not fit. */
int win_guid_text(const GUID *guid, wchar_t *text, int units);

/* CoSetProxyBlanket with the caller's own identity, for calls and impersonation. */
HRESULT win_co_call_as_caller(IUnknown *object);

BSTR win_bstr_make(const wchar_t *text, UINT units); /* NULL when memory runs out */
void win_bstr_free(BSTR text);                       /* NULL is fine */
UINT win_bstr_units(BSTR text);

void win_variant_init(VARIANT *variant);
void win_variant_clear(VARIANT *variant);

UINT win_array_dimensions(SAFEARRAY *array);
HRESULT win_array_bounds(SAFEARRAY *array, LONG *out_first, LONG *out_last); /* of the first one */
HRESULT win_array_element(SAFEARRAY *array, LONG index, void *out_element);

#endif
