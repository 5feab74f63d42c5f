/* win_com.h - the little COM that the firewall and WMI need. */
#ifndef NL_WINDOWS_COM_H
#define NL_WINDOWS_COM_H

#include "base/arena.h"

#include <stdbool.h>

#include <windows.h>

#include <objbase.h>

/* What is called, so that a test can put its own objects in the place of the system's. */
struct win_com_calls {
    HRESULT(WINAPI *initialize)(LPVOID reserved, DWORD model);
    void(WINAPI *uninitialize)(void);
    HRESULT(WINAPI *create)
    (REFCLSID class_id, LPUNKNOWN outer, DWORD context, REFIID interface_id, LPVOID *out_object);
};

/* NULL puts the system's own back. */
void win_com_replace(const struct win_com_calls *calls);

/* Begins the use of COM on this thread; *out_end says whether win_com_end must be called, which is
 * not so where somebody began it before in another threading model. */
HRESULT win_com_begin(bool *out_end);
void win_com_end(bool end);

/* An object of a class that lives in a DLL of this process. */
HRESULT win_com_create(const CLSID *class_id, const IID *interface_id, void **out_object);

/* A BSTR of a UTF-8 text, for SysFreeString. NULL when memory runs out, and for NULL. */
BSTR win_com_text(struct nl_arena *arena, const char *text);

#endif
