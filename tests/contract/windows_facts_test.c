/* windows_facts_test.c - what the survey asks beyond values: which rules are kept of very many, what
 * may be written, hidden services and triggers, products that filter, whose session it is. */
#define COBJMACROS
#include "base/attributes.h"
#include "host/survey/survey_rules.h"
#include "host/windows/win_com.h"
#include "host/windows/win_identity.h"
#include "host/windows/win_owner.h"
#include "host/windows/win_products.h"
#include "host/windows/win_registry.h"
#include "host/windows/win_registry_list.h"
#include "host/windows/win_services.h"
#include "host/windows/win_services_query.h"
#include "host/windows/win_sid.h"
#include "host/windows/win_targets.h"
#include "with_arena.h"

#include <netfw.h>
#include <oleauto.h>

#include <windows.h>

#include <shlwapi.h>

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#define RULES "SOFTWARE\\netlatch-contract-rules"

enum { MANY = 200000, EACH = 10000 /* one of so many concerns the ports */ };

/* A session host: rules of app packages, a value each, and a few that matter. */
static void rules_of_a_session_host_are_read_quickly(void **state)
{
    struct nl_arena *arena = *state;
    static const wchar_t package[] =
        L"v2.26|Action=Allow|Active=TRUE|Dir=In|Profile=Domain|Profile=Private|Profile=Public|"
        L"Name=@{Microsoft.AAD.BrokerPlugin_1000.17763.1.0_neutral_neutral_cw5n1h2txyewy?ms-resource://"
        L"Microsoft.AAD.BrokerPlugin/resources/PackageDisplayName}|LUOwn=S-1-5-21-1-2-3-4321|"
        L"AppPkgId=S-1-15-2-1910091885-1573563583-1104941280-2418270861-3411158377-2822700936-2990310272|"
        L"EmbedCtxt=@{Microsoft.AAD.BrokerPlugin}|Platform=2:6:2|Platform2=GTEQ|";
    static const wchar_t block[] =
        L"v2.26|Action=Block|Active=TRUE|Dir=In|Protocol=6|LPort=445|Name=x|EmbedCtxt=netlatch|";
    HKEY key = NULL;
    SHDeleteKeyW(HKEY_LOCAL_MACHINE, L"" RULES);
    assert_int_equal(RegCreateKeyExW(HKEY_LOCAL_MACHINE, L"" RULES, 0, NULL, REG_OPTION_VOLATILE,
                                     KEY_ALL_ACCESS, NULL, &key, NULL),
                     ERROR_SUCCESS);
    for (int i = 0; i < MANY; i++) {
        wchar_t name[] = L"{00000000-0000}";
        for (int at = 8, rest = i; rest > 0; at--, rest /= 10)
            name[at] = (wchar_t)(L'0' + rest % 10);
        bool ours = i % EACH == 0;
        assert_int_equal(RegSetValueExW(key, name, 0, REG_SZ,
                                        (const BYTE *)(ours ? block : package),
                                        ours ? sizeof block : sizeof package),
                         ERROR_SUCCESS);
    }
    struct nl_registry_reader *reader = win_registry_reader(arena);
    struct nl_registry_key found = {.path = "HKLM\\" RULES};
    reader->keep = nl_survey_rule_kept;
    DWORD begun = GetTickCount();
    reader->values(reader, arena, NULL, &found);
    DWORD took_ms = GetTickCount() - begun;
    RegCloseKey(key);
    SHDeleteKeyW(HKEY_LOCAL_MACHINE, L"" RULES);
    print_message("%d rules read in %u ms\n", MANY, (unsigned)took_ms);
    assert_int_equal(found.state, NL_VALUE_PRESENT);
    assert_int_equal(found.values.count, MANY / EACH);
    assert_int_equal(found.left_out, MANY - MANY / EACH);
    /* Two seconds, on a machine ten times slower. */
    assert_in_range(took_ms, 0, 20000);
}

