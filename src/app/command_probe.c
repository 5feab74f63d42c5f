/* command_probe.c - netlatch probe: ask one host, without logging on, what it shows to a stranger. */
#include "command_probe.h"

#include "app.h"
#include "base/clean.h"
#include "base/time_text.h"
#include "host/file_write.h"
#include "host/files.h"
#include "input.h"
#include "model/machine_json.h"
#include "output.h"
#include "probe/address.h"
#include "probe/run.h"
#include "probe_text.h"
#include "probing.h"
#include "wiring.h"

static enum nl_status take_ports(struct nl_app *app, bool wanted[NL_PORT_COUNT],
                                 struct nl_error *err)
{
    const struct nl_texts *given = &app->options.ports;
    for (size_t i = 0; i < NL_PORT_COUNT; i++)
        wanted[i] = given->count == 0;
    for (size_t i = 0; i < given->count; i++) {
        uint64_t number = 0;
        const struct nl_port *port = nl_parse_u64(given->items[i], UINT16_MAX, &number)
                                         ? nl_port_find((unsigned)number)
                                         : NULL;
        if (!port)
            return nl_fail(err, NL_INVALID,
                           NL_T("--port: {1} is not one of: 135, 137, 138, 139, "
                                "445"),
                           nl_clean(app->arena, given->items[i]));
        wanted[port - nl_ports] = true;
    }
    return NL_OK;
}

/* The first address of each family; the others are told, not asked. */
static enum nl_status take_resolved(struct nl_app *app, const struct nl_net_addresses *found,
                                    const struct nl_net_interfaces *interfaces, const bool *wanted,
                                    struct nl_probe_targets *targets, struct nl_texts *others,
                                    struct nl_error *err)
{
    bool had[2] = {false, false};
    for (size_t i = 0; i < found->count; i++) {
        const struct nl_net_address *address = &found->items[i];
        const char *text = nl_net_address_text(app->arena, address);
        enum nl_status status = nl_probe_address_single(app->arena, address, interfaces, err);
        if (status != NL_OK)
            return status;
        if (had[address->v6] && !nl_texts_hold(others, text))
            nl_texts_add(others, app->arena, text);
        else if (!had[address->v6])
            (void)nl_probe_add(app->arena, targets, address, interfaces, wanted);
        had[address->v6] = true;
    }
    if (targets->count == 0)
        return nl_fail(err, NL_NOT_FOUND, NL_T("{1} has no address"),
                       nl_clean(app->arena, app->options.words.items[0]));
    return NL_OK;
}

struct probe_input {
    struct nl_net *net;
    struct nl_net_interfaces interfaces;
    struct nl_probe_targets targets;
    struct nl_texts others;
    bool resolving; /* where it failed: the host is not known, which is no mistake of the person */
};

static enum nl_status take_host(struct nl_app *app, struct probe_input *input, struct nl_error *err)
{
    bool wanted[NL_PORT_COUNT];
    bool is_address = false;
    struct nl_net_address address;
    const char *name = NULL;
    enum nl_status status = nl_at_most_words(app, 1, err);
    if (status == NL_OK && app->options.words.count == 0) {
        (void)nl_fail(err, NL_INVALID, NL_T("no host was named"));
        return nl_next(err, NL_T("Name one host by its address or its name."));
    }
    if (status == NL_OK)
        status = take_ports(app, wanted, err);
    if (status == NL_OK)
        status = nl_wiring_net(&input->net, err);
    /* Without the list of own addresses the run goes on: it then cannot say where it asks from. */
    struct nl_error unseen = {0};
    if (status == NL_OK &&
        input->net->ops->interfaces(input->net, app->arena, &input->interfaces, &unseen) != NL_OK)
        (void)nl_say_error(app, &unseen);
    if (status == NL_OK)
        status = nl_probe_host_parse(app->arena, app->options.words.items[0], &input->interfaces,
                                     &is_address, &address, &name, err);
    if (status != NL_OK)
        return status;
    if (is_address) {
        (void)nl_probe_add(app->arena, &input->targets, &address, &input->interfaces, wanted);
        return NL_OK;
    }
    struct nl_net_addresses found = {0};
    input->resolving = true;
    status = input->net->ops->resolve(input->net, app->arena, name, &found, err);
    if (status == NL_OK)
        status = take_resolved(app, &found, &input->interfaces, wanted, &input->targets,
                               &input->others, err);
    return status;
}

