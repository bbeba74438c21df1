#include "tui/sending.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "model/receipt.h"
#include "tui/still_words.h"
#include "tui/words.h"

bool sending_possible(const struct handed *handed)
{
    return handed->sealed && handed->host[0] != '\0';
}

bool handed_is_away(const struct handed *handed)
{
    return handed->way == HANDED_SENT || handed->way == HANDED_BY_HAND || handed->way == HANDED_RECEIVED;
}

/* It is with its customer, whose receipt is not here. */
static bool awaits_receipt(const struct handed *handed)
{
    return handed->request != NULL && handed_is_away(handed) && handed->way != HANDED_RECEIVED;
}

bool sending_left(const struct handing *h)
{
    for (size_t i = 0; i < h->nhanded; i++) {
        if (sending_possible(&h->handed[i]) && !handed_is_away(&h->handed[i])) {
            return true;
        }
    }
    return false;
}

bool handing_left(const struct handing *h)
{
    for (size_t i = 0; i < h->nhanded; i++) {
        if (!handed_is_away(&h->handed[i])) {
            return true;
        }
    }
    return false;
}

/* What was signed just now is not old, whatever was read of its recipient before. */
bool handed_is_old(const struct handing *h, const struct handed *handed)
{
    const struct recipient *r = h->recalled ? handing_recipient(h, handed->request) : NULL;
    return r != NULL && handed_signed(&r->state) && r->state.changed;
}

bool handing_old(const struct handing *h)
{
    for (size_t i = 0; i < h->nhanded; i++) {
        if (handed_is_old(h, &h->handed[i])) {
            return true;
        }
    }
    return false;
}

bool receipt_awaited(const struct handing *h)
{
    for (size_t i = 0; i < h->nhanded; i++) {
        if (awaits_receipt(&h->handed[i])) {
            return true;
        }
    }
    return false;
}

bool receipts_complete(const struct handing *h)
{
    for (size_t i = 0; i < h->nhanded; i++) {
        if (h->handed[i].way != HANDED_RECEIVED) {
            return false;
        }
    }
    return h->nhanded > 0;
}

bool receipt_late(const struct handing *h, long *days)
{
    long most = 0;
    bool late = false;
    for (size_t i = 0; i < h->nhanded; i++) {
        long passed = 0;
        if (awaits_receipt(&h->handed[i]) && receipt_overdue(h->handed[i].since, &h->session->clock, &passed)) {
            late = true;
            most = passed > most ? passed : most;
        }
    }
    if (days != NULL) {
        *days = most;
    }
    return late;
}

bool receipt_fetchable(const struct handing *h)
{
    for (size_t i = 0; i < h->nhanded; i++) {
        if (h->handed[i].host[0] != '\0' && awaits_receipt(&h->handed[i])) {
            return true;
        }
    }
    return false;
}

void sending_hosts(struct buffer *out, const struct handing *h)
{
    const size_t before = out->length;
    for (size_t i = 0; i < h->nhanded; i++) {
        if (sending_possible(&h->handed[i]) && !handed_is_away(&h->handed[i])) {
            (void)buffer_add_format(out, "%s%s (%s)", out->length > before ? _(", ") : "", h->handed[i].host, h->handed[i].name);
        }
    }
}

void sending_names(struct buffer *out, const struct handing *h)
{
    const size_t before = out->length;
    for (size_t i = 0; i < h->nhanded; i++) {
        if (!handed_is_away(&h->handed[i])) {
            (void)buffer_add_format(out, "%s%s", out->length > before ? _(", ") : "", handed_name(&h->handed[i]));
        }
    }
}

enum status sending_mark(struct handing *h, struct error *e)
{
    enum status st = ST_OK;
    for (size_t i = 0; i < h->nhanded && st == ST_OK; i++) {
        if (!handed_is_away(&h->handed[i])) {
            st = h->session->finish->sent(h->session->finish_context, &h->handed[i], e);
        }
    }
    return st;
}

