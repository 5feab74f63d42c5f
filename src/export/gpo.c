/* gpo.c - a backup of a Group Policy, for GPMC and Import-GPO. */
#include "gpo.h"

#include "base/xml.h"
#include "inf.h"
#include "pol.h"

#define OPERATIONS "http://www.microsoft.com/GroupPolicy/GPOOperations"
#define MANIFEST OPERATIONS "/Manifest"
#define TEMPLATE "DomainSysvol\\GPO\\Machine\\microsoft\\windows nt\\SecEdit\\GptTmpl.inf"

/* The extensions of the registry and of security, each with the tool that edits it. */
#define REGISTRY_EXTENSION "{35378EAC-683F-11D2-A89A-00C04FBBCFA2}"
#define REGISTRY_TOOL "{D02B1F72-3407-48AE-BA88-E8213C6761F1}"
#define SECURITY_EXTENSION "{827D319E-6EAC-11D2-A4EA-00C04F79F83A}"
#define SECURITY_TOOL "{803E14A0-B4FB-11D0-A0D0-00A0C90F574B}"

/* SYSTEM: full control, authenticated users: read. An import takes the settings alone. */
#define DESCRIPTOR                                                                                 \
    "01 00 04 80 00 00 00 00 00 00 00 00 00 00 00 00 14 00 00 00 02 00 30 00 02 00 00 00 "         \
    "00 02 14 00 ff 00 0f 00 01 01 00 00 00 00 00 05 12 00 00 00 "                                 \
    "00 02 14 00 94 00 02 00 01 01 00 00 00 00 00 05 0b 00 00 00"

enum {
    IN_TEMPLATE = 1 << NL_PLACE_SERVICE_START | 1 << NL_PLACE_USER_RIGHT | 1 << NL_PLACE_ACCOUNT,
    IN_REGISTRY =
        1 << NL_PLACE_REGISTRY | 1 << NL_PLACE_SERVICE_DEPENDS | 1 << NL_PLACE_FIREWALL_BLOCK
};

struct backup {
    const char *id;
    const char *policy;
    const char *domain;
    const char *name;
    const char *time;
};

/* The same for the same contents, so that an export can be repeated. */
static struct backup backup_of(struct nl_arena *arena, const struct nl_export *list,
                               const struct nl_export_context *context)
{
    struct backup backup;
    const char *machine = list->machine && list->machine->name ? list->machine->name : "";
    const char *seed = nl_arena_format(arena, "%s%s", context->profile_json, machine);
    backup.id = nl_export_guid(arena, nl_arena_format(arena, "backup %s", seed));
    backup.policy = nl_export_guid(arena, nl_arena_format(arena, "policy %s", seed));
    backup.domain = nl_export_guid(arena, "domain");
    backup.name = nl_arena_format(arena, "netlatch %s", list->profile->name);
    /* "2026-11-28T10:00:00Z" without its end: GPMC writes none. */
    backup.time = nl_arena_copy(arena, context->moment, 19);
    return backup;
}

static void add_instance(struct nl_text *out, const struct backup *backup, const char *attributes)
{
    nl_text_format(
        out,
        NL_PACK("<BackupInst%s><GPOGuid><![CDATA[%s]]></GPOGuid>"
                "<GPODomain><![CDATA[example.invalid]]></GPODomain>"
                "<GPODomainGuid><![CDATA[%s]]></GPODomainGuid>"
                "<GPODomainController><![CDATA[dc.example.invalid]]></GPODomainController>"
                "<BackupTime><![CDATA[%s]]></BackupTime><ID><![CDATA[%s]]></ID>"
                "<Comment><![CDATA[]]></Comment>"
                "<GPODisplayName><![CDATA[%s]]></GPODisplayName></BackupInst>"),
        attributes, backup->policy, backup->domain, backup->time, backup->id, backup->name);
}

