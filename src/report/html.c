/* html.c - one self-contained page: its frame and its small parts. */
#include "report/html.h"

#include "base/clean.h"
#include "base/xml.h"
#include "embedded.h"
#include "report/phrase.h"
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
    if (class_name)
        nl_text_format(html->out, "<%s class=\"%s\">", element, class_name);
    else
        nl_text_format(html->out, "<%s>", element);
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
    nl_text_format(html->out, NL_PACK("<section id=\"%s\" aria-labelledby=\"%s-head\">\n"), id, id);
    nl_text_format(html->out, "<h2 id=\"%s-head\">", id);
    nl_html_text(html, heading);
    nl_html_raw(html, "</h2>\n");
}

void nl_html_table_begin(const struct nl_html *html, const char *class_name, const char *caption,
                         const char *const *titles, size_t count)
{
    /* The roles are named because the narrow layout takes the native ones away. */
    nl_text_format(html->out, NL_PACK("<table class=\"%s\" role=\"table\">\n<caption>"),
                   class_name);
    nl_html_text(html, caption);
    nl_html_raw(html, NL_PACK("</caption>\n<thead role=\"rowgroup\"><tr role=\"row\">"));
    for (size_t i = 0; i < count; i++) {
        nl_html_raw(html, NL_PACK("<th scope=\"col\" role=\"columnheader\">"));
        nl_html_text(html, titles[i]);
        nl_html_raw(html, "</th>");
    }
    nl_html_raw(html, NL_PACK("</tr></thead>\n<tbody role=\"rowgroup\">\n"));
}

void nl_html_cell_begin(const struct nl_html *html, const char *title)
{
    nl_html_raw(html, NL_PACK("<td role=\"cell\" data-label=\""));
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

static void counts(const struct nl_html *html, const struct nl_html_head *head)
{
    if (head->counts.count == 0)
        return;
    nl_html_raw(html, "<dl class=\"tiles\">\n");
    for (size_t i = 0; i < head->counts.count; i++) {
        const struct nl_html_count *one = &head->counts.items[i];
        nl_text_format(html->out, "<div class=\"%s\"><dt>", one->count ? one->tone : "dim");
        nl_html_text(html, one->label);
        nl_text_format(html->out, "</dt><dd>%zu</dd></div>\n", one->count);
    }
    nl_html_raw(html, "</dl>\n");
}

static void facts(const struct nl_html *html, const struct nl_html_head *head)
{
    nl_html_raw(html, "<ul class=\"facts\">");
    for (size_t i = 0; i < head->facts.count; i++)
        nl_html_element(html, "li", NULL, head->facts.items[i]);
    nl_html_raw(html, "</ul>\n");
    if (!head->next)
        return;
    nl_html_raw(html, NL_PACK("<div class=\"next-command\"><p>"));
    nl_html_text(html, head->next_label);
    nl_html_raw(html, "</p>");
    nl_html_element(html, "pre", NULL, nl_clean(html->arena, head->next));
    nl_html_raw(html, "</div>\n");
}

void nl_html_begin(const struct nl_html *html, const struct nl_html_head *head)
{
    const char *name = head->title;
    const char *language = html->style->words ? html->style->words->language : "en";
    nl_html_raw(html, NL_PACK("<!DOCTYPE html>\n<html lang=\""));
    nl_html_text(html, language);
    nl_html_raw(
        html, NL_PACK("\">\n<head>\n<meta charset=\"utf-8\">\n"
                      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                      "style-src 'unsafe-inline'; img-src data:"));
    if (head->script_hash)
        nl_text_format(html->out, "; script-src '%s'", head->script_hash);
    nl_html_raw(html,
                "\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                "<meta name=\"color-scheme\" content=\"light dark\">\n"
                "<meta name=\"referrer\" content=\"no-referrer\">\n"
                "<meta name=\"generator\" content=\"netlatch " NETLATCH_VERSION "\">\n<title>");
    nl_html_text(html, name);
    nl_html_raw(html, " - netlatch: ");
    nl_html_text(html, head->kind);
    nl_html_raw(html, "</title>\n<style>\n");
    nl_html_raw(html, nl_embedded_text(&nl_report_files[0]));
    nl_html_raw(html, head->more_style ? head->more_style : "");
    nl_html_raw(html, "</style>\n</head>\n");
    if (head->body_class)
        nl_text_format(html->out, "<body class=\"%s\">\n", head->body_class);
    else
        nl_html_raw(html, "<body>\n");
    nl_html_raw(
        html,
        NL_PACK("<header>\n<p class=\"brand\">"
                "<svg viewBox=\"0 0 24 24\" aria-hidden=\"true\"><path d=\"M4 4v16M20 4v16\"/>"
                "<path d=\"M4 12h12\" class=\"bolt\"/><circle cx=\"9\" cy=\"12\" r=\"2.2\"/>"
                "</svg><span>netlatch</span> <span class=\"kind\">"));
    nl_html_text(html, head->kind);
    nl_html_raw(html, "</span></p>\n<h1><bdi>");
    nl_html_text(html, name);
    nl_html_raw(html, "</bdi></h1>\n");
    nl_text_format(html->out, "<p class=\"result %s\">", head->tone);
    nl_html_text(html, head->result);
    nl_html_raw(html, "</p>\n");
    if (head->second) {
        nl_html_element(html, "p", "second", head->second);
        nl_html_raw(html, "\n");
    }
    counts(html, head);
    facts(html, head);
    nl_html_raw(html, "</header>\n<main>\n");
}

void nl_html_end(const struct nl_html *html)
{
    nl_html_raw(html, "</main>\n<footer><p>");
    nl_html_say(html, NL_T("Made by netlatch {1}."), NETLATCH_VERSION);
    nl_html_raw(html, NL_PACK("</p></footer>\n</body>\n</html>\n"));
}
