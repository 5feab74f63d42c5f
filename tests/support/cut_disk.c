/* cut_disk.c - a disk on which the power goes at one of its calls. */
#include "cut_disk.h"

static struct cut_disk *of(struct nl_disk *disk)
{
    return (struct cut_disk *)(void *)disk;
}

/* Whether the power is gone at this call. */
static bool gone(struct nl_disk *disk)
{
    struct cut_disk *cut = of(disk);
    cut->calls++;
    if (cut->calls == cut->cut_at)
        cut->dead = true;
    return cut->dead;
}

static enum nl_status no_power(struct nl_error *err)
{
    return nl_fail(err, NL_FAILED, "the power is gone");
}

static enum nl_status cut_list(struct nl_disk *disk, struct nl_arena *arena, const char *folder,
                               struct nl_texts *out_names, struct nl_error *err)
{
    struct nl_disk *inner = of(disk)->inner;
    return gone(disk) ? no_power(err) : inner->ops->list(inner, arena, folder, out_names, err);
}

static enum nl_status cut_look(struct nl_disk *disk, const char *path, enum nl_disk_kind *out_kind,
                               struct nl_error *err)
{
    struct nl_disk *inner = of(disk)->inner;
    return gone(disk) ? no_power(err) : inner->ops->look(inner, path, out_kind, err);
}

static enum nl_status cut_read(struct nl_disk *disk, struct nl_arena *arena, const char *path,
                               size_t max_size, const uint8_t **out_bytes, size_t *out_size,
                               struct nl_error *err)
{
    struct nl_disk *inner = of(disk)->inner;
    return gone(disk) ? no_power(err)
                      : inner->ops->read(inner, arena, path, max_size, out_bytes, out_size, err);
}

static enum nl_status cut_head(struct nl_disk *disk, const char *path, uint8_t *bytes, size_t size,
                               size_t *out_got, struct nl_error *err)
{
    struct nl_disk *inner = of(disk)->inner;
    return gone(disk) ? no_power(err) : inner->ops->head(inner, path, bytes, size, out_got, err);
}

static enum nl_status cut_make(struct nl_disk *disk, const char *path, const char *like,
                               const void *bytes, size_t size, struct nl_error *err)
{
    struct nl_disk *inner = of(disk)->inner;
    bool was_dead = of(disk)->dead;
    if (!gone(disk))
        return inner->ops->make(inner, path, like, bytes, size, err);
    if (!was_dead)
        (void)inner->ops->make(inner, path, like, bytes, size / 2, NULL);
    return no_power(err);
}

static enum nl_status cut_keep(struct nl_disk *disk, const char *path, const char *second,
                               struct nl_error *err)
{
    struct nl_disk *inner = of(disk)->inner;
    return gone(disk) ? no_power(err) : inner->ops->keep(inner, path, second, err);
}

static enum nl_status cut_replace(struct nl_disk *disk, const char *from, const char *to,
                                  struct nl_error *err)
{
    struct nl_disk *inner = of(disk)->inner;
    return gone(disk) ? no_power(err) : inner->ops->replace(inner, from, to, err);
}

static enum nl_status cut_flush(struct nl_disk *disk, const char *folder, struct nl_error *err)
{
    struct nl_disk *inner = of(disk)->inner;
    return gone(disk) ? no_power(err) : inner->ops->flush(inner, folder, err);
}

static enum nl_status cut_remove(struct nl_disk *disk, const char *path, struct nl_error *err)
{
    struct nl_disk *inner = of(disk)->inner;
    return gone(disk) ? no_power(err) : inner->ops->remove(inner, path, err);
}

static enum nl_status cut_resolve(struct nl_disk *disk, struct nl_arena *arena, const char *folder,
                                  const char **out_path, struct nl_error *err)
{
    struct nl_disk *inner = of(disk)->inner;
    return gone(disk) ? no_power(err) : inner->ops->resolve(inner, arena, folder, out_path, err);
}

static struct nl_sentence cut_refusal(struct nl_disk *disk, struct nl_arena *arena,
                                      const char *folder)
{
    struct nl_disk *inner = of(disk)->inner;
    return inner->ops->refusal(inner, arena, folder);
}

static const struct nl_disk_ops cut_ops = {
    .list = cut_list,
    .look = cut_look,
    .read = cut_read,
    .head = cut_head,
    .make = cut_make,
    .keep = cut_keep,
    .replace = cut_replace,
    .flush = cut_flush,
    .remove = cut_remove,
    .resolve = cut_resolve,
    .refusal = cut_refusal,
};

void cut_disk_new(struct cut_disk *cut, struct nl_disk *inner, unsigned cut_at)
{
    *cut = (struct cut_disk){
        .disk = {.ops = &cut_ops, .separator = inner->separator}, .inner = inner, .cut_at = cut_at};
}
