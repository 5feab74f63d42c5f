/* hive_stock.c - the hives of a small Windows 10. */
#include "hive_builder.h"

#include <stdio.h>
#include <string.h>

#define SET "ControlSet002\\"
#define DOMAINS "SAM\\Domains\\"

/* S-1-5-21-1-2-3 and, with a fifth number, an account of it. */
#define SID_BYTES(count) 1, count, 0, 0, 0, 0, 0, 5, 21, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0

static void make_system(const struct hive_disk *disk)
{
    const char *path = hive_disk_file(disk, "SYSTEM");
    hive_h *hive = hive_edit(path);
    hive_set_dword(hive, "Select", "Current", 2);
    hive_set_dword(hive, "Select", "Default", 2);
    hive_set_dword(hive, "ControlSet001\\Services\\RpcSs", "Type", 0x20);
    hive_set_dword(hive, "ControlSet001\\Services\\RpcSs", "Start", 4); /* not the one in use */
    hive_set_service(hive, "RpcSs", 0x20, 2, "RpcEptMapper");
    hive_set_service(hive, "RpcEptMapper", 0x20, 2, NULL);
    hive_set_service(hive, "LanmanServer", 0x20, 2, "RpcSs");
    hive_set_service(hive, "NetBT", 1, 1, "Tdx");
    hive_set_service(hive, "Dhcp", 0x20, 2, "Afd");
    hive_key(hive, SET "Services\\Counters\\Performance");
    hive_set_dword(hive, SET "Services\\NetBT\\Parameters\\Interfaces\\Tcpip_" HIVE_ADAPTER,
                   "NetbiosOptions", 0);
    hive_set_dword(hive, SET "Services\\Tcpip\\Parameters\\Interfaces\\" HIVE_ADAPTER, "EnableDHCP",
                   1);
    hive_set_dword(hive, SET "Services\\LanmanServer\\Parameters", "SMB1", 0);
    hive_set_text(hive, SET "Control\\ProductOptions", "ProductType", "WinNT");
    hive_set_text(hive, SET "Control\\ComputerName\\ComputerName", "ComputerName", "OFFLINE-1");
    hive_set_text(hive, SET "Control\\Session Manager\\Environment", "PROCESSOR_ARCHITECTURE",
                  "AMD64");
    hive_save(hive, path);
}

static void make_software(const struct hive_disk *disk)
{
    const char *path = hive_disk_file(disk, "SOFTWARE");
    const char *version = "Microsoft\\Windows NT\\CurrentVersion";
    hive_h *hive = hive_edit(path);
    hive_set_text(hive, version, "ProductName", "Windows 10 Pro");
    hive_set_text(hive, version, "CurrentVersion", "6.3");
    hive_set_text(hive, version, "CurrentBuildNumber", "16299");
    hive_set_dword(hive, version, "CurrentMajorVersionNumber", 10);
    hive_set_dword(hive, version, "CurrentMinorVersionNumber", 0);
    hive_set_text(hive, "Microsoft\\Ole", "EnableDCOM", "Y");
    hive_save(hive, path);
}

static void make_security(const struct hive_disk *disk)
{
    const char *path = hive_disk_file(disk, "SECURITY");
    const char *accounts = "Policy\\Accounts\\";
    char key[256];
    hive_h *hive = hive_edit(path);
    (void)snprintf(key, sizeof key, "%s%s-501\\ActSysAc", accounts, HIVE_DOMAIN_SID);
    hive_set(hive, key, "", hive_t_REG_NONE, "\xC1\x00\x00\x00", 4);
    (void)snprintf(key, sizeof key, "%sS-1-1-0\\ActSysAc", accounts);
    hive_set(hive, key, "", hive_t_REG_NONE, "\x02\x00\x00\x00", 4);
    (void)snprintf(key, sizeof key, "%sS-1-5-19\\Privilgs", accounts); /* no logon right */
    hive_set(hive, key, "", hive_t_REG_NONE, "\x00\x00\x00\x00", 4);
    hive_save(hive, path);
}

static void set_account(hive_h *hive, uint8_t rid_low, const char *name, uint8_t control)
{
    uint8_t record[80] = {2, 0, 1};
    char key[256];
    record[0x30] = rid_low;
    record[0x31] = 1;
    record[0x38] = control;
    (void)snprintf(key, sizeof key, DOMAINS "Account\\Users\\000001%02X", (unsigned)rid_low);
    hive_set(hive, key, "F", hive_t_REG_BINARY, record, sizeof record);
    (void)snprintf(key, sizeof key, DOMAINS "Account\\Users\\Names\\%s", name);
    hive_set(hive, key, "", 0x100U + rid_low, "", 0);
}

static void make_accounts(const struct hive_disk *disk)
{
    /* The tables stand before what they point to; what this test's reader does not look at is zero. */
    static const uint8_t sid[] = {SID_BYTES(4)};
    static const uint8_t members[] = {SID_BYTES(5), 0xF4, 1, 0, 0,  1, 2, 0, 0, 0, 0, 0, 5,
                                      32,           0,    0, 0, 33, 2, 0, 0};
    uint8_t domain[0x30 + sizeof sid] = {0};
    uint8_t administrators[0x34 + sizeof members] = {0x20, 2};
    const char *path = hive_disk_file(disk, "SAM");
    hive_h *hive = hive_edit(path);
    domain[0x10] = sizeof sid;
    memcpy(domain + 0x30, sid, sizeof sid);
    hive_set(hive, DOMAINS "Account", "V", hive_t_REG_BINARY, domain, sizeof domain);
    set_account(hive, 0xF4, "Verwalter", 0x10); /* names differ by language */
    set_account(hive, 0xF5, "Gast", 0x11);
    administrators[0x2C] = sizeof members;
    administrators[0x30] = 2;
    memcpy(administrators + 0x34, members, sizeof members);
    hive_set(hive, DOMAINS "Builtin\\Aliases\\00000220", "C", hive_t_REG_BINARY, administrators,
             sizeof administrators);
    hive_save(hive, path);
}

void hive_disk_stock(const struct hive_disk *disk)
{
    make_system(disk);
    make_software(disk);
    make_security(disk);
    make_accounts(disk);
}
