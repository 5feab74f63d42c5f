/* win_error.h - the one place where a number of Windows becomes a status or a value's state. */
#ifndef NL_WINDOWS_ERROR_H
#define NL_WINDOWS_ERROR_H

#include "base/error.h"
#include "model/value.h"

#include <windows.h>

/* What a Win32 code means to a caller. */
enum nl_status win_status(DWORD code);

/* Fill err with a sentence for the code's status, the code and the call; return the status. Never
 * NL_OK: a call that failed without a code failed all the same. */
enum nl_status win_fail(struct nl_error *err, DWORD code, const char *call);
enum nl_status win_fail_nt(struct nl_error *err, LONG nt_status, const char *call);
enum nl_status win_fail_hresult(struct nl_error *err, HRESULT result, const char *call);

/* The Win32 code that says the same as an NTSTATUS or HRESULT; the number itself where none does. */
DWORD win_code_of_nt(LONG nt_status);
DWORD win_code_of_hresult(HRESULT result);

/* A read that ended with this code and is neither a value nor absence: denied, or unsupported. */
struct nl_value win_unread(DWORD code);
enum nl_value_state win_unread_state(DWORD code);

#endif
