/* html.c - one self-contained page: its frame and its small parts. */
#include "report/html.h"

#include "embedded.h"
#include "plan/evidence.h"
#include "report/label.h"
#include "report/phrase.h"
#include "report/xml.h"
#include "version.h"

NL_DECLARE_EMBEDDED(nl_report_files);

void nl_html_raw(const struct nl_html *html, const char *markup)
{
    nl_text_add(html->out, markup);
}

void nl_html_text(const struct nl_html *html, const char *text)
{
    nl_xml_add(html->out, text);
}

void nl_html_say_args(const struct nl_html *html, const char *const *format_and_args)
{
    nl_html_text(html, nl_phrase_say_args(html->arena, html->style->words, format_and_args));
}

void nl_html_sentence(const struct nl_html *html, const struct nl_sentence *sentence)
{
    nl_html_text(html, nl_phrase_sentence(html->arena, html->style->words, sentence));
}

void nl_html_element(const struct nl_html *html, const char *element, const char *class_name,
                     const char *text)
{
    nl_text_format(html->out, "<%s", element);
    if (class_name)
        nl_text_format(html->out, " class=\"%s\"", class_name);
    nl_html_raw(html, ">");
    nl_html_text(html, text);
    nl_text_format(html->out, "</%s>", element);
}

void nl_html_list(const struct nl_html *html, const struct nl_sentences *sentences)
{
    if (sentences->count == 0)
        return;
    nl_html_raw(html, "<ul>");
    for (size_t i = 0; i < sentences->count; i++) {
        nl_html_raw(html, "<li>");
        nl_html_sentence(html, &sentences->items[i]);
        nl_html_raw(html, "</li>");
    }
    nl_html_raw(html, "</ul>\n");
}

void nl_html_badge(const struct nl_html *html, const char *tone, const char *text)
{
    nl_html_element(html, "span", nl_arena_format(html->arena, "badge %s", tone), text);
}

void nl_html_section(const struct nl_html *html, const char *id, const char *heading)
{
    nl_text_format(html->out, "<section id=\"%s\" aria-labelledby=\"%s-head\">\n", id, id);
    nl_text_format(html->out, "<h2 id=\"%s-head\">", id);
    nl_html_text(html, heading);
    nl_html_raw(html, "</h2>\n");
}

void nl_html_table_begin(const struct nl_html *html, const char *class_name, const char *caption,
                         const char *const *titles, size_t count)
{
    /* The roles are named because the narrow layout takes the native ones away. */
    nl_text_format(html->out, "<table class=\"%s\" role=\"table\">\n<caption>", class_name);
    nl_html_text(html, caption);
    nl_html_raw(html, "</caption>\n<thead role=\"rowgroup\"><tr role=\"row\">");
    for (size_t i = 0; i < count; i++) {
        nl_html_raw(html, "<th scope=\"col\" role=\"columnheader\">");
        nl_html_text(html, titles[i]);
        nl_html_raw(html, "</th>");
    }
    nl_html_raw(html, "</tr></thead>\n<tbody role=\"rowgroup\">\n");
}

void nl_html_cell_begin(const struct nl_html *html, const char *title)
{
    nl_html_raw(html, "<td role=\"cell\" data-label=\"");
    nl_html_text(html, title);
    nl_html_raw(html, "\"><div>");
}

void nl_html_cell_end(const struct nl_html *html)
{
    nl_html_raw(html, "</div></td>");
}

void nl_html_table_end(const struct nl_html *html)
{
    nl_html_raw(html, "</tbody>\n</table>\n");
}

static void fact(const struct nl_html *html, const char *label, const char *text)
{
    nl_html_raw(html, "<div><dt>");
    nl_html_say(html, label);
    nl_html_raw(html, "</dt><dd>");
    nl_html_text(html, text);
    nl_html_raw(html, "</dd></div>\n");
}

static void facts(const struct nl_html *html, const struct nl_html_head *head)
{
    struct nl_arena *arena = html->arena;
    const struct nl_words *words = html->style->words;
    const struct nl_machine *machine = head->machine;
    nl_html_raw(html, "<dl class=\"facts\">\n");
    fact(html, NL_T("Operating system"), nl_phrase_system(arena, words, machine));
    fact(html, NL_T("Member of"), nl_phrase_membership(arena, words, machine));
    fact(html, NL_T("Profile"), head->profile);
    fact(html, NL_T("Seen by"), nl_phrase_person(arena, words, machine));
    fact(html, NL_T("Rights"),
         nl_phrase_say(arena, words, nl_label_elevated(machine->session.elevated)));
    fact(html, NL_T("Session"),
         nl_phrase_say(arena, words, nl_remote_name(machine->session.remote)));
    if (html->style->moment)
        fact(html, NL_T("Time"), html->style->moment);
    fact(html, NL_T("Source"), machine->source ? machine->source : "?");
    nl_html_raw(html, "</dl>\n");
}

