/* win_wmi.c - the two things netlatch asks of WMI.
 *
 * Everything waits a limited time: the connection at most two minutes (WMI's own limit), each answer
 * TIMEOUT_MS. Interfaces: wbemcli.h. */
#define COBJMACROS
#include "win_wmi.h"

#include "win_automation.h"
#include "win_com.h"
#include "win_services.h"
#include "win_text.h"

#include <oleauto.h>
#include <wbemcli.h>

static const CLSID locator_class = {
    0x4590F811, 0x1D3A, 0x11D0, {0x89, 0x1F, 0x00, 0xAA, 0x00, 0x4B, 0x2E, 0x24}};
static const IID locator_interface = {
    0xDC12A687, 0x737F, 0x11CF, {0x88, 0x4D, 0x00, 0xAA, 0x00, 0x4B, 0x2E, 0x24}};

enum {
    TIMEOUT_MS = 15000,
    USE_MAX_WAIT = 0x80, /* WBEM_FLAG_CONNECT_USE_MAX_WAIT */
    MOST_PRODUCTS = 64,
    PRODUCT_STATE = 0xF000, /* of productState: WSC_SECURITY_PRODUCT_STATE */
    PRODUCT_ON = 0x1000
};

#define CLASS_NAME "Win32_NetworkAdapterConfiguration"
#define METHOD_NAME "SetTcpipNetbios"

/* Calls through this object carry who we are: without that WMI answers with access denied. */
static bool call_as_caller(IUnknown *object)
{
    return SUCCEEDED(win_co_call_as_caller(object));
}

/* What a call that was begun gives in the end, or NULL. */
static IWbemClassObject *wait_for(IWbemCallResult *call)
{
    IWbemClassObject *answer = NULL;
    if (!call)
        return NULL;
    /* An object of this process is no proxy and takes no blanket: it needs none. */
    (void)call_as_caller((IUnknown *)call);
    HRESULT result = IWbemCallResult_GetResultObject(call, TIMEOUT_MS, &answer);
    IWbemCallResult_Release(call);
    if (result == WBEM_S_NO_ERROR)
        return answer;
    if (answer)
        IWbemClassObject_Release(answer);
    return NULL;
}

static IWbemServices *connect(struct nl_arena *arena, const char *name)
{
    void *object = NULL;
    if (FAILED(win_com_create(&locator_class, &locator_interface, &object)))
        return NULL;
    IWbemLocator *locator = object;
    IWbemServices *services = NULL;
    BSTR space = win_com_text(arena, name);
    HRESULT result = IWbemLocator_ConnectServer(locator, space, NULL, NULL, NULL, USE_MAX_WAIT,
                                                NULL, NULL, &services);
    win_bstr_free(space);
    IWbemLocator_Release(locator);
    if (FAILED(result) || !services)
        return NULL;
    if (call_as_caller((IUnknown *)services))
        return services;
    IWbemServices_Release(services);
    return NULL;
}

/* The objects that a query finds, to be released; NULL where it cannot be asked. */
static IEnumWbemClassObject *ask(struct nl_arena *arena, IWbemServices *services, const char *text)
{
    BSTR language = win_com_text(arena, "WQL");
    BSTR query = win_com_text(arena, text);
    IEnumWbemClassObject *found = NULL;
    HRESULT result = IWbemServices_ExecQuery(services, language, query,
                                             WBEM_FLAG_FORWARD_ONLY | WBEM_FLAG_RETURN_IMMEDIATELY,
                                             NULL, &found);
    win_bstr_free(language);
    win_bstr_free(query);
    if (FAILED(result) || !found)
        return NULL;
    (void)call_as_caller((IUnknown *)found);
    return found;
}

/* The path of the adapter's object, for SysFreeString; NULL when there is none with IP enabled. */
static BSTR adapter_path(struct nl_arena *arena, IWbemServices *services, const char *guid)
{
    IEnumWbemClassObject *found =
        ask(arena, services,
            nl_arena_format(
                arena, "SELECT * FROM " CLASS_NAME " WHERE IPEnabled = TRUE AND SettingID = '%s'",
                guid));
    if (!found)
        return NULL;
    IWbemClassObject *adapter = NULL;
    ULONG count = 0;
    BSTR path = NULL;
    HRESULT result = IEnumWbemClassObject_Next(found, TIMEOUT_MS, 1, &adapter, &count);
    if (result == WBEM_S_NO_ERROR && count == 1 && adapter) {
        VARIANT value;
        win_variant_init(&value);
        if (SUCCEEDED(IWbemClassObject_Get(adapter, L"__PATH", 0, &value, NULL, NULL)) &&
            value.vt == VT_BSTR && value.bstrVal)
            path = win_bstr_make(value.bstrVal, win_bstr_units(value.bstrVal));
        win_variant_clear(&value);
    }
    if (adapter)
        IWbemClassObject_Release(adapter);
    IEnumWbemClassObject_Release(found);
    return path;
}

/* The method's parameters, or NULL. */
static IWbemClassObject *parameters(struct nl_arena *arena, IWbemServices *services,
                                    uint32_t option)
{
    BSTR name = win_com_text(arena, CLASS_NAME);
    IWbemCallResult *call = NULL;
    IWbemClassObject *class_object = NULL;
    IWbemClassObject *signature = NULL;
    IWbemClassObject *instance = NULL;
    HRESULT result =
        IWbemServices_GetObject(services, name, WBEM_FLAG_RETURN_IMMEDIATELY, NULL, NULL, &call);
    win_bstr_free(name);
    if (SUCCEEDED(result))
        class_object = wait_for(call);
    if (class_object)
        result = IWbemClassObject_GetMethod(class_object, L"" METHOD_NAME, 0, &signature, NULL);
    if (SUCCEEDED(result) && signature)
        result = IWbemClassObject_SpawnInstance(signature, 0, &instance);
    if (SUCCEEDED(result) && instance) {
        VARIANT value;
        win_variant_init(&value);
        value.vt = VT_I4;
        value.lVal = (LONG)option;
        if (FAILED(IWbemClassObject_Put(instance, L"TcpipNetbiosOptions", 0, &value, 0))) {
            IWbemClassObject_Release(instance);
            instance = NULL;
        }
    }
    if (signature)
        IWbemClassObject_Release(signature);
    if (class_object)
        IWbemClassObject_Release(class_object);
    return instance;
}