static unsigned opened_to_write;
static unsigned closed;
static bool refuse;

static LSTATUS WINAPI open_key(HKEY root, LPCWSTR path, DWORD options, REGSAM access, PHKEY key)
{
    if (access & (KEY_SET_VALUE | KEY_CREATE_SUB_KEY)) {
        if (refuse)
            return ERROR_ACCESS_DENIED;
        LSTATUS code = RegOpenKeyExW(root, path, options, access, key);
        opened_to_write += code == ERROR_SUCCESS;
        return code;
    }
    LSTATUS code = RegOpenKeyExW(root, path, options, access, key);
    return code;
}

static LSTATUS WINAPI close_key(HKEY key)
{
    closed++;
    return RegCloseKey(key);
}

static LSTATUS WINAPI never_set(HKEY key, LPCWSTR name, DWORD a, DWORD b, const BYTE *c, DWORD d)
{
    (void)key, (void)name, (void)a, (void)b, (void)c, (void)d;
    fail_msg("a value was written by a survey");
    return ERROR_ACCESS_DENIED;
}

static LSTATUS WINAPI never_create(HKEY a, LPCWSTR b, DWORD c, LPWSTR d, DWORD e, REGSAM f,
                                   LPSECURITY_ATTRIBUTES g, PHKEY h, LPDWORD i)
{
    (void)a, (void)b, (void)c, (void)d, (void)e, (void)f, (void)g, (void)h, (void)i;
    fail_msg("a key was made by a survey");
    return ERROR_ACCESS_DENIED;
}

static void targets_are_tried_and_nothing_is_written(void **state)
{
    struct nl_arena *arena = *state;
    struct win_registry_calls watched = *win_registry_calls();
    watched.open_key = open_key;
    watched.close_key = close_key;
    watched.set_value = never_set;
    watched.create_key = never_create;
    win_registry_replace(&watched);
    for (int i = 0; i < 2; i++) {
        struct nl_machine machine = {0};
        refuse = i == 1;
        opened_to_write = 0;
        win_targets_survey(arena, &machine);
        struct nl_address dcom = {.place = NL_PLACE_REGISTRY,
                                  .path = "HKLM\\SOFTWARE\\Microsoft\\Ole",
                                  .name = "EnableDCOM"};
        struct nl_address gone = {.place = NL_PLACE_REGISTRY,
                                  .path = "HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows NT\\Rpc",
                                  .name = "RestrictRemoteClients"};
        uint32_t code = 0;
        assert_int_equal(nl_machine_writable(&machine, &dcom, &code),
                         refuse ? NL_ANSWER_NO : NL_ANSWER_YES);
        assert_int_equal(code, refuse ? ERROR_ACCESS_DENIED : 0);
        /* Its key may not exist: the nearest one decides. */
        assert_int_equal(nl_machine_writable(&machine, &gone, NULL),
                         refuse ? NL_ANSWER_NO : NL_ANSWER_YES);
        assert_true(refuse ? opened_to_write == 0 : opened_to_write > 3);
    }
    win_registry_replace(NULL);
    assert_true(closed > 0);
}

/* A manager that hides one service: it does not list it, and lets nobody query it. */
static BOOL WINAPI list_without_rpcss(SC_HANDLE manager, SC_ENUM_TYPE level, DWORD type,
                                      DWORD state, LPBYTE bytes, DWORD size, LPDWORD needed,
                                      LPDWORD count, LPDWORD resume, LPCWSTR group)
{
    BOOL done = EnumServicesStatusExW(manager, level, type, state, bytes, size, needed, count,
                                      resume, group);
    ENUM_SERVICE_STATUS_PROCESSW *entries = (ENUM_SERVICE_STATUS_PROCESSW *)(void *)bytes;
    for (DWORD i = 0; done && i < *count; i++) {
        if (_wcsicmp(entries[i].lpServiceName, L"RpcSs") == 0)
            entries[i] = entries[--*count];
    }
    return done;
}

