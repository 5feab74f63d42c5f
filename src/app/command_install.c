/* command_install.c - netlatch install and uninstall. */
#include "command_install.h"

#include "app.h"
#include "base/clean.h"
#include "dsc_manifest.h"
#include "input.h"
#include "output.h"
#include "wiring.h"

/* The installer, where there is one and nothing else was written; NULL with the error said in *out_code. */
static struct nl_installer *installer_of(struct nl_app *app, int *out_code)
{
    struct nl_error err = {0};
    struct nl_installer *installer = nl_wiring_installer();
    enum nl_status status = nl_at_most_words(app, 0, &err);
    if (status == NL_OK && !installer)
        status = nl_fail(&err, NL_UNSUPPORTED, NL_T("this computer does not run Windows"));
    if (status == NL_OK)
        return installer;
    *out_code = nl_say_error(app, &err);
    return NULL;
}

static struct nl_install_manifest manifest_of(struct nl_app *app)
{
    struct nl_install_manifest manifest = {.name = NL_DSC_MANIFEST};
    manifest.text = nl_dsc_manifest(app->arena, &manifest.length);
    return manifest;
}

int nl_command_install(struct nl_app *app)
{
    struct nl_error err = {0};
    const char *program = NULL;
    int code = NL_EXIT_DONE;
    struct nl_installer *installer = installer_of(app, &code);
    if (!installer)
        return code;
    const struct nl_install_manifest manifest = manifest_of(app);
    if (installer->ops->install(installer, app->arena, &manifest, app->options.path, &program,
                                &err) != NL_OK)
        return nl_say_error(app, &err);
    if (app->options.quiet)
        return code;
    nl_say_out(app, NL_T("Installed: {1}. The event log reads its messages from that file."),
               nl_clean(app->arena, program));
    if (app->options.path)
        nl_say_out(app,
                   NL_T("Consoles that are opened from now on find the program by its name, and "
                        "DSC v3 finds the resource Netlatch/Settings."));
    nl_say_out(app, NL_T("To remove it: netlatch uninstall"));
    return code;
}

int nl_command_uninstall(struct nl_app *app)
{
    struct nl_error err = {0};
    struct nl_uninstalled done = {0};
    int code = NL_EXIT_DONE;
    struct nl_installer *installer = installer_of(app, &code);
    if (!installer)
        return code;
    const struct nl_install_manifest manifest = manifest_of(app);
    if (installer->ops->uninstall(installer, app->arena, &manifest, &done, &err) != NL_OK)
        return nl_say_error(app, &err);
    if (app->options.quiet)
        return code;
    if (done.manifest_kept)
        nl_say_err(app,
                   NL_T("netlatch: {1} in {2} was changed, or is of another version of netlatch; "
                        "it is left there."),
                   manifest.name, nl_clean(app->arena, done.folder));
    if (!done.program && !done.events && !done.path && !done.manifest)
        nl_say_out(app, NL_T("netlatch was not installed."));
    else if (done.after_restart)
        nl_say_out(app,
                   NL_T("Uninstalled. The running program is removed from {1} when Windows "
                        "starts again."),
                   nl_clean(app->arena, done.folder));
    else
        nl_say_out(
            app,
            NL_T("Uninstalled. The journals are kept, so that changes can still be rolled back."));
    return code;
}
