/* explain_topics.c - what can be explained, and the common words for it. */
#include "explain_topics.h"

#include "model/catalogue.h"
#include "model/component.h"
#include "model/components.h"
#include "model/ports.h"
#include "output.h"

/* Words that people know, and the subjects they mean. */
static const struct {
    const char *word;
    const char *subjects;
} words[] = {
    {"smb", "445 smb.direct server.service"},
    {"smb1", "smb1.server smb1.client"},
    {"smbv1", "smb1.server smb1.client"},
    {"cifs", "smb1.server smb1.client"},
    {"netbios", "netbios.adapter 137 138 139"},
    {"nbt", "netbios.adapter 137 138 139"},
    {"netbt", "netbios.adapter 137 138 139"},
    {"wins", "wins-client netbios-off-wins"},
    {"llmnr", "dns.llmnr"},
    {"dcom", "dcom.enabled"},
    {"com", "dcom.enabled"},
    {"rpc", "135 rpc.service"},
    {"rpcss", "rpc.service rpc-disable"},
    {"guest", "account.guest logon.network.deny"},
    {"guests", "account.guest logon.network.deny"},
    {"anonymous", "logon.network.deny"},
    {"lanmanserver", "server.service"},
    {"server", "server.service"},
    {"firewall", "firewall.block"},
    {"psexec", "445 admin-shares remote-service-control"},
    {"wannacry", "smb1.server 445"},
    {"eternalblue", "smb1.server 445"},
    {"petya", "smb1.server 445"},
    {"blaster", "135"},
    {"printer", "printer-sharing"},
    {"shares", "file-server 445"},
};

static void add_rows(struct nl_arena *arena, struct nl_texts *settings, struct nl_texts *components,
                     struct nl_texts *risks)
{
    const struct nl_setting *row = NULL;
    size_t count = 0;
    for (size_t i = 0; (row = nl_setting_at(i)) != NULL; i++)
        nl_texts_add(settings, arena, row->id);
    const struct nl_component *component = nl_components(&count);
    for (size_t i = 0; i < count; i++)
        nl_texts_add(components, arena, component[i].id);
    const struct nl_risk_row *risk = nl_risks(&count);
    for (size_t i = 0; i < count; i++)
        nl_texts_add(risks, arena, risk[i].id);
}

struct nl_texts nl_topics(struct nl_arena *arena)
{
    struct nl_texts names = {0};
    add_rows(arena, &names, &names, &names);
    for (size_t i = 0; i < NL_COUNT_OF(words); i++)
        nl_texts_add(&names, arena, words[i].word);
    nl_texts_add(&names, arena, "article");
    return names;
}

struct nl_texts nl_topics_of_word(struct nl_arena *arena, const char *word)
{
    for (size_t i = 0; i < NL_COUNT_OF(words); i++) {
        if (nl_same(words[i].word, word))
            return nl_split(arena, words[i].subjects, ' ');
    }
    return (struct nl_texts){0};
}

static void section(struct nl_app *app, struct nl_text *out, const char *title,
                    const struct nl_texts *names)
{
    struct nl_text list;
    nl_text_init(&list, app->arena);
    for (size_t i = 0; i < names->count; i++)
        nl_text_format(&list, "%s%s", i ? ", " : "", names->items[i]);
    nl_text_format(out, "%s%s%s\n", app->color ? "\033[1m" : "", nl_word(app, title),
                   app->color ? "\033[0m" : "");
    nl_paragraph(app, out, list.data, 2, 0);
}

void nl_explain_index(struct nl_app *app, struct nl_text *out)
{
    struct nl_texts ports = {0};
    struct nl_texts settings = {0};
    struct nl_texts components = {0};
    struct nl_texts risks = {0};
    struct nl_texts common = {0};
    add_rows(app->arena, &settings, &components, &risks);
    for (size_t i = 0; i < NL_PORT_COUNT; i++)
        nl_texts_add(&ports, app->arena, nl_decimal(nl_ports[i].number).text);
    for (size_t i = 0; i < NL_COUNT_OF(words); i++)
        nl_texts_add(&common, app->arena, words[i].word);
    nl_texts_add(&common, app->arena, "article");
    section(app, out, NL_T("Ports"), &ports);
    section(app, out, NL_T("Settings (for --set ID=VALUE)"), &settings);
    section(app, out, NL_T("Risks (for --accept RISK)"), &risks);
    section(app, out, NL_T("Parts of Windows and programs that a change may break"), &components);
    section(app, out, NL_T("Common words"), &common);
}
