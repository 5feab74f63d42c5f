/* fleet_files.c - the files of a collection: found, and read one after the other. */
#include "fleet_files.h"

#include "base/clean.h"
#include "host/files.h"
#include "report/phrase.h"

#include <string.h>

/* Folders deeper than this, and files beyond this number, are no collection of audits: a fault says
 * so. */
#define MOST_DEPTH 32
#define MOST_FILES ((size_t)1000000)

/* One buffer for all files. */
struct buffer {
    struct nl_arena arena;
    char *bytes;
    size_t size;
    size_t capacity;
};

/* Files that were found so far. */
struct search {
    struct nl_arena *arena;
    struct nl_fleet_collection *collection;
    struct nl_texts files;
};

struct walk {
    struct nl_app *app;
    struct nl_fleet_reader *reader;
    struct nl_fleet_collection *collection;
    struct nl_texts files;
    struct buffer buffer;
    uint64_t told_ms; /* when progress was shown last; 0: never */
};

static bool is_document(const char *name)
{
    return nl_ends(name, ".json") || nl_ends(name, ".ndjson") || nl_ends(name, ".jsonl");
}

static void take_entry(struct search *search, const char *folder,
                       const struct nl_folder_entry *entry, struct nl_texts *folders)
{
    struct nl_arena *arena = search->arena;
    size_t length = strlen(folder);
    bool ended = length > 0 && (folder[length - 1] == '/' || folder[length - 1] == '\\');
    const char *path = nl_arena_format(arena, "%s%s%s", folder, ended ? "" : "/", entry->name);
    if (entry->kind == NL_ENTRY_LINK)
        search->collection->links++;
    else if (entry->kind == NL_ENTRY_FOLDER && !nl_ends(entry->name, ".json.journal"))
        *NL_PUSH(arena, folders) = path;
    else if (entry->kind == NL_ENTRY_FILE && is_document(entry->name))
        *NL_PUSH(arena, &search->files) = path;
    else if (entry->kind != NL_ENTRY_FOLDER)
        search->collection->other_files++;
}

/* The files in a folder and in the folders below it, one level after the other. */
static void find_files(struct search *search, const char *top)
{
    struct nl_arena *arena = search->arena;
    struct nl_texts level = {0};
    struct nl_error err = {0};
    *NL_PUSH(arena, &level) = top;
    for (size_t depth = 0; level.count > 0; depth++) {
        struct nl_texts next = {0};
        for (size_t i = 0; i < level.count; i++) {
            struct nl_folder_entries entries = {0};
            enum nl_status status =
                depth < MOST_DEPTH ? nl_folder_entries(arena, level.items[i], &entries, &err)
                                   : nl_fail(&err, NL_INVALID,
                                             NL_T("folders are read {1} levels deep, not deeper"),
                                             nl_decimal(MOST_DEPTH).text);
            if (status != NL_OK)
                nl_fleet_fault(arena, search->collection, level.items[i], 0, &err);
            for (size_t e = 0; e < entries.count && search->files.count <= MOST_FILES; e++)
                take_entry(search, level.items[i], &entries.items[e], &next);
        }
        level = next;
    }
}

/* How far it is, on a console, four times a second. */
static void tell_progress(struct walk *walk, size_t done, bool end)
{
    struct nl_app *app = walk->app;
    const struct nl_console_ops *ops = app->console->ops;
    enum { EACH = 64, BETWEEN_MS = 250 };
    if (app->options.quiet || app->options.plain || (!end && done % EACH != 0) ||
        (end && walk->told_ms == 0) || !ops->is_terminal(app->console, NL_STREAM_ERR))
        return;
    uint64_t now = app->clock->uptime_ms(app->clock);
    if (!end && now < walk->told_ms + BETWEEN_MS)
        return;
    bool first = walk->told_ms == 0;
    walk->told_ms = now;
    if (first && !end)
        return; /* what is soon done needs no progress */
    const char *text = nl_phrase_say(app->arena, app->words, NL_T("{1} of {2} files read"),
                                     nl_decimal(done).text, nl_decimal(walk->files.count).text);
    const char *line = nl_arena_format(app->arena, "\r%s%s", text, end ? "\n" : "");
    (void)ops->write(app->console, NL_STREAM_ERR, line, strlen(line));
}

static void make_room(struct buffer *buffer, size_t capacity)
{
    struct nl_arena old = buffer->arena;
    nl_arena_init(&buffer->arena, old.exhausted, old.context);
    char *wider = nl_arena_alloc(&buffer->arena, capacity);
    if (buffer->size)
        memcpy(wider, buffer->bytes, buffer->size);
    nl_arena_done(&old);
    buffer->bytes = wider;
    buffer->capacity = capacity;
}

/* Reads on until the buffer is full or the file ends. */
static enum nl_status fill(struct buffer *buffer, const struct nl_file_parts *parts,
                           const char *path, bool *out_end, struct nl_error *err)
{
    *out_end = false;
    while (buffer->size < buffer->capacity) {
        size_t got = 0;
        enum nl_status status = nl_file_parts_read(parts, path, buffer->bytes + buffer->size,
                                                   buffer->capacity - buffer->size, &got, err);
        if (status != NL_OK)
            return status;
        if (got == 0) {
            *out_end = true;
            break;
        }
        buffer->size += got;
        /* What is added to a file while it is read is not waited for. */
        if (parts->size > 0 && buffer->size == parts->size) {
            *out_end = true;
            break;
        }
    }
    return NL_OK;
}