static SC_HANDLE WINAPI hide_rpcss(SC_HANDLE manager, LPCWSTR name, DWORD access)
{
    if (_wcsicmp(name, L"RpcSs") == 0) {
        SetLastError(ERROR_ACCESS_DENIED);
        return NULL;
    }
    return OpenServiceW(manager, name, access);
}

/* Triggers as Windows 10 answers for LanmanServer: an RPC interface and a named pipe. */
static BOOL WINAPI trigger_info(SC_HANDLE service, DWORD level, LPBYTE bytes, DWORD size,
                                LPDWORD needed)
{
    struct answer {
        struct {
            DWORD count;
            void *triggers;
            void *reserved;
        } info;
        struct {
            DWORD type;
            DWORD action;
            GUID *subtype;
            DWORD items;
            void *data;
        } triggers[2];
        GUID subtypes[2];
    } *answer = (struct answer *)(void *)bytes;
    static const GUID subtypes[2] = {
        {0xBC90D167, 0x9470, 0x4139, {0xA9, 0xBA, 0xBE, 0x0B, 0xBB, 0xF5, 0xB7, 0x4D}},
        {0x1F81D131, 0x3FAC, 0x4537, {0x9E, 0x0C, 0x7E, 0x7B, 0x0C, 0x2F, 0x4B, 0x55}},
    };
    (void)service;
    assert_int_equal(level, 8); /* SERVICE_CONFIG_TRIGGER_INFO */
    *needed = sizeof *answer;
    if (size < 2048) {
        SetLastError(ERROR_INSUFFICIENT_BUFFER);
        *needed = 2048;
        return FALSE;
    }
    memset(answer, 0, sizeof *answer);
    answer->info.count = refuse ? 3 : 2; /* one more than there is room for */
    answer->info.triggers = refuse ? (void *)(bytes + size - 8) : (void *)answer->triggers;
    for (int i = 0; i < 2; i++) {
        answer->subtypes[i] = subtypes[i];
        answer->triggers[i].type = 6;
        answer->triggers[i].action = 1;
        answer->triggers[i].subtype = &answer->subtypes[i];
    }
    return TRUE;
}

static void hidden_services_and_triggers_are_seen(void **state)
{
    static const struct win_services_calls hiding = {
        .open_manager = OpenSCManagerW,
        .open_service = hide_rpcss,
        .close = CloseServiceHandle,
        .enumerate = list_without_rpcss,
        .query_config = QueryServiceConfigW,
        .query_config2 = trigger_info,
        .query_status = QueryServiceStatus,
        .change_config = ChangeServiceConfigW,
    };
    struct nl_arena *arena = *state;
    win_services_replace(&hiding);
    for (int i = 0; i < 2; i++) {
        struct nl_machine machine = {0};
        refuse = i == 1;
        win_services_survey(arena, win_registry_reader(arena), &machine);
        assert_int_equal(machine.services_state, NL_VALUE_PRESENT);
        const struct nl_service *hidden = nl_machine_service(&machine, "RpcSs");
        assert_non_null(hidden);
        assert_int_equal(hidden->start.state, NL_VALUE_DENIED);
        assert_int_equal(hidden->run, NL_SERVICE_UNKNOWN);
        size_t twice = 0;
        for (size_t s = 0; s < machine.services.count; s++)
            twice += nl_same(machine.services.items[s].name, "RpcSs");
        assert_int_equal(twice, 1);
        const struct nl_service *server = nl_machine_service(&machine, "LanmanServer");
        assert_non_null(server);
        assert_int_equal(server->triggered, refuse ? NL_ANSWER_UNKNOWN : NL_ANSWER_YES);
        assert_int_equal(server->triggers.count, refuse ? 0 : 2);
        if (!refuse)
            assert_string_equal(server->triggers.items[1], "named-pipe");
    }
    win_services_replace(NULL);
}

