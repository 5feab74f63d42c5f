/* win_phone_book.c - the phone books of Windows' own VPN and dial-up connections. */
#include "win_phone_book.h"

#include "host/survey/survey_phone_book.h"
#include "win_error.h"
#include "win_file.h"
#include "win_folders.h"
#include "win_text.h"

#define BELOW "\\Microsoft\\Network\\Connections\\Pbk\\rasphone.pbk"

/* Where this user keeps application data. Only read: a wrong environment hides the own book alone. */
static const char *own_data(struct nl_arena *arena)
{
    wchar_t path[MAX_PATH] = {0};
    DWORD length = GetEnvironmentVariableW(L"APPDATA", path, MAX_PATH);
    return length > 0 && length < MAX_PATH ? win_narrow_part(arena, path, length) : NULL;
}

static DWORD read_book(struct nl_arena *arena, const char *path, struct nl_machine *machine)
{
    DWORD code = ERROR_SUCCESS;
    const uint8_t *bytes = NULL;
    size_t size = 0;
    HANDLE file = win_file_open(win_wide(arena, path), GENERIC_READ,
                                FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, NULL,
                                OPEN_EXISTING, FILE_FLAG_SEQUENTIAL_SCAN, &code);
    if (file == INVALID_HANDLE_VALUE)
        return code;
    code = GetFileType(file) == FILE_TYPE_DISK
               ? win_file_read_all(arena, file, NL_PHONE_BOOK_SIZE, &bytes, &size)
               : ERROR_INVALID_NAME;
    CloseHandle(file);
    if (code == ERROR_SUCCESS)
        nl_survey_phone_book(arena, bytes, size, machine);
    return code;
}

void win_phone_book_survey(struct nl_arena *arena, struct nl_machine *machine)
{
    const char *folders[] = {win_folder_program_data(arena), own_data(arena)};
    machine->phone_book_seen = NL_ANSWER_YES;
    for (size_t i = 0; i < NL_COUNT_OF(folders); i++) {
        if (!folders[i])
            continue;
        const char *path = nl_arena_format(arena, "%s" BELOW, folders[i]);
        DWORD code = read_book(arena, path, machine);
        if (code == ERROR_SUCCESS || win_status(code) == NL_NOT_FOUND)
            continue;
        machine->phone_book_seen = NL_ANSWER_NO;
        nl_machine_say_unseen(
            arena, machine, "phone-book", win_unread_state(code), code,
            NL_T("a phone book cannot be read: which VPN and dial-up connections use "
                 "NetBIOS is not known"));
    }
}