/* A file of lines that is larger than what is read at once, part by part. */
static enum nl_status read_lines(struct walk *walk, const struct nl_file_parts *parts,
                                 const char *path, struct nl_error *err)
{
    struct buffer *buffer = &walk->buffer;
    struct nl_fleet_reader *reader = walk->reader;
    struct nl_fleet_lines lines;
    bool end = false;
    enum nl_status status = NL_OK;
    nl_fleet_lines_begin(&lines, &reader->scratch, path, walk->collection);
    while (status == NL_OK && !end) {
        size_t at = 0;
        const char *line_end = NULL;
        status = fill(buffer, parts, path, &end, err);
        while (at < buffer->size &&
               (line_end = memchr(buffer->bytes + at, '\n', buffer->size - at)) != NULL) {
            size_t length = (size_t)(line_end - buffer->bytes) - at;
            nl_fleet_read_line(reader, &lines, buffer->bytes + at, length);
            at += length + 1;
        }
        if (status == NL_OK && at == 0 && !end)
            status = nl_fail(err, NL_INVALID, NL_T("line {1} is longer than {2} bytes"),
                             nl_decimal(lines.line + 1).text, nl_decimal(buffer->capacity).text);
        buffer->size -= at;
        memmove(buffer->bytes, buffer->bytes + at, buffer->size);
    }
    if (status == NL_OK && buffer->size > 0)
        nl_fleet_read_line(reader, &lines, buffer->bytes, buffer->size);
    nl_fleet_lines_end(&lines, reader->arena);
    nl_arena_done(&reader->scratch);
    return status;
}

static enum nl_status read_parts(struct walk *walk, const struct nl_file_parts *parts,
                                 const char *path, struct nl_error *err)
{
    enum { LEAST = 256 * 1024 };
    struct buffer *buffer = &walk->buffer;
    buffer->size = 0;
    if (buffer->capacity == 0)
        make_room(buffer, LEAST);
    for (;;) {
        bool end = false;
        enum nl_status status = fill(buffer, parts, path, &end, err);
        if (status != NL_OK)
            return status;
        if (end) {
            nl_fleet_read(walk->reader, path, buffer->bytes, buffer->size, walk->collection);
            return NL_OK;
        }
        if (nl_fleet_is_lines(buffer->bytes, buffer->size))
            return read_lines(walk, parts, path, err);
        if (buffer->capacity > NL_JSON_MAX_SIZE)
            return nl_fail(err, NL_INVALID, NL_T("it is larger than {1} bytes"),
                           nl_decimal(NL_JSON_MAX_SIZE).text);
        make_room(buffer, buffer->capacity * 2);
    }
}

static void read_file(struct walk *walk, const char *path)
{
    struct nl_error err = {0};
    struct nl_file_parts parts;
    enum nl_status status = nl_file_parts_open(path, &parts, &err);
    if (status == NL_OK) {
        status = read_parts(walk, &parts, path, &err);
        nl_file_parts_close(&parts);
    }
    walk->collection->files++;
    if (status != NL_OK)
        nl_fleet_fault(walk->app->arena, walk->collection, path, 0, &err);
}

enum nl_status nl_fleet_files_find(struct nl_app *app, const struct nl_texts *paths,
                                   struct nl_fleet_collection *collection,
                                   struct nl_texts *out_files, struct nl_error *err)
{
    struct search search = {.arena = app->arena, .collection = collection};
    for (size_t i = 0; i < paths->count; i++) {
        enum nl_file_kind kind = NL_FILE_NONE;
        enum nl_status status = nl_file_look(paths->items[i], &kind, err);
        if (status == NL_OK && kind == NL_FILE_NONE)
            status = nl_fail(err, NL_INVALID, NL_T("{1} does not exist"),
                             nl_clean(app->arena, paths->items[i]));
        if (status != NL_OK)
            return status;
        if (kind == NL_FILE_FOLDER)
            find_files(&search, paths->items[i]);
        else
            *NL_PUSH(app->arena, &search.files) = paths->items[i];
    }
    if (search.files.count > MOST_FILES) {
        struct nl_error beyond = {0};
        search.files.count = MOST_FILES;
        (void)nl_fail(&beyond, NL_INVALID,
                      NL_T("there are more than {1} files; the rest was not read"),
                      nl_decimal(MOST_FILES).text);
        nl_fleet_fault(app->arena, collection, paths->items[0], 0, &beyond);
    }
    *out_files = search.files;
    return NL_OK;
}

enum nl_status nl_fleet_files_read(struct nl_app *app, struct nl_fleet_reader *reader,
                                   const struct nl_texts *paths,
                                   struct nl_fleet_collection *collection, struct nl_error *err)
{
    struct walk walk = {.app = app, .reader = reader, .collection = collection};
    enum nl_status status = nl_fleet_files_find(app, paths, collection, &walk.files, err);
    if (status != NL_OK)
        return status;
    nl_arena_init(&walk.buffer.arena, app->arena->exhausted, app->arena->context);
    for (size_t i = 0; i < walk.files.count; i++) {
        tell_progress(&walk, i, false);
        read_file(&walk, walk.files.items[i]);
    }
    tell_progress(&walk, walk.files.count, true);
    nl_arena_done(&walk.buffer.arena);
    return NL_OK;
}

void nl_fleet_files_keep(struct nl_app *app, const struct nl_fleet_collection *collection)
{
    const char *last = NULL;
    for (size_t i = 0; i < collection->entries.count; i++) {
        const char *file = collection->entries.items[i].file;
        if (!nl_equal(file, last)) /* the machines of a file of lines follow one another */
            *NL_PUSH(app->arena, &app->inputs) = file;
        last = file;
    }
    for (size_t i = 0; i < collection->faults.count; i++)
        *NL_PUSH(app->arena, &app->inputs) = collection->faults.items[i].file;
}