static bool return_value(IWbemClassObject *answer, uint32_t *out_code)
{
    VARIANT value;
    win_variant_init(&value);
    bool told = SUCCEEDED(IWbemClassObject_Get(answer, L"ReturnValue", 0, &value, NULL, NULL)) &&
                (value.vt == VT_I4 || value.vt == VT_UI4);
    if (told)
        *out_code = value.vt == VT_I4 ? (uint32_t)value.lVal : value.ulVal;
    win_variant_clear(&value);
    return told;
}

static bool call_method(struct nl_arena *arena, IWbemServices *services, BSTR path,
                        IWbemClassObject *with, uint32_t *out_code)
{
    BSTR method = win_com_text(arena, METHOD_NAME);
    IWbemCallResult *call = NULL;
    HRESULT result = IWbemServices_ExecMethod(services, path, method, WBEM_FLAG_RETURN_IMMEDIATELY,
                                              NULL, with, NULL, &call);
    win_bstr_free(method);
    IWbemClassObject *answer = SUCCEEDED(result) ? wait_for(call) : NULL;
    bool told = answer && return_value(answer, out_code);
    if (answer)
        IWbemClassObject_Release(answer);
    return told;
}

bool win_wmi_set_netbios(struct nl_arena *arena, const char *guid, uint32_t option,
                         uint32_t *out_code)
{
    /* Asking would start the service, or wait for one that cannot start. */
    if (!win_services_is_running(arena, "Winmgmt"))
        return false;
    bool end = false;
    bool told = false;
    IWbemServices *services = NULL;
    BSTR path = NULL;
    IWbemClassObject *with = NULL;
    if (SUCCEEDED(win_com_begin(&end)))
        services = connect(arena, "ROOT\\CIMV2");
    if (services)
        path = adapter_path(arena, services, guid);
    if (path)
        with = parameters(arena, services, option);
    if (with)
        told = call_method(arena, services, path, with, out_code);
    if (with)
        IWbemClassObject_Release(with);
    win_bstr_free(path);
    if (services)
        IWbemServices_Release(services);
    win_com_end(end);
    return told;
}

static uint32_t number_of(IWbemClassObject *object, const wchar_t *name)
{
    VARIANT value;
    win_variant_init(&value);
    uint32_t number = 0;
    if (SUCCEEDED(IWbemClassObject_Get(object, name, 0, &value, NULL, NULL))) {
        if (value.vt == VT_I4 || value.vt == VT_UI4)
            number = value.ulVal;
        else if (value.vt == VT_BOOL)
            number = value.boolVal != VARIANT_FALSE;
    }
    win_variant_clear(&value);
    return number;
}

static const char *text_of(struct nl_arena *arena, IWbemClassObject *object, const wchar_t *name)
{
    VARIANT value;
    win_variant_init(&value);
    const char *text = NULL;
    if (SUCCEEDED(IWbemClassObject_Get(object, name, 0, &value, NULL, NULL)) &&
        value.vt == VT_BSTR && value.bstrVal)
        text = win_narrow_part(arena, value.bstrVal, win_bstr_units(value.bstrVal));
    win_variant_clear(&value);
    return text;
}

/* The products of one name space that say they are on; false where it cannot be asked. */
static bool list_firewalls(struct nl_arena *arena, const char *space, const wchar_t *property,
                           uint32_t mask, uint32_t on, struct nl_texts *out_names)
{
    IWbemServices *services = connect(arena, space);
    if (!services)
        return false;
    IEnumWbemClassObject *found = ask(arena, services, "SELECT * FROM FirewallProduct");
    bool whole = found != NULL;
    for (int i = 0; whole && i < MOST_PRODUCTS; i++) {
        IWbemClassObject *product = NULL;
        ULONG count = 0;
        HRESULT result = IEnumWbemClassObject_Next(found, TIMEOUT_MS, 1, &product, &count);
        if (result == WBEM_S_FALSE)
            break;
        whole = result == WBEM_S_NO_ERROR && count == 1 && product;
        if (whole && (number_of(product, property) & mask) == on) {
            const char *name = text_of(arena, product, L"displayName");
            nl_texts_add(out_names, arena, name ? name : "");
        }
        if (product)
            IWbemClassObject_Release(product);
    }
    if (found)
        IEnumWbemClassObject_Release(found);
    IWbemServices_Release(services);
    return whole;
}

bool win_wmi_firewalls(struct nl_arena *arena, struct nl_texts *out_names)
{
    bool end = false;
    bool told = false;
    /* Neither service is started by asking. */
    if (!win_services_is_running(arena, "Winmgmt") || !win_services_is_running(arena, "wscsvc"))
        return false;
    if (SUCCEEDED(win_com_begin(&end)))
        told = list_firewalls(arena, "ROOT\\SecurityCenter2", L"productState", PRODUCT_STATE,
                              PRODUCT_ON, out_names) ||
               list_firewalls(arena, "ROOT\\SecurityCenter", L"enabled", 1, 1, out_names);
    win_com_end(end);
    return told;
}
