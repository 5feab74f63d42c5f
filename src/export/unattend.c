/* unattend.c - an answer file for Windows Setup. */
#include "unattend.h"

#include "base/attributes.h"
#include "base/xml.h"
#include "registry_form.h"

/* What Setup takes as the processor of a component; it skips those of others. */
static const char *const processors[] = {"amd64", "x86", "arm64"};

/* A local rule: there is no group of netlatch's on it, so it has a name of its own. */
static const char *block_command(struct nl_arena *arena, const struct nl_address *address)
{
    return nl_arena_format(
        arena,
        NL_PACK("netsh advfirewall firewall add rule name=\"netlatch export %s %s\" "
                "dir=in action=block protocol=%s localport=%s"),
        address->path, address->name, address->path, address->name);
}

static const char *registry_command(struct nl_arena *arena, const struct nl_registry_form *form)
{
    uint32_t number = 0;
    if (nl_value_as_dword(&form->value, &number))
        return nl_arena_format(arena, NL_PACK("reg add \"HKLM\\%s\" /v %s /t REG_DWORD /d %u /f"),
                               form->key, form->name, (unsigned)number);
    return nl_arena_format(arena, NL_PACK("reg add \"HKLM\\%s\" /v %s /t REG_SZ /d \"%s\" /f"),
                           form->key, form->name, nl_registry_form_text(arena, &form->value));
}

static void add_command(struct nl_text *out, const struct nl_export_item *item, size_t order)
{
    struct nl_registry_form form;
    if (!nl_registry_form_of(out->arena, item, &form))
        return;
    nl_text_format(out,
                   NL_PACK("        <RunSynchronousCommand wcm:action=\"add\">\n"
                           "          <Order>%llu</Order>\n          <Description>"),
                   (unsigned long long)order);
    nl_xml_add(out, nl_export_item_line(out->arena, item));
    nl_text_add(out, NL_PACK("</Description>\n          <Path>"));
    nl_xml_add(out, item->address.place == NL_PLACE_FIREWALL_BLOCK
                        ? block_command(out->arena, &item->address)
                        : registry_command(out->arena, &form));
    nl_text_add(out, NL_PACK("</Path>\n        </RunSynchronousCommand>\n"));
}

void nl_unattend_write(struct nl_arena *arena, const struct nl_export *list,
                       const struct nl_export_context *context, struct nl_export_files *out_files)
{
    struct nl_text out;
    (void)context;
    nl_text_init(&out, arena);
    nl_text_add(&out, NL_PACK("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"));
    nl_export_head_xml(&out, list);
    nl_text_add(&out, NL_PACK("<unattend xmlns=\"urn:schemas-microsoft-com:unattend\">\n"
                              "  <settings pass=\"specialize\">\n"));
    for (size_t p = 0; p < NL_COUNT_OF(processors) && list->items.count > 0; p++) {
        nl_text_format(&out,
                       NL_PACK("    <component name=\"Microsoft-Windows-Deployment\" "
                               "processorArchitecture=\"%s\" publicKeyToken=\"31bf3856ad364e35\" "
                               "language=\"neutral\" versionScope=\"nonSxS\" "
                               "xmlns:wcm=\"http://schemas.microsoft.com/WMIConfig/2002/State\">\n"
                               "      <RunSynchronous>\n"),
                       processors[p]);
        for (size_t i = 0; i < list->items.count; i++)
            add_command(&out, &list->items.items[i], i + 1);
        nl_text_add(&out, NL_PACK("      </RunSynchronous>\n    </component>\n"));
    }
    nl_text_add(&out, NL_PACK("  </settings>\n</unattend>\n"));
    nl_export_add_text(out_files, "", &out);
}