void nl_html_begin(const struct nl_html *html, const struct nl_html_head *head)
{
    const char *name = head->machine->name ? head->machine->name : "?";
    const char *language = html->style->words ? html->style->words->language : "en";
    nl_html_raw(html, "<!DOCTYPE html>\n<html lang=\"");
    nl_html_text(html, language);
    nl_html_raw(html,
                "\">\n<head>\n<meta charset=\"utf-8\">\n"
                "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                "style-src 'unsafe-inline'; img-src data:\">\n"
                "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                "<meta name=\"color-scheme\" content=\"light dark\">\n"
                "<meta name=\"referrer\" content=\"no-referrer\">\n"
                "<meta name=\"generator\" content=\"netlatch " NETLATCH_VERSION "\">\n<title>");
    nl_html_text(html, name);
    nl_html_raw(html, " - netlatch: ");
    nl_html_text(html, head->kind);
    nl_html_raw(html, "</title>\n<style>\n");
    nl_html_raw(html, (const char *)nl_report_files[0].bytes);
    nl_html_raw(html,
                "</style>\n</head>\n<body>\n<header>\n<p class=\"brand\">"
                "<svg viewBox=\"0 0 24 24\" aria-hidden=\"true\"><path d=\"M4 4v16M20 4v16\"/>"
                "<path d=\"M4 12h12\" class=\"bolt\"/><circle cx=\"9\" cy=\"12\" r=\"2.2\"/>"
                "</svg><span>netlatch</span> <span class=\"kind\">");
    nl_html_text(html, head->kind);
    nl_html_raw(html, "</span></p>\n<h1><bdi>");
    nl_html_text(html, name);
    nl_html_raw(html, "</bdi></h1>\n");
    nl_text_format(html->out, "<p class=\"result %s\">", head->tone);
    nl_html_text(html, head->result);
    nl_html_raw(html, "</p>\n");
    facts(html, head);
    nl_html_raw(html, "</header>\n<main>\n");
}

static void unseen(const struct nl_html *html, const struct nl_machine *machine)
{
    struct nl_arena *arena = html->arena;
    const struct nl_words *words = html->style->words;
    if (machine->unseen.count == 0)
        return;
    const char *const titles[] = {
        nl_phrase_say(arena, words, NL_T("What")),
        nl_phrase_say(arena, words, NL_T("Outcome")),
        nl_phrase_say(arena, words, NL_T("Windows error")),
        nl_phrase_say(arena, words, NL_T("Why")),
    };
    nl_html_section(html, "unseen", nl_phrase_say(arena, words, NL_T("What could not be seen")));
    nl_html_table_begin(html, "unseen",
                        nl_phrase_say(arena, words,
                                      NL_T("What is unknown is never counted as closed or as "
                                           "passed.")),
                        titles, NL_COUNT_OF(titles));
    for (size_t i = 0; i < machine->unseen.count; i++) {
        const struct nl_unseen *one = &machine->unseen.items[i];
        const char *const cells[] = {
            one->what, nl_phrase_say(arena, words, nl_label_unseen(one->state)),
            one->code ? nl_arena_format(arena, "%u", (unsigned)one->code) : "",
            one->why ? nl_phrase_say(arena, words, "{1}", one->why) : ""};
        nl_html_raw(html, "<tr role=\"row\">");
        for (size_t j = 0; j < NL_COUNT_OF(cells); j++) {
            nl_html_cell_begin(html, titles[j]);
            nl_html_text(html, cells[j]);
            nl_html_cell_end(html);
        }
        nl_html_raw(html, "</tr>\n");
    }
    nl_html_table_end(html);
    nl_html_raw(html, "</section>\n");
}

void nl_html_end(const struct nl_html *html, const struct nl_machine *machine)
{
    unseen(html, machine);
    nl_html_raw(html, "</main>\n<footer><p>");
    nl_html_say(html, NL_T("Made by netlatch {1}."), NETLATCH_VERSION);
    nl_html_raw(html, "</p></footer>\n</body>\n</html>\n");
}

const char *nl_html_tone_verdict(enum nl_verdict verdict)
{
    switch (verdict) {
    case NL_VERDICT_PASS:
        return "good";
    case NL_VERDICT_FAIL:
        return "bad";
    case NL_VERDICT_UNKNOWN:
        return "warn";
    case NL_VERDICT_NOT_APPLICABLE:
    case NL_VERDICT_NOT_CHECKED:
    case NL_VERDICT_COUNT:
        break;
    }
    return "dim";
}

const char *nl_html_tone_severity(enum nl_severity severity)
{
    switch (severity) {
    case NL_SEVERITY_BLOCK:
    case NL_SEVERITY_HIGH:
        return "bad";
    case NL_SEVERITY_MEDIUM:
        return "warn";
    case NL_SEVERITY_LOW:
    case NL_SEVERITY_NONE:
        break;
    }
    return "dim";
}
