#include "tui/sending.h"

#include "base/buffer.h"
#include "base/i18n.h"

bool sending_possible(const struct handed *handed)
{
    return handed->sealed && handed->host[0] != '\0';
}

bool sending_left(const struct handing *h)
{
    for (size_t i = 0; i < h->nhanded; i++) {
        if (sending_possible(&h->handed[i]) && h->handed[i].way != HANDED_SENT) {
            return true;
        }
    }
    return false;
}

const struct handed *sending_login(const struct handing *h)
{
    for (size_t i = 0; i < h->nhanded; i++) {
        if (h->handed[i].wants_login && h->handed[i].way != HANDED_SENT) {
            return &h->handed[i];
        }
    }
    return NULL;
}

enum status sending_run(struct handing *h, const struct send_login *login, const struct send_watch *watch, struct error *e)
{
    /* What was typed is for one host: others must not see it. */
    const struct handed *asked = login != NULL ? sending_login(h) : NULL;
    for (size_t i = 0; i < h->nhanded; i++) {
        struct handed *handed = &h->handed[i];
        if (!sending_possible(handed) || handed->way == HANDED_SENT) {
            continue;
        }
        const bool same = asked != NULL && strcmp(asked->host, handed->host) == 0;
        const enum status st = h->session->finish->send(h->session->finish_context, handed, same ? login : NULL, watch, e);
        if (st != ST_OK) {
            return st;
        }
    }
    return ST_OK;
}

void sending_words(struct buffer *out, const struct handed *handed)
{
    if (handed->host[0] == '\0') {
        return;
    }
    (void)buffer_add_text(out, "  ");
    switch (handed->way) {
    case HANDED_SENT:
        (void)buffer_add_format(out, _("Sent to %s: it has arrived."), handed->host);
        break;
    case HANDED_UNKNOWN:
        (void)buffer_add_text(out, handed->note); /* which says so */
        break;
    case HANDED_FAILED:
        (void)buffer_add_format(out, _("Not sent: %s"), handed->note);
        break;
    case HANDED_HERE:
        if (handed->sealed) {
            (void)buffer_add_format(out, _("The customer takes uploads at %s."), handed->host);
        } else {
            (void)buffer_add_format(
                out, _("The customer takes uploads at %s, but the files are not sealed: this program does not send them."), handed->host);
        }
        break;
    }
    (void)buffer_add_text(out, "\n");
}

static bool anything_sent(const struct handing *h)
{
    for (size_t i = 0; i < h->nhanded; i++) {
        if (h->handed[i].way != HANDED_HERE) {
            return true;
        }
    }
    return false;
}

static bool all_sent(const struct handing *h)
{
    for (size_t i = 0; i < h->nhanded; i++) {
        if (h->handed[i].way != HANDED_SENT) {
            return false;
        }
    }
    return h->nhanded > 0;
}

static const char *advice(const struct handing *h, bool online, bool plain)
{
    if (!sending_left(h)) {
        return anything_sent(h)
                   ? _("What to do now: attach the other files to an answer to your customer's message, or carry them over on a "
                       "USB stick.")
                   : _("What to do now: attach the files to an answer to your customer's message, or carry them over on a USB "
                       "stick. Nothing was sent by this program.");
    }
    if (!online) {
        return plain
                   ? _("There is no network here. What to do now: carry the files over on a USB stick, or attach them to an answer to your "
                       "customer's message on another computer.")
                   : _("There is no network here. What to do now: carry the files over on a USB stick, or attach them to an answer to your "
                       "customer's message on another computer. When there is a network, press s to send.");
    }
    return plain
               ? _("What to do now: send them from here. Or attach the files to an answer to your customer's message, or carry them over "
                   "on "
                   "a USB stick.")
               : _("What to do now: press s to send. Or attach the files to an answer to your customer's message, or carry them over on a "
                   "USB stick.");
}

void sending_advice(struct buffer *out, const struct handing *h, bool plain)
{
    const bool online = sending_left(h) && h->session->finish->online(h->session->finish_context);
    (void)buffer_add_text(out, all_sent(h)
                                   ? _("Nothing more to do. Your customer's receipt can be fetched later: tenken submit DRAFT --check.")
                                   : advice(h, online, plain));
    (void)buffer_add_text(out, "\n");
}
