#include "tui/form_outside.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "base/utf8.h"

/* Line ends of other systems, and the newline that editors put at the end of a file, are no part of the text. */
static void unify_lines(struct buffer *text)
{
    size_t n = 0;
    for (size_t i = 0; i < text->length; i++) {
        if (text->data[i] == '\r') {
            continue;
        }
        text->data[n++] = text->data[i] == '\t' ? ' ' : text->data[i];
    }
    while (n > 0 && text->data[n - 1] == '\n') {
        n--;
    }
    text->length = n;
    if (text->data != NULL) {
        text->data[n] = '\0';
    }
}

/* Text and nothing else: valid UTF-8, no control characters. */
static bool is_text(const struct buffer *b)
{
    for (size_t i = 0; i < b->length;) {
        uint32_t c = 0;
        const size_t n = utf8_decode(b->data + i, b->length - i, &c);
        if (n == 0 || (utf8_is_control(c) && c != '\n')) {
            return false;
        }
        i += n;
    }
    return true;
}

enum status edit_outside(struct ui *ui, const struct outside *outside, const char *text, size_t max, struct buffer *out, struct error *e)
{
    ui->terminal->ops->pause(ui->terminal);
    const enum status st = outside->edit(text, out, e);
    ui->terminal->ops->resume(ui->terminal);
    if (st != ST_OK) {
        return st;
    }
    unify_lines(out);
    if (!is_text(out)) {
        return fail(e, ST_INPUT,
                    _("The editor left something that is no text (control characters, or not UTF-8); yours is as it was before."));
    }
    if (out->length > max) {
        return fail(e, ST_NO,
                    _("Too long: it has %zu bytes, a text holds at most %zu (about %zu Japanese characters). Ctrl-E opens it again, to "
                      "shorten it."),
                    out->length, max, max / 3);
    }
    return ST_OK;
}