static bool stopped(void *context)
{
    struct nl_console *console = context;
    return console->ops->interrupted(console, false);
}

static void say_beforehand(struct nl_app *app, const struct nl_probe_targets *targets)
{
    struct nl_text told;
    struct nl_report_style style = nl_style(app);
    style.color = false;
    nl_text_init(&told, app->arena);
    nl_probe_text_beforehand(app->arena, targets, &style, &told);
    app->console->ops->write(app->console, NL_STREAM_ERR, told.data, told.length);
}

/* The recording that --add-to names; read before anything is sent. */
static enum nl_status read_recording(struct nl_app *app, struct nl_machine *out_machine,
                                     struct nl_error *err)
{
    const uint8_t *bytes = NULL;
    size_t size = 0;
    if (!app->options.add_to)
        return NL_OK;
    enum nl_status status =
        nl_file_read(app->arena, app->options.add_to, NL_JSON_MAX_SIZE, &bytes, &size, err);
    if (status == NL_OK)
        status = nl_machine_parse(app->arena, app->options.add_to, bytes, size, out_machine, err);
    return status;
}

static enum nl_status write_recording(struct nl_app *app, struct nl_machine *machine,
                                      const struct nl_probe_document *document,
                                      struct nl_error *err)
{
    size_t length = 0;
    if (!app->options.add_to)
        return NL_OK;
    nl_probing_keep(app, machine, document->targets, document->time);
    const char *json = nl_machine_json(app->arena, machine, &length);
    return nl_file_write(app->options.add_to, json, length, err);
}

int nl_command_probe(struct nl_app *app)
{
    static const char *const formats[] = {"text", "json"};
    struct nl_error err = {0};
    struct probe_input input = {0};
    struct nl_machine recording = {0};
    int format = 0;
    enum nl_status status = nl_format_of(app, formats, NL_COUNT_OF(formats), &format, &err);
    if (status == NL_OK)
        status = read_recording(app, &recording, &err);
    if (status == NL_OK)
        status = take_host(app, &input, &err);
    if (status != NL_OK) {
        int code = nl_say_error(app, &err);
        return input.resolving ? NL_EXIT_FAILED : code;
    }
    if (app->options.verbose)
        say_beforehand(app, &input.targets);
    struct nl_probe_document document = {
        .host = app->options.words.items[0],
        .time = nl_time_text(app->arena, app->clock->now_s(app->clock)),
        .other_addresses = &input.others,
        .targets = &input.targets,
        .exit_code = NL_EXIT_DONE,
    };
    struct nl_probe_run run = {.arena = app->arena,
                               .net = input.net,
                               .clock = app->clock,
                               .stopped = stopped,
                               .context = app->console};
    nl_probe_ask(&run, &input.targets, &input.interfaces);
    if (stopped(app->console))
        document.exit_code = NL_EXIT_FAILED;
    if (write_recording(app, &recording, &document, &err) != NL_OK)
        document.exit_code = nl_say_error(app, &err);
    struct nl_text out;
    nl_text_init(&out, app->arena);
    struct nl_report_style style = nl_style(app);
    if (format == 1) {
        size_t length = 0;
        const char *json = nl_probe_json(app->arena, &document, &length);
        nl_text_add_part(&out, json, length);
    } else {
        nl_probe_text(app->arena, &document, &style, &out);
    }
    int code = nl_deliver(app, out.data, out.length);
    return code == NL_EXIT_DONE ? document.exit_code : code;
}
