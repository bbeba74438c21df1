#include "export/html.h"

#include "base/digest.h"
#include "base/i18n.h"
#include "base/utf8.h"

static void escape(struct buffer *page, const char *text, const char *line_break)
{
    struct buffer clean;
    buffer_init(&clean, BUFFER_MAX_DOCUMENT);
    utf8_clean(&clean, text, strlen(text), true);
    for (const char *c = buffer_text(&clean); *c != '\0'; c++) {
        switch (*c) {
        case '&':
            buffer_add_text(page, "&amp;");
            break;
        case '<':
            buffer_add_text(page, "&lt;");
            break;
        case '>':
            buffer_add_text(page, "&gt;");
            break;
        case '"':
            buffer_add_text(page, "&quot;");
            break;
        case '\'':
            buffer_add_text(page, "&#39;");
            break;
        case '\n':
            buffer_add_text(page, line_break);
            break;
        default:
            buffer_add_char(page, *c);
        }
    }
    page->failed = page->failed || clean.failed;
    buffer_release(&clean);
}

void html_text(struct buffer *page, const char *text)
{
    escape(page, text, "<br>");
}

void html_line(struct buffer *page, const char *text)
{
    escape(page, text, " ");
}

void html_element(struct buffer *page, const char *tag, const char *class, const char *text)
{
    if (class != NULL) {
        buffer_add_format(page, "<%s class=\"%s\">", tag, class);
    } else {
        buffer_add_format(page, "<%s>", tag);
    }
    html_text(page, text);
    buffer_add_format(page, "</%s>\n", tag);
}

static void add_choice(struct buffer *page, enum language language, const char *name, bool chosen)
{
    const char *code = language_code(language);
    buffer_add_format(page, "<input type=\"radio\" name=\"language\" id=\"show-%s\"%s><label for=\"show-%s\" lang=\"%s\">%s</label>\n",
                      code, chosen ? " checked" : "", code, code, name);
}

void html_language_switch(struct buffer *page, enum language first)
{
    add_choice(page, LANGUAGE_JA, "日本語", first == LANGUAGE_JA);
    add_choice(page, LANGUAGE_EN, "English", first == LANGUAGE_EN);
}

void html_table(struct buffer *page, const char *class, const char *caption, const char *const *heads)
{
    buffer_add_text(page, "<table");
    if (class != NULL) {
        buffer_add_format(page, " class=\"%s\"", class);
    }
    buffer_add_text(page, ">\n");
    if (caption != NULL) {
        html_element(page, "caption", NULL, caption);
    }
    buffer_add_text(page, "<thead><tr>");
    for (size_t i = 0; heads[i] != NULL; i++) {
        buffer_add_text(page, "<th scope=\"col\">");
        html_text(page, heads[i]);
        buffer_add_text(page, "</th>");
    }
    buffer_add_text(page, "</tr></thead>\n<tbody>\n");
}

void html_table_end(struct buffer *page)
{
    buffer_add_text(page, "</tbody></table>\n");
}

void html_term(struct buffer *page, const char *label, const char *text)
{
    if (text != NULL && text[0] != '\0') {
        html_element(page, "dt", NULL, label);
        html_element(page, "dd", NULL, text);
    }
}

static void add_source(struct buffer *page, const char *source)
{
    uint8_t digest[SHA256_BYTES];
    sha256_bytes(source, strlen(source), digest);
    buffer_add_text(page, " 'sha256-");
    base64_encode(page, digest, sizeof digest);
    buffer_add_char(page, '\'');
}

void html_begin(struct buffer *page, const char *title, const char *const *styles, const char *script)
{
    buffer_add_format(page, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n", language_code(language_current()));
    buffer_add_text(page, "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src");
    for (size_t i = 0; styles[i] != NULL; i++) {
        add_source(page, styles[i]);
    }
    if (script != NULL) {
        buffer_add_text(page, "; script-src");
        add_source(page, script);
    }
    buffer_add_text(page,
                    "; base-uri 'none'; form-action 'none'\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                    "<meta name=\"referrer\" content=\"no-referrer\">\n");
    html_element(page, "title", NULL, title);
    for (size_t i = 0; styles[i] != NULL; i++) {
        buffer_add_text(page, "<style>");
        buffer_add_text(page, styles[i]);
        buffer_add_text(page, "</style>\n");
    }
    buffer_add_text(page, "</head>\n<body>\n");
}

void html_end(struct buffer *page)
{
    buffer_add_text(page, "</body>\n</html>\n");
}
