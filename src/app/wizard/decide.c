/* decide.c - what to do with the plan: apply it, look at it whole, save it, leave. */
#include "decide.h"

#include "app/output.h"
#include "apply/guard.h"
#include "base/clean.h"
#include "confirm.h"
#include "host/file_write.h"
#include "host/files.h"
#include "model/profile_json.h"
#include "report/phrase.h"
#include "report/plan_document.h"
#include "report/plan_json.h"
#include "report/plan_text.h"
#include "restart.h"
#include "show.h"

enum choice {
    CHOICE_CONFIRM,
    CHOICE_APPLY,
    CHOICE_DRY_RUN,
    CHOICE_PROFILE,
    CHOICE_PLAN,
    CHOICE_LEAVE,
    CHOICE_COUNT
};

static void write_dry_run(struct nl_wizard *wizard, struct nl_wizard_page *page, void *context)
{
    (void)context;
    nl_report_plan_text(&wizard->page_memory, &wizard->plan, page->style, &page->text);
}

static const char *document(struct nl_wizard *wizard, bool as_plan, size_t *out_length)
{
    struct nl_arena *arena = wizard->app->arena;
    if (!as_plan)
        return nl_profile_json(arena, &wizard->requests, out_length);
    struct nl_text text;
    struct nl_report_style style = nl_style(wizard->app);
    nl_text_init(&text, arena);
    nl_report_plan_json(arena, &wizard->plan, &style, &text);
    *out_length = text.length;
    return text.data;
}

/* Writes the file; false with a notice when it is there already or cannot be written. */
static bool save_as(struct nl_wizard *wizard, bool as_plan, const char *path, const char *replace,
                    struct nl_wizard_place *place)
{
    struct nl_error err = {0};
    enum nl_file_kind kind = NL_FILE_NONE;
    size_t length = 0;
    enum nl_status status = nl_file_look(path, &kind, &err);
    if (status == NL_OK && kind != NL_FILE_NONE && !nl_equal(path, replace)) {
        nl_wizard_note(wizard, place,
                       NL_T("{1} is there already. Type the name once more to replace it, or type "
                            "another."),
                       path);
        return false;
    }
    if (status == NL_OK) {
        const char *text = document(wizard, as_plan, &length);
        status = nl_file_write(path, text, length, &err);
    }
    if (status == NL_OK)
        return true;
    nl_wizard_note(wizard, place, NL_T("It was not saved: {1}"),
                   nl_error_text(wizard->app->arena, &err, wizard->app->words));
    return false;
}

/* A file being saved. */
struct saving {
    bool as_plan;
    const char *suggested;
    const char *replace;             /* a file that may be overwritten, or NULL */
    struct nl_wizard_place *callers; /* where the notice goes once it is saved */
};

static void write_saving(struct nl_wizard *wizard, struct nl_wizard_page *page, void *context)
{
    const struct saving *saving = context;
    struct nl_page body = nl_wizard_body(wizard, page);
    nl_page_paragraph(
        &body, 0, "", NL_TONE_PLAIN,
        saving->as_plan
            ? nl_page_say(&body, NL_T("A plan belongs to this computer as it is now. It "
                                      "is applied with netlatch apply FILE, and refused "
                                      "if anything it names was changed by then."))
            : nl_page_say(&body, NL_T("A profile says what is wanted, on this computer "
                                      "or others. It is applied with netlatch apply "
                                      "--profile FILE.")));
    page->question =
        nl_page_say(&body, NL_T("Name of the file (Enter alone: {1})"), saving->suggested);
}

static bool saving_answered(struct nl_wizard *wizard, const struct nl_wizard_answer *answer,
                            struct nl_wizard_place *place, void *context, enum nl_wizard_way *way)
{
    struct saving *saving = context;
    if (answer->kind != NL_ANSWERED_TYPED)
        return answer->kind == NL_ANSWERED_NEXT;
    const char *path = *answer->typed ? answer->typed : saving->suggested;
    if (!save_as(wizard, saving->as_plan, path, saving->replace, place)) {
        saving->replace = path;
        place->typed.data = NULL;
        return false;
    }
    nl_wizard_note(wizard, saving->callers, NL_T("Saved: {1}"), path);
    nl_wizard_end(wizard, NL_T("Saved: {1}"), nl_clean(wizard->app->arena, path));
    *way = NL_WAY_NEXT;
    return true;
}

/* Asks for a name and saves. NEXT: saved, told in the caller's notice. */
static enum nl_wizard_way save(struct nl_wizard *wizard, bool as_plan,
                               struct nl_wizard_place *callers)
{
    struct nl_wizard_place place = {0};
    struct saving saving = {.as_plan = as_plan,
                            .suggested =
                                nl_arena_format(wizard->app->arena, "%s%s.json",
                                                wizard->requests.name, as_plan ? "-plan" : ""),
                            .callers = callers};
    const struct nl_wizard_shown shown = {.kind = NL_WIZARD_TYPED,
                                          .title = as_plan ? NL_T("Save as a plan")
                                                           : NL_T("Save as a profile"),
                                          .write = write_saving,
                                          .answered = saving_answered,
                                          .context = &saving};
    return nl_wizard_show(wizard, &shown, &place);
}