/* One product, as a security suite registers itself. */
static LONG category;
static bool odd_categories;

static ULONG STDMETHODCALLTYPE product_release(INetFwProduct *product)
{
    (void)product;
    return 1;
}

static HRESULT STDMETHODCALLTYPE product_name(INetFwProduct *product, BSTR *name)
{
    (void)product;
    *name = SysAllocString(L"Some Suite");
    return S_OK;
}

static HRESULT STDMETHODCALLTYPE product_categories(INetFwProduct *product, VARIANT *out)
{
    (void)product;
    VariantInit(out);
    if (odd_categories) {
        out->vt = VT_I4;
        return S_OK;
    }
    SAFEARRAY *array = SafeArrayCreateVector(VT_VARIANT, 0, 2);
    for (LONG i = 0; i < 2; i++) {
        VARIANT element;
        VariantInit(&element);
        element.vt = VT_I4;
        element.lVal = i == 0 ? 0 : category;
        SafeArrayPutElement(array, &i, &element);
    }
    out->vt = VT_ARRAY | VT_VARIANT;
    out->parray = array;
    return S_OK;
}

static INetFwProductVtbl product_table = {.Release = product_release,
                                          .get_DisplayName = product_name,
                                          .get_RuleCategories = product_categories};
static INetFwProduct product = {&product_table};

static ULONG STDMETHODCALLTYPE products_release(INetFwProducts *products)
{
    (void)products;
    return 1;
}

static HRESULT STDMETHODCALLTYPE products_count(INetFwProducts *products, LONG *count)
{
    (void)products;
    *count = 1;
    return S_OK;
}

static HRESULT STDMETHODCALLTYPE products_item(INetFwProducts *products, LONG index,
                                               INetFwProduct **out)
{
    (void)products;
    assert_int_equal(index, 0);
    *out = &product;
    return S_OK;
}

static INetFwProductsVtbl products_table = {
    .Release = products_release, .get_Count = products_count, .Item = products_item};
static INetFwProducts products = {&products_table};
static HRESULT create_answer;

static HRESULT WINAPI create(REFCLSID class_id, LPUNKNOWN outer, DWORD context, REFIID interface_id,
                             LPVOID *out)
{
    (void)class_id, (void)outer, (void)context, (void)interface_id;
    *out = SUCCEEDED(create_answer) ? &products : NULL;
    return create_answer;
}

static HRESULT WINAPI initialize(LPVOID reserved, DWORD model)
{
    (void)reserved, (void)model;
    return S_OK;
}

static void WINAPI uninitialize(void)
{
}

static void products_that_filter_are_named(void **state)
{
    static const struct win_com_calls calls = {
        .initialize = initialize, .uninitialize = uninitialize, .create = create};
    static const struct {
        LONG category;
        bool odd;
        enum nl_answer owns;
    } rows[] = {{2, false, NL_ANSWER_YES}, {3, false, NL_ANSWER_NO}, {2, true, NL_ANSWER_UNKNOWN}};
    struct nl_arena *arena = *state;
    win_com_replace(&calls);
    create_answer = S_OK;
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        struct nl_machine machine = {.firewall_state = NL_VALUE_PRESENT, .os.build = 19045};
        category = rows[i].category;
        odd_categories = rows[i].odd;
        win_products_survey(arena, &machine);
        assert_int_equal(machine.firewall_products_seen, NL_ANSWER_YES);
        assert_int_equal(machine.firewall_products.count, 1);
        assert_string_equal(machine.firewall_products.items[0].name, "Some Suite");
        assert_int_equal(machine.firewall_products.items[0].owns_firewall, rows[i].owns);
        assert_int_equal(machine.unseen.count, 0);
    }
    struct nl_machine machine = {.firewall_state = NL_VALUE_PRESENT, .os.build = 19045};
    create_answer = E_ACCESSDENIED;
    win_products_survey(arena, &machine);
    win_com_replace(NULL);
    assert_int_equal(machine.firewall_products_seen, NL_ANSWER_NO);
    assert_int_equal(machine.unseen.count, 1);
    assert_string_equal(machine.unseen.items[0].what, "firewall-products");
}

