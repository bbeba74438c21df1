#include "export/html.h"

#include "base/digest.h"
#include "base/i18n.h"
#include "base/utf8.h"

void html_text(struct buffer *page, const char *text)
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
            buffer_add_text(page, "<br>");
            break;
        default:
            buffer_add_char(page, *c);
        }
    }
    page->failed = page->failed || clean.failed;
    buffer_release(&clean);
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

void html_begin(struct buffer *page, const char *title, const char *style)
{
    uint8_t digest[SHA256_BYTES];
    sha256_bytes(style, strlen(style), digest);
    buffer_add_format(page, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n", language_code(language_current()));
    buffer_add_text(page, "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-");
    base64_encode(page, digest, sizeof digest);
    buffer_add_text(page,
                    "'; base-uri 'none'; form-action 'none'\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                    "<meta name=\"referrer\" content=\"no-referrer\">\n");
    html_element(page, "title", NULL, title);
    buffer_add_format(page, "<style>%s</style>\n</head>\n<body>\n", style);
}

void html_end(struct buffer *page)
{
    buffer_add_text(page, "</body>\n</html>\n");
}