enum status receipts_look(struct handing *h, const char *path, const struct send_login *login, const struct send_watch *watch,
                          struct error *e)
{
    const struct handed *asked = login != NULL ? sending_login(h) : NULL;
    enum status st = fail(e, ST_NO, _("No receipt is being waited for."));
    for (size_t i = 0; i < h->nhanded; i++) {
        struct handed *handed = &h->handed[i];
        if (!awaits_receipt(handed)) {
            continue;
        }
        const bool same = asked != NULL && strcmp(asked->host, handed->host) == 0;
        st = h->session->finish->receipt(h->session->finish_context, handed, path, same ? login : NULL, watch, e);
        if (path != NULL ? st == ST_OK : st != ST_OK) {
            return st; /* a file is one customer's; servers are asked one after the other */
        }
    }
    return st;
}

const struct handed *sending_login(const struct handing *h)
{
    for (size_t i = 0; i < h->nhanded; i++) {
        if (h->handed[i].wants_login && h->handed[i].way != HANDED_RECEIVED) {
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
        if (!sending_possible(handed) || handed_is_away(handed)) {
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

/* Nothing was sent yet. */
static void add_place(struct buffer *out, const struct handed *handed)
{
    if (handed->host[0] != '\0' && handed->sealed) {
        (void)buffer_add_format(out, _("  This customer can be sent them over the network, to %s."), handed->host);
    } else if (handed->host[0] != '\0') {
        (void)buffer_add_format(
            out, _("  This customer takes files over the network, at %s; but these are not sealed, and this program does not send them."),
            handed->host);
    }
}

void sending_words(struct buffer *out, const struct handed *handed)
{
    const size_t before = out->length;
    switch (handed->way) {
    case HANDED_SENT:
        (void)buffer_add_format(out, _("  Sent to %s on %s: it has arrived."), handed->host, handed->since);
        break;
    case HANDED_BY_HAND:
        (void)buffer_add_format(out, _("  You have sent it yourself, noted on %s."), handed->since);
        break;
    case HANDED_RECEIVED:
        (void)buffer_add_format(out, _("  Received on %s: the customer's signed receipt is here."), handed->since);
        break;
    case HANDED_UNKNOWN:
        (void)buffer_add_format(out, "  %s", handed->note); /* which says so */
        break;
    case HANDED_FAILED:
        (void)buffer_add_format(out, _("  Not sent: %s"), handed->note);
        break;
    case HANDED_HERE:
        add_place(out, handed);
        break;
    }
    (void)buffer_add_text(out, out->length > before ? "\n" : "");
    if ((handed->way == HANDED_SENT || handed->way == HANDED_BY_HAND) && handed->note[0] != '\0') {
        (void)buffer_add_format(out, "  %s\n", handed->note); /* what the last look for a receipt brought */
    }
}

/* The sentence names those whose files are still here. */
static void add_advice(struct buffer *out, const struct handing *h, bool online, bool plain)
{
    struct buffer names;
    buffer_init(&names, BUFFER_MAX_TEXT);
    sending_names(&names, h);
    const char *whose = buffer_text(&names);
    if (!sending_left(h)) {
        (void)buffer_add_format(out, _("What to do now: attach the files for %s to your reply to them, or carry them over on a USB stick."),
                                whose);
    } else if (!online) {
        (void)buffer_add_format(out,
                                _("There is no network here. What to do now: carry the files for %s over on a USB stick, or attach them to "
                                  "your reply on another computer."),
                                whose);
        (void)buffer_add_text(out, plain ? "" : _(" When there is a network, press s to send."));
    } else if (plain) {
        (void)buffer_add_format(out,
                                _("What to do now: send them from here. Or attach the files for %s to your reply to them, or carry them "
                                  "over on a USB stick."),
                                whose);
    } else {
        (void)buffer_add_format(out,
                                _("What to do now: press s to send. Or attach the files for %s to your reply to them, or carry them over "
                                  "on a USB stick."),
                                whose);
    }
    buffer_release(&names);
}

/* The customer has had two weeks. */
static void add_call(struct buffer *out, const struct handing *h, long days)
{
    (void)buffer_add_format(out,
                            _("Sent %ld days ago, and no receipt. What to do now: call your customer and ask whether the answers have "
                              "arrived. If not, mail them the same files again. "),
                            days);
    (void)buffer_add_text(out, receipt_fetchable(h)
                                   ? _("If they have, ask for the receipt; d then looks for it.")
                                   : _("If they have, ask for the receipt as a file; once you have saved it, d finds it."));
}

/* Everything is on its way: how the receipt comes. */
static const char *receipt_words(const struct handing *h, bool plain)
{
    if (!receipt_fetchable(h)) {
        return plain ? _("The customer writes a receipt when the answers are taken in, and sends it as a file. When you have saved it: at "
                         "home, d and the number of the customer's line finds it. If none has come after two weeks, call them.")
                     : _("The customer writes a receipt when the answers are taken in, and sends it as a file. When you have saved it: d "
                         "finds it, here or, another day, on the customer's row at home. If none has come after two weeks, call them.");
    }
    return plain ? _("The customer writes a receipt when the answers are taken in: at home, d and the number of the customer's line looks "
                     "for it, also another day. If none has come after two weeks, call them.")
                 : _("The customer writes a receipt when the answers are taken in: d looks for it, here or, another day, on the customer's "
                     "row at home. If none has come after two weeks, call them.");
}

/* remains: there is something to do for others, so that only these are done. */
static void add_waiting(struct buffer *out, const struct handing *h, bool remains, bool plain)
{
    const bool awaited = receipt_awaited(h);
    struct buffer names;
    buffer_init(&names, BUFFER_MAX_TEXT);
    for (size_t i = 0; i < h->nhanded; i++) {
        (void)buffer_add_format(&names, "%s%s", names.length > 0 ? _(", ") : "", handed_name(&h->handed[i]));
    }
    if (remains) {
        (void)buffer_add_format(out, _("For %s, nothing more is to be done now."), buffer_text(&names));
    } else {
        (void)buffer_add_text(out, awaited ? _("Nothing more to do now.") : _("Nothing more to do."));
    }
    if (awaited) {
        (void)buffer_add_format(out, "%s%s", between_sentences(), receipt_words(h, plain));
    }
    buffer_release(&names);
}

/* Of those that are old: that they are, and the way to new ones, which plain mode offers by a line of its own. */
static void add_old(struct buffer *out, const struct handing *h, bool plain)
{
    for (size_t i = 0; i < h->nhanded; i++) {
        const struct handed *handed = &h->handed[i];
        if (!handed_is_old(h, handed)) {
            continue;
        }
        (void)buffer_add_format(
            out,
            handed_is_away(handed) ? _("What %s has (revision %d) is out of date: it was changed here after it was signed. What to do now: "
                                       "sign again and hand in the new files.")
                                   : _("The files for %s (revision %d) are out of date: something was changed after they were signed. What "
                                       "to do now: sign again, and send the new files instead."),
            handed_name(handed), handed->revision);
        (void)buffer_add_text(out, plain ? "" : _(" f goes there."));
        (void)buffer_add_text(out, "\n");
    }
}

void sending_advice(struct buffer *out, const struct handing *h, bool plain)
{
    if (handing_old(h)) {
        add_old(out, h, plain);
        return;
    }
    const bool online = sending_left(h) && h->session->finish->online(h->session->finish_context);
    const bool left = handing_left(h);
    long days = 0;
    struct buffer still;
    buffer_init(&still, BUFFER_MAX_TEXT);
    still_words(&still, h);
    if (left) {
        add_advice(out, h, online, plain);
    } else if (receipt_late(h, &days)) {
        add_call(out, h, days);
    } else {
        add_waiting(out, h, still.length > 0, plain);
    }
    (void)buffer_add_text(out, left ? "" : buffer_text(&still));
    buffer_release(&still);
    (void)buffer_add_text(out, !left || plain ? "" : _(" When you have sent them yourself, press m: it is remembered."));
    (void)buffer_add_text(out, "\n");
}

void handed_title(struct buffer *out, const struct handing *h)
{
    const struct handed *last = h->nhanded > 0 ? &h->handed[h->nhanded - 1] : NULL;
    if (handing_old(h)) {
        (void)buffer_add_format(out, _("Revision %d: out of date"), last->revision);
    } else if (last == NULL || handing_left(h)) {
        (void)buffer_add_text(out, h->recalled ? _("Signed, and still to be sent") : _("Signed. The files are written."));
    } else if (h->nhanded > 1) {
        (void)buffer_add_text(out, receipts_complete(h) ? _("All of them are received") : _("All of them are sent"));
    } else if (last->way == HANDED_RECEIVED) {
        (void)buffer_add_format(out, _("Revision %d: received on %s"), last->revision, last->since);
    } else {
        (void)buffer_add_format(out, _("Revision %d: sent on %s"), last->revision, last->since);
    }
}
