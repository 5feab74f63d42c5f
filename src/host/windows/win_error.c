/* win_error.c - numbers of Windows to statuses. */
#include "win_error.h"

#include <ntsecapi.h>

static const struct {
    DWORD code;
    enum nl_status status;
} rows[] = {
    {ERROR_ACCESS_DENIED, NL_DENIED},
    {ERROR_NETWORK_ACCESS_DENIED, NL_DENIED},
    {ERROR_INVALID_OWNER, NL_DENIED},
    {ERROR_PRIVILEGE_NOT_HELD, NL_DENIED},
    {740 /* ERROR_ELEVATION_REQUIRED */, NL_DENIED},
    {ERROR_WRITE_PROTECT, NL_DENIED},
    {ERROR_FILE_NOT_FOUND, NL_NOT_FOUND},
    {ERROR_PATH_NOT_FOUND, NL_NOT_FOUND},
    {ERROR_INVALID_DRIVE, NL_NOT_FOUND},
    {ERROR_BAD_NETPATH, NL_NOT_FOUND},
    {ERROR_SERVICE_DOES_NOT_EXIST, NL_NOT_FOUND},
    {ERROR_NOT_FOUND, NL_NOT_FOUND},
    {ERROR_NONE_MAPPED, NL_NOT_FOUND},
    {2221 /* NERR_UserNotFound */, NL_NOT_FOUND},
    {ERROR_INVALID_FUNCTION, NL_UNSUPPORTED},
    {ERROR_NOT_SUPPORTED, NL_UNSUPPORTED},
    {ERROR_CALL_NOT_IMPLEMENTED, NL_UNSUPPORTED},
    {ERROR_INVALID_LEVEL, NL_UNSUPPORTED},
    {ERROR_MOD_NOT_FOUND, NL_UNSUPPORTED},
    {ERROR_PROC_NOT_FOUND, NL_UNSUPPORTED},
    {ERROR_OLD_WIN_VERSION, NL_UNSUPPORTED},
    {ERROR_NO_SUCH_PRIVILEGE, NL_UNSUPPORTED},
    {ERROR_SHARING_VIOLATION, NL_BUSY},
    {ERROR_LOCK_VIOLATION, NL_BUSY},
    {ERROR_BUSY, NL_BUSY},
    {ERROR_SERVICE_DATABASE_LOCKED, NL_BUSY},
    {ERROR_FILE_EXISTS, NL_CONFLICT},
    {ERROR_ALREADY_EXISTS, NL_CONFLICT},
    {ERROR_INVALID_NAME, NL_INVALID},
    {ERROR_BAD_PATHNAME, NL_INVALID},
    {ERROR_FILENAME_EXCED_RANGE, NL_INVALID},
};

static const char *const sentences[NL_STATUS_COUNT] = {
    [NL_OK] = "",
    [NL_INVALID] = NL_T("Windows does not accept this name"),
    [NL_DENIED] = NL_T("access was denied"),
    [NL_CONFLICT] = NL_T("it already exists"),
    [NL_NOT_FOUND] = NL_T("it does not exist"),
    [NL_UNSUPPORTED] = NL_T("this Windows does not support it"),
    [NL_BUSY] = NL_T("something else is using it"),
    [NL_REFUSED] = NL_T("Windows refused"),
    [NL_FAILED] = NL_T("the call failed"),
};

enum nl_status win_status(DWORD code)
{
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        if (rows[i].code == code)
            return rows[i].status;
    }
    return NL_FAILED;
}

static enum nl_status fail(struct nl_error *err, DWORD meaning, enum nl_native native,
                           uint32_t code, const char *call)
{
    enum nl_status status = win_status(meaning);
    (void)nl_fail(err, status, sentences[status]);
    (void)nl_native(err, native, code, call);
    if (status == NL_DENIED)
        (void)nl_next(err, NL_T("Run netlatch as administrator."));
    return status;
}

enum nl_status win_fail(struct nl_error *err, DWORD code, const char *call)
{
    return fail(err, code, NL_NATIVE_WIN32, code, call);
}

enum nl_status win_fail_nt(struct nl_error *err, LONG nt_status, const char *call)
{
    return fail(err, win_code_of_nt(nt_status), NL_NATIVE_NTSTATUS, (uint32_t)nt_status, call);
}

enum nl_status win_fail_hresult(struct nl_error *err, HRESULT result, const char *call)
{
    return fail(err, win_code_of_hresult(result), NL_NATIVE_HRESULT, (uint32_t)result, call);
}

DWORD win_code_of_nt(LONG nt_status)
{
    DWORD code = LsaNtStatusToWinError(nt_status);
    return code == ERROR_SUCCESS || code == ERROR_MR_MID_NOT_FOUND ? (DWORD)nt_status : code;
}

DWORD win_code_of_hresult(HRESULT result)
{
    if (result == E_NOTIMPL || result == REGDB_E_CLASSNOTREG || result == E_NOINTERFACE ||
        result == CO_E_DLLNOTFOUND)
        return ERROR_NOT_SUPPORTED;
    if (HRESULT_FACILITY(result) == FACILITY_WIN32)
        return (DWORD)HRESULT_CODE(result);
    return (DWORD)result;
}

struct nl_value win_unread(DWORD code)
{
    return win_status(code) == NL_DENIED ? nl_value_denied(code) : nl_value_unsupported(code);
}

enum nl_value_state win_unread_state(DWORD code)
{
    return win_status(code) == NL_DENIED ? NL_VALUE_DENIED : NL_VALUE_UNSUPPORTED;
}