/* Says what can be chosen; choices: which choice each line is. */
static void add_choices(struct nl_wizard *wizard, struct nl_wizard_page *page,
                        enum choice choices[CHOICE_COUNT])
{
    const struct {
        enum choice choice;
        const char *text;
        const char *note;
    } rows[] = {
        {CHOICE_CONFIRM, NL_T("Apply, and roll it back by itself unless confirmed in time"),
         NL_T("The safe way over a network: if the connection is lost and nobody confirms, "
              "everything is restored.")},
        {CHOICE_APPLY, NL_T("Apply"),
         NL_T("Every change is read back; if one fails, all are rolled back. It can be rolled back "
              "later, too.")},
        {CHOICE_DRY_RUN, NL_T("Dry run: show the whole plan, change nothing"), NULL},
        {CHOICE_PROFILE, NL_T("Save as a profile, for other computers and for later"), NULL},
        {CHOICE_PLAN, NL_T("Save as a plan, to apply on this computer later"), NULL},
        {CHOICE_LEAVE, NL_T("Leave, and change nothing"), NULL},
    };
    struct nl_page body = nl_wizard_body(wizard, page);
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        bool applies = rows[i].choice == CHOICE_CONFIRM || rows[i].choice == CHOICE_APPLY;
        if ((applies && !wizard->capabilities.can_write) ||
            (rows[i].choice == CHOICE_CONFIRM && !nl_wizard_confirm_available(wizard)))
            continue;
        choices[page->items.count] = rows[i].choice;
        nl_wizard_add(wizard, page, nl_page_word(&body, rows[i].text),
                      rows[i].note ? nl_page_word(&body, rows[i].note) : NULL);
    }
}

static void write_plan_summary(struct nl_wizard *wizard, struct nl_wizard_page *page)
{
    struct nl_page body = nl_wizard_body(wizard, page);
    const struct nl_plan *plan = &wizard->plan;
    nl_page_paragraph(&body, 0, "", NL_TONE_PLAIN,
                      nl_page_say(&body, NL_T("Profile {1}, settings to change: {2}."),
                                  plan->profile->name, nl_decimal(plan->steps.count).text));
    nl_page_paragraph(&body, 0, "", NL_TONE_PLAIN, nl_plan_reach(body.arena, body.style, plan));
    if (wizard->accepted.count)
        nl_page_paragraph(
            &body, 0, "", NL_TONE_BAD,
            nl_page_say(&body, NL_T("Accepted risks: {1}."),
                        nl_phrase_join(body.arena, body.style->words, &wizard->accepted)));
    if (plan->restart_required)
        nl_wizard_restart_needed(&body, wizard);
    if (!wizard->capabilities.can_write)
        nl_page_paragraph(&body, 0, "", NL_TONE_WARN,
                          nl_page_sentence(&body, &wizard->capabilities.reason));
    if (nl_wizard_remote(wizard))
        nl_page_paragraph(&body, 0, "", NL_TONE_WARN,
                          nl_page_say(&body, NL_T("You are connected over the network: a change "
                                                  "could cut the line you sit on.")));
}

/* NEXT: go on to apply. BACK with *out_stay: ask again. */
static enum nl_wizard_way carry_out(struct nl_wizard *wizard, enum choice choice,
                                    struct nl_wizard_place *place, bool *out_stay)
{
    enum nl_wizard_way way = NL_WAY_BACK;
    *out_stay = false;
    place->told = false;
    switch (choice) {
    case CHOICE_CONFIRM:
    case CHOICE_APPLY:
        wizard->confirm_within_s = choice == CHOICE_CONFIRM ? NL_CONFIRM_USUAL_S : 0;
        return NL_WAY_NEXT;
    case CHOICE_DRY_RUN:
        way = nl_wizard_show_text(wizard, NL_T("Dry run: the whole plan"), write_dry_run, NULL);
        break;
    case CHOICE_PROFILE:
        way = save(wizard, false, place);
        break;
    case CHOICE_PLAN:
        way = save(wizard, true, place);
        break;
    case CHOICE_LEAVE:
    case CHOICE_COUNT:
        return NL_WAY_QUIT;
    }
    *out_stay = way != NL_WAY_QUIT;
    return way;
}

/* context: which choice each line is. */
static void write_decide(struct nl_wizard *wizard, struct nl_wizard_page *page, void *context)
{
    write_plan_summary(wizard, page);
    add_choices(wizard, page, context);
}

static bool decide_answered(struct nl_wizard *wizard, const struct nl_wizard_answer *answer,
                            struct nl_wizard_place *place, void *context, enum nl_wizard_way *way)
{
    const enum choice *choices = context;
    bool stay = false;
    place->at = answer->item;
    *way = carry_out(wizard, choices[answer->item], place, &stay);
    return !stay;
}

enum nl_wizard_way nl_wizard_decide(struct nl_wizard *wizard, bool forward)
{
    (void)forward;
    enum choice choices[CHOICE_COUNT];
    bool offered = wizard->capabilities.can_write && nl_wizard_confirm_available(wizard);
    struct nl_wizard_place place = {.at = offered && !nl_wizard_remote(wizard) ? 1 : 0};
    const struct nl_wizard_shown shown = {.kind = NL_WIZARD_MENU,
                                          .title = NL_T("What shall be done?"),
                                          .write = write_decide,
                                          .answered = decide_answered,
                                          .context = choices};
    return nl_wizard_show(wizard, &shown, &place);
}
