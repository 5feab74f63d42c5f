/* win_console_key.c - one key at a time. */
#include "win_console_key.h"

#include "base/attributes.h"
#include "win_console_interrupt.h"
#include "win_console_state.h"

static const struct {
    WORD virtual_key;
    int key;
} keys[] = {
    {VK_UP, NL_KEY_UP},          {VK_DOWN, NL_KEY_DOWN},      {VK_LEFT, NL_KEY_LEFT},
    {VK_RIGHT, NL_KEY_RIGHT},    {VK_HOME, NL_KEY_HOME},      {VK_END, NL_KEY_LAST},
    {VK_PRIOR, NL_KEY_PAGE_UP},  {VK_NEXT, NL_KEY_PAGE_DOWN}, {VK_RETURN, NL_KEY_ENTER},
    {VK_BACK, NL_KEY_BACKSPACE}, {VK_TAB, NL_KEY_TAB},        {VK_ESCAPE, NL_KEY_ESCAPE},
};

/* The key an event stands for; 0 when it stands for none (yet). */
static int key_of(struct win_console *console, const KEY_EVENT_RECORD *event)
{
    wchar_t c = event->uChar.UnicodeChar;
    /* A character typed by its number on the keypad arrives when Alt is let go. */
    if (!event->bKeyDown && !(event->wVirtualKeyCode == VK_MENU && c))
        return 0;
    for (size_t i = 0; event->bKeyDown && i < NL_COUNT_OF(keys); i++) {
        if (keys[i].virtual_key == event->wVirtualKeyCode)
            return keys[i].key;
    }
    if (c >= 0xD800 && c <= 0xDBFF) {
        console->high = c;
        return 0;
    }
    if (c >= 0xDC00 && c <= 0xDFFF) {
        wchar_t high = console->high;
        console->high = 0;
        return high ? 0x10000 + ((high - 0xD800) << 10 | (c - 0xDC00)) : 0;
    }
    return c;
}

int win_console_read_key(struct nl_console *base)
{
    struct win_console *console = (struct win_console *)base;
    if (!console->in_console)
        return NL_KEY_END_OF_INPUT;
    for (;;) {
        INPUT_RECORD record;
        DWORD count = 0;
        if (!ReadConsoleInputW(console->in, &record, 1, &count) || count == 0)
            return NL_KEY_END_OF_INPUT;
        if (record.EventType == WINDOW_BUFFER_SIZE_EVENT)
            return NL_KEY_RESIZED;
        if (record.EventType != KEY_EVENT)
            continue;
        int key = key_of(console, &record.Event.KeyEvent);
        if (key == NL_KEY_INTERRUPT)
            win_console_note_interrupt();
        if (key)
            return key;
    }
}
