/* link.c - from a page to the files that it speaks of. */
#include "fleet/link.h"

#include <string.h>

static bool is_separator(char c)
{
    return c == '/' || c == '\\';
}

static bool is_absolute(const char *path)
{
    return is_separator(path[0]) || (path[0] && path[1] == ':');
}

/* RFC 3986: unreserved characters and '/' stand as they are. */
static void add_escaped(struct nl_text *out, const char *path)
{
    static const char safe[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
    for (; *path; path++) {
        char c = *path == '\\' ? '/' : *path;
        if (strchr(safe, c))
            nl_text_add_char(out, c);
        else
            nl_text_format(out, "%%%02X", (unsigned)(unsigned char)c);
    }
}

/* The parts of a path; "." and empty ones are left out. */
static struct nl_texts parts_of(struct nl_arena *arena, const char *path)
{
    struct nl_texts parts = {0};
    while (*path) {
        size_t length = 0;
        while (path[length] && !is_separator(path[length]))
            length++;
        if (length > 0 && !(length == 1 && path[0] == '.'))
            *NL_PUSH(arena, &parts) = nl_arena_copy(arena, path, length);
        path += length + (path[length] != '\0');
    }
    return parts;
}

static const char *absolute_link(struct nl_arena *arena, const char *file)
{
    struct nl_text out;
    nl_text_init(&out, arena);
    /* \\server\share names its host; a drive or a path from the root has none. */
    bool share = is_separator(file[0]) && is_separator(file[1]);
    nl_text_add(&out, share ? "file:" : is_separator(file[0]) ? "file://" : "file:///");
    if (!share && !is_separator(file[0])) {
        nl_text_add_part(&out, file, 2); /* the colon of a drive stays */
        file += 2;
    }
    add_escaped(&out, file);
    return out.data;
}

const char *nl_fleet_link(struct nl_arena *arena, const struct nl_fleet_place *place,
                          const char *file)
{
    struct nl_text out;
    if (is_absolute(file))
        return absolute_link(arena, file);
    if (place->output && is_absolute(place->output))
        return NULL; /* where the page stands beside the file is not known here */
    nl_text_init(&out, arena);
    const struct nl_texts to = parts_of(arena, file);
    const struct nl_texts page = parts_of(arena, place->output ? place->output : "");
    size_t folders = page.count ? page.count - 1 : 0;
    size_t shared = 0;
    while (shared < folders && shared + 1 < to.count &&
           nl_equal(page.items[shared], to.items[shared]))
        shared++;
    for (size_t i = shared; i < folders; i++) {
        if (nl_equal(page.items[i], ".."))
            return NULL;
        nl_text_add(&out, "../");
    }
    for (size_t i = shared; i < to.count; i++) {
        nl_text_add(&out, i > shared ? "/" : "");
        add_escaped(&out, to.items[i]);
    }
    return out.data;
}

const char *nl_fleet_linked_file(struct nl_arena *arena, const struct nl_fleet_place *place,
                                 const char *file)
{
    size_t length = strlen(file);
    while (length > 0 && file[length - 1] != '.' && !is_separator(file[length - 1]))
        length--;
    if (!place->exists || length == 0 || file[length - 1] != '.')
        return file;
    const char *page = nl_arena_format(arena, "%.*shtml", (int)length, file);
    return place->exists(page) ? page : file;
}
