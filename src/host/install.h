/* install.h - netlatch as an installed program: in a place where only administrators can write, known
 * to the event log and, if wanted, found by its name alone. Nothing needs it: a guard brings its own
 * copy along. */
#ifndef NL_HOST_INSTALL_H
#define NL_HOST_INSTALL_H

#include "base/arena.h"
#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

struct nl_installer;

/* What stands beside the program: the manifest by which DSC v3 finds it. */
struct nl_install_manifest {
    const char *name; /* of the file */
    const char *text;
    size_t length;
};

/* What an uninstall found and did. */
struct nl_uninstalled {
    const char *folder;
    bool program;       /* it was there and is gone, or goes at the next start */
    bool manifest;      /* it was there as it is written by this netlatch, and is gone */
    bool manifest_kept; /* it is there with other contents, and stays */
    bool events;        /* the event source was registered from there */
    bool path;          /* the search path held the folder */
    bool
        after_restart; /* the running program cannot be removed: Windows does that when it starts */
};

struct nl_installer_ops {
    /* Copies this program to %ProgramFiles%\netlatch, writes the manifest beside it, registers the
     * event source with it and, with path, adds the folder to the machine's search path. Doing it
     * again replaces an older copy. On failure what is new is removed again. *out_program is the
     * copy. */
    enum nl_status (*install)(struct nl_installer *installer, struct nl_arena *arena,
                              const struct nl_install_manifest *manifest, bool path,
                              const char **out_program, struct nl_error *err);

    /* Removes exactly that; a manifest with other contents is somebody else's. NL_BUSY while the
     * guard service is installed. */
    enum nl_status (*uninstall)(struct nl_installer *installer, struct nl_arena *arena,
                                const struct nl_install_manifest *manifest,
                                struct nl_uninstalled *out_uninstalled, struct nl_error *err);
};

struct nl_installer {
    const struct nl_installer_ops *ops;
};

#endif