static void add_settings(struct nl_text *out, const struct backup *backup)
{
    nl_text_format(
        out,
        NL_PACK(
            "<SecurityGroups/><FilePaths/><GroupPolicyCoreSettings><ID><![CDATA[%s]]></ID>"
            "<Domain><![CDATA[example.invalid]]></Domain><SecurityDescriptor>" DESCRIPTOR
            "</SecurityDescriptor><DisplayName><![CDATA[%s]]></DisplayName>"
            "<Options><![CDATA[1]]></Options><UserVersionNumber><![CDATA[0]]></UserVersionNumber>"
            "<MachineVersionNumber><![CDATA[65537]]></MachineVersionNumber>"
            "<MachineExtensionGuids><![CDATA[[" REGISTRY_EXTENSION REGISTRY_TOOL
            "][" SECURITY_EXTENSION SECURITY_TOOL
            "]]]></MachineExtensionGuids><UserExtensionGuids/><WMIFilter/>"
            "</GroupPolicyCoreSettings>\n"),
        backup->policy, backup->name);
}

static void backup_xml(struct nl_text *out, const struct nl_export *list,
                       const struct backup *backup)
{
    nl_text_add(out, NL_PACK("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"));
    nl_export_head_xml(out, list);
    nl_text_add(out, NL_PACK("<GroupPolicyBackupScheme bkp:version=\"2.0\" "
                             "bkp:type=\"GroupPolicyBackupTemplate\" xmlns:bkp=\"" OPERATIONS
                             "\" xmlns=\"" OPERATIONS "\">\n<GroupPolicyObject>"));
    add_settings(out, backup);
    nl_text_add(
        out, NL_PACK("<GroupPolicyExtension bkp:ID=\"" REGISTRY_EXTENSION
                     "\" bkp:DescName=\"Registry\"><FSObjectFile "
                     "bkp:Path=\"%GPO_MACH_FSPATH%\\registry.pol\" "
                     "bkp:Location=\"DomainSysvol\\GPO\\Machine\\registry.pol\"/>"
                     "</GroupPolicyExtension>\n<GroupPolicyExtension bkp:ID=\"" SECURITY_EXTENSION
                     "\" bkp:DescName=\"Security\"><FSObjectFile bkp:Path=\"%GPO_MACH_FSPATH%"
                     "\\microsoft\\windows nt\\SecEdit\\GptTmpl.inf\" "
                     "bkp:ReEvaluateFunction=\"SecurityValidateSettings\" bkp:Location=\"" TEMPLATE
                     "\"/></GroupPolicyExtension></GroupPolicyObject>\n"
                     "</GroupPolicyBackupScheme>\n"));
}

static const char *inside(struct nl_arena *arena, const struct backup *backup, const char *path)
{
    return nl_arena_format(arena, "%s/%s", backup->id, path);
}

void nl_gpo_write(struct nl_arena *arena, const struct nl_export *list,
                  const struct nl_export_context *context, struct nl_export_files *out_files)
{
    const struct backup backup = backup_of(arena, list, context);
    struct nl_text text;
    nl_pol_add(out_files, inside(arena, &backup, "DomainSysvol/GPO/Machine/registry.pol"), arena,
               list, IN_REGISTRY);
    nl_text_init(&text, arena);
    nl_inf_text(&text, list, IN_TEMPLATE);
    nl_export_add_utf16(
        out_files,
        inside(arena, &backup, "DomainSysvol/GPO/Machine/microsoft/windows nt/SecEdit/GptTmpl.inf"),
        &text);
    nl_text_init(&text, arena);
    backup_xml(&text, list, &backup);
    nl_export_add_text(out_files, inside(arena, &backup, "Backup.xml"), &text);
    nl_text_init(&text, arena);
    add_instance(&text, &backup, " xmlns=\"" MANIFEST "\"");
    nl_export_add_text(out_files, inside(arena, &backup, "bkupInfo.xml"), &text);
    nl_text_init(&text, arena);
    nl_text_add(&text, NL_PACK("<Backups xmlns=\"" MANIFEST "\" xmlns:mfst=\"" MANIFEST
                               "\" mfst:version=\"1.0\">"));
    add_instance(&text, &backup, "");
    nl_text_add(&text, "</Backups>\n");
    nl_export_add_text(out_files, "manifest.xml", &text);
}
