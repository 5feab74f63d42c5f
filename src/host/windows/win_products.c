/* win_products.c - products that filter in the place of Windows Firewall. */
#define COBJMACROS
#include "win_products.h"

#include "win_automation.h"
#include "win_com.h"
#include "win_error.h"
#include "win_text.h"
#include "win_wmi.h"

#include <netfw.h>
#include <oleauto.h>

static const CLSID products_class = {
    0xCC19079B, 0x8272, 0x4D73, {0xBB, 0x70, 0xCD, 0xB5, 0x33, 0x52, 0x7B, 0x61}};
static const IID products_interface = {
    0x39EB36E0, 0x2097, 0x40BD, {0x8A, 0xF2, 0x63, 0xA1, 0x3B, 0x52, 0x53, 0x62}};

enum { MOST_PRODUCTS = 64, MOST_CATEGORIES = 64, CATEGORY_FIREWALL = 2, FIRST_BUILD = 7600 };

/* One element of the array of categories: a variant, or in some versions the number itself. */
static HRESULT category_at(SAFEARRAY *array, VARTYPE type, LONG index, LONG *out_category)
{
    if (type != VT_VARIANT)
        return win_array_element(array, index, out_category);
    VARIANT element;
    win_variant_init(&element);
    HRESULT result = win_array_element(array, index, &element);
    if (SUCCEEDED(result) && element.vt != VT_I4 && element.vt != VT_UI4 && element.vt != VT_INT)
        result = DISP_E_TYPEMISMATCH;
    if (SUCCEEDED(result))
        *out_category = element.lVal;
    win_variant_clear(&element);
    return result;
}

/* UNKNOWN where the categories cannot be told: then nobody may say that Windows Firewall filters. */
static enum nl_answer owns_firewall(INetFwProduct *product)
{
    VARIANT categories;
    win_variant_init(&categories);
    enum nl_answer answer = NL_ANSWER_UNKNOWN;
    LONG first = 0;
    LONG last = -1;
    HRESULT result = INetFwProduct_get_RuleCategories(product, &categories);
    SAFEARRAY *array = SUCCEEDED(result) && categories.vt & VT_ARRAY ? categories.parray : NULL;
    VARTYPE type = categories.vt & VT_TYPEMASK;
    if (array && win_array_dimensions(array) == 1 &&
        (type == VT_VARIANT || type == VT_I4 || type == VT_UI4) &&
        SUCCEEDED(win_array_bounds(array, &first, &last)) && last - first < MOST_CATEGORIES)
        answer = NL_ANSWER_NO;
    for (LONG i = first; answer == NL_ANSWER_NO && i <= last; i++) {
        LONG category = 0;
        if (FAILED(category_at(array, type, i, &category)))
            answer = NL_ANSWER_UNKNOWN;
        else if (category == CATEGORY_FIREWALL)
            answer = NL_ANSWER_YES;
    }
    win_variant_clear(&categories);
    return answer;
}

static HRESULT add_product(struct nl_arena *arena, INetFwProducts *products, LONG index,
                           struct nl_machine *machine)
{
    INetFwProduct *product = NULL;
    HRESULT result = INetFwProducts_Item(products, index, &product);
    if (FAILED(result) || !product)
        return FAILED(result) ? result : E_POINTER;
    BSTR name = NULL;
    struct nl_firewall_product *added = NL_PUSH(arena, &machine->firewall_products);
    if (SUCCEEDED(INetFwProduct_get_DisplayName(product, &name)) && name)
        added->name = win_narrow_part(arena, name, win_bstr_units(name));
    if (!added->name)
        added->name = "";
    added->owns_firewall = owns_firewall(product);
    win_bstr_free(name);
    INetFwProduct_Release(product);
    return S_OK;
}

static HRESULT list(struct nl_arena *arena, struct nl_machine *machine)
{
    void *object = NULL;
    HRESULT result = win_com_create(&products_class, &products_interface, &object);
    if (FAILED(result))
        return result;
    INetFwProducts *products = object;
    LONG count = 0;
    result = INetFwProducts_get_Count(products, &count);
    for (LONG i = 0; SUCCEEDED(result) && i < count && i < MOST_PRODUCTS; i++)
        result = add_product(arena, products, i, machine);
    INetFwProducts_Release(products);
    return result;
}

static bool is_listed(const struct nl_machine *machine, const char *name)
{
    for (size_t i = 0; i < machine->firewall_products.count; i++) {
        if (nl_same(machine->firewall_products.items[i].name, name))
            return true;
    }
    return false;
}

/* What the Security Center lists as a firewall that is on, beyond those that registered. */
static bool add_security_center(struct nl_arena *arena, struct nl_machine *machine)
{
    struct nl_texts names = {0};
    if (!win_wmi_firewalls(arena, &names))
        return false;
    for (size_t i = 0; i < names.count; i++) {
        if (is_listed(machine, names.items[i]))
            continue;
        struct nl_firewall_product *added = NL_PUSH(arena, &machine->firewall_products);
        added->name = names.items[i];
        added->owns_firewall = NL_ANSWER_YES;
    }
    return true;
}

void win_products_survey(struct nl_arena *arena, struct nl_machine *machine)
{
    bool end = false;
    HRESULT result = win_com_begin(&end);
    if (SUCCEEDED(result))
        result = list(arena, machine);
    win_com_end(end);
    bool center = add_security_center(arena, machine);
    /* Before Windows 7 only the Security Center knows. */
    bool seen = SUCCEEDED(result) || (center && machine->os.build < FIRST_BUILD);
    machine->firewall_products_seen = seen ? NL_ANSWER_YES : NL_ANSWER_NO;
    /* Where Windows Firewall itself cannot be asked, that is said already. */
    if (seen || machine->firewall_state != NL_VALUE_PRESENT)
        return;
    DWORD code = win_code_of_hresult(result);
    nl_machine_say_unseen(arena, machine, "firewall-products", win_unread_state(code), code,
                          NL_T("it is not known whether another product filters in place of "
                               "Windows Firewall"));
}
