/* machine_file.c - writes a stock machine as a machine file, for tests that run the executable. */
#include "machine_builder.h"

#include <stdio.h>
#include <string.h>

/* A computer at home or in a small office: its folder is shared, the firewall lets the network in,
 * and somebody has it open. */
static void share_a_folder(struct machine_builder *m)
{
    machine_rule(m, "FPS-SMB-In-TCP",
                 "v2.27|Action=Allow|Active=TRUE|Dir=In|Protocol=6|Profile=Private|LPort=445|"
                 "RA4=LocalSubnet|RA6=LocalSubnet|App=System|Name=@FirewallAPI.dll,-28511|");
    machine_rule(m, "FPS-NB_Session-In-TCP",
                 "v2.27|Action=Allow|Active=TRUE|Dir=In|Protocol=6|Profile=Private|LPort=139|"
                 "RA4=LocalSubnet|RA6=LocalSubnet|App=System|Name=@FirewallAPI.dll,-28503|");
    machine_share(m, "Photos", 0, "C:\\Photos");
    machine_smb_session(m, "192.168.1.23", "anna");
}

static void add_adapters(struct machine_builder *m)
{
    static const char *const guids[] = {"{22222222-2222-3333-4444-555555555555}",
                                        "{33333333-2222-3333-4444-555555555555}",
                                        "{44444444-2222-3333-4444-555555555555}"};
    static const char *const names[] = {"Wi-Fi", "VPN", "\xE6\x9C\xAC\xE5\x9C\xB0\xE8\xBF\x9E\xE6"
                                                        "\x8E\xA5 2"};
    for (size_t i = 0; i < 3; i++) {
        machine_adapter(m, guids[i], names[i]);
        machine_netbt(m, guids[i], 0);
    }
}

int main(int argc, char **argv)
{
    const char *kind = argc > 1 ? argv[1] : "";
    struct machine_builder *m = machine_windows_10();
    m->machine.name = "STUDY";
    m->machine.session.user_name = "STUDY\\anna";
    m->machine.session.user_sid = "S-1-5-21-1-2-3-1001";
    m->machine.session.remote = NL_REMOTE_NONE;
    if (strcmp(kind, "remote") == 0)
        m->machine.session.remote = NL_REMOTE_RDP;
    if (strcmp(kind, "sharing") == 0 || strcmp(kind, "adapters") == 0)
        share_a_folder(m);
    if (strcmp(kind, "adapters") == 0)
        add_adapters(m);
    size_t length = 0;
    const char *json = nl_machine_json(&m->arena, &m->machine, &length);
    bool written = fwrite(json, 1, length, stdout) == length;
    machine_free(m);
    return written ? 0 : 1;
}