static BOOL WINAPI session_text(HANDLE server, DWORD session, int what, LPWSTR *text, DWORD *size)
{
    static wchar_t user[] = L"clerk";
    static wchar_t domain[] = L"PC";
    assert_null(server);
    assert_int_equal(session, (DWORD)-1);
    *text = what == 5 ? user : domain;
    *size = what == 5 ? sizeof user : sizeof domain;
    return TRUE;
}

static VOID WINAPI session_free(PVOID text)
{
    (void)text;
}

static BOOL WINAPI lookup_name(LPCWSTR system, LPCWSTR name, PSID sid, LPDWORD size, LPWSTR domain,
                               LPDWORD units, PSID_NAME_USE use)
{
    static const BYTE clerk[] = {1, 5, 0, 0, 0, 0, 0, 5, 21, 0, 0,    0, 1, 0,
                                 0, 0, 2, 0, 0, 0, 3, 0, 0,  0, 0xE9, 3, 0, 0};
    static const BYTE desktop[] = {1, 2, 0, 0, 0, 0, 0, 5, 32, 0, 0, 0, 0x2B, 2, 0, 0};
    (void)system, (void)domain, (void)units, (void)use;
    bool is_user = wcscmp(name, L"PC\\clerk") == 0;
    memcpy(sid, is_user ? clerk : desktop, is_user ? sizeof clerk : sizeof desktop);
    *size = is_user ? sizeof clerk : sizeof desktop;
    return TRUE;
}

static DWORD WINAPI local_groups(LPCWSTR server, LPCWSTR user, DWORD level, DWORD flags,
                                 LPBYTE *buffer, DWORD preferred, LPDWORD read, LPDWORD total)
{
    static wchar_t group[] = L"Remote Desktop Users";
    static LPWSTR entry = group;
    (void)server, (void)user, (void)level, (void)flags, (void)preferred;
    *buffer = (LPBYTE)&entry;
    *read = 1;
    *total = 1;
    return ERROR_SUCCESS;
}

static DWORD WINAPI free_buffer(LPVOID buffer)
{
    (void)buffer;
    return 0;
}

static void the_owner_of_the_session_is_told(void **state)
{
    static const struct win_owner_calls calls = {.session_text = session_text,
                                                 .session_free = session_free,
                                                 .lookup_name = lookup_name,
                                                 .local_groups = local_groups,
                                                 .free_buffer = free_buffer};
    win_owner_replace(&calls);
    struct nl_machine other = {.session.user_sid = "S-1-5-21-1-2-3-500", .os.build = 19045};
    struct nl_machine same = {.session.user_sid = "S-1-5-21-1-2-3-1001", .os.build = 19045};
    struct nl_machine service = {.session.user_sid = "S-1-5-18",
                                 .session.remote = NL_REMOTE_SERVICE};
    win_owner_survey(*state, &other);
    win_owner_survey(*state, &same);
    win_owner_survey(*state, &service);
    win_owner_replace(NULL);
    assert_string_equal(other.session.owner_sid, "S-1-5-21-1-2-3-1001");
    assert_string_equal(other.session.owner_name, "PC\\clerk");
    assert_true(nl_texts_hold(&other.session.owner_groups, "S-1-1-0"));
    assert_true(nl_texts_hold(&other.session.owner_groups, "S-1-5-32-555"));
    assert_null(same.session.owner_sid);
    assert_null(service.session.owner_sid);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ARENA(rules_of_a_session_host_are_read_quickly),
        WITH_ARENA(targets_are_tried_and_nothing_is_written),
        WITH_ARENA(hidden_services_and_triggers_are_seen),
        WITH_ARENA(products_that_filter_are_named),
        WITH_ARENA(the_owner_of_the_session_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
