#include "tui/customer.h"

#include "base/buffer.h"
#include "base/i18n.h"

#include <string.h>

void customer_due(struct buffer *out, const struct customer_request *r)
{
    if (r->answered_on[0] != '\0') { /* not late, whatever day it is */
        (void)buffer_add_format(out, _("due %s, answered on %s"), r->due, r->answered_on);
    } else if (r->days < 0) {
        (void)buffer_add_format(out, _n("due %s, %ld day late", "due %s, %ld days late", -r->days), r->due, -r->days);
    } else if (r->days == 0) {
        (void)buffer_add_format(out, _("due today"));
    } else {
        (void)buffer_add_format(out, _n("due %s, %ld day left", "due %s, %ld days left", r->days), r->due, r->days);
    }
}

static void add_line(struct buffer *out, const char *label, const char *text)
{
    if (text[0] != '\0') {
        (void)buffer_add_format(out, "%s%s %s", out->length > 0 ? "\n" : "", label, text);
    }
}

const char *customer_way_back(void)
{
    return _("You send the two signed files yourself, the way the request came, for example attached to your reply.");
}

void customer_words(struct buffer *out, const struct customer_request *r)
{
    struct buffer due;
    buffer_init(&due, BUFFER_MAX_TEXT);
    customer_due(&due, r);
    add_line(out, _("From:"), r->name);
    add_line(out, _("Contact:"), r->contact);
    add_line(out, _("Asked firm:"), r->addressed);
    add_line(out, _("Questions:"), r->packs);
    if (r->about[0] != '\0') { /* foreign words: quoted, so that nobody takes them for the program's */
        (void)buffer_add_format(out, _("\nIt is about: \"%s\" (the customer's own words)"), r->about);
    }
    add_line(out, _("For the year:"), r->period);
    add_line(out, _("When:"), buffer_text(&due));
    if (r->due_before[0] != '\0') {
        (void)buffer_add_format(out, _("\nIt takes the place of the request due %s; your answers stay."), r->due_before);
    }
    if (r->host[0] != '\0') {
        (void)buffer_add_format(out, _("\nAnswers go to: %s, this customer's address on the network"), r->host);
    } else {
        add_line(out, _("Answers go back:"), customer_way_back());
    }
    add_line(out, _("Sealed:"),
             r->sealed ? _("yes, only this customer can read the answers")
                       : _("no, whoever gets hold of the files with your answers can read them"));
    buffer_release(&due);
}

static void add_had(struct buffer *out, const struct customer_had *had)
{
    const char *there = had->received_on;
    if (had->revision == 0 && there[0] != '\0') {
        (void)buffer_add_format(out, _("An earlier revision: sent %s, receipt %s"), had->sent_on, there);
    } else if (had->revision == 0) {
        (void)buffer_add_format(out, _("An earlier revision: sent %s, no receipt here"), had->sent_on);
    } else if (had->sent_on[0] != '\0' && there[0] != '\0') {
        (void)buffer_add_format(out, _("Revision %d: signed %s, sent %s, receipt %s"), had->revision, had->signed_on, had->sent_on, there);
    } else if (had->sent_on[0] != '\0') {
        (void)buffer_add_format(out, _("Revision %d: signed %s, sent %s, no receipt here"), had->revision, had->signed_on, had->sent_on);
    } else if (there[0] != '\0') {
        (void)buffer_add_format(out, _("Revision %d: signed %s, receipt %s"), had->revision, had->signed_on, there);
    } else {
        (void)buffer_add_format(out, _("Revision %d: signed %s, not noted as sent"), had->revision, had->signed_on);
    }
}

bool customer_had_one(struct buffer *out, const struct customer_request *r, int revision)
{
    for (size_t i = 0; i < r->nhad; i++) {
        if (r->had[i].revision == revision && r->had[i].sent_on[0] != '\0' && r->had[i].received_on[0] != '\0') {
            (void)buffer_add_text(out, "  ");
            add_had(out, &r->had[i]);
            (void)buffer_add_text(out, "\n");
            return true;
        }
    }
    return false;
}

size_t customer_had_words(struct buffer *out, const struct customer_request *r, size_t most, int but)
{
    size_t n = 0;
    for (size_t i = r->nhad > most ? r->nhad - most : 0; i < r->nhad; i++) {
        if (r->had[i].revision == 0 || r->had[i].revision != but) {
            (void)buffer_add_text(out, "\n  ");
            add_had(out, &r->had[i]);
            n++;
        }
    }
    return n;
}

void customer_had_so_far(struct buffer *out, const struct customer_request *r, size_t most)
{
    if (r->nhad > 0) {
        (void)buffer_add_text(out, _("Signed for them so far:"));
        (void)customer_had_words(out, r, most, 0);
    }
}

void customer_advice(struct buffer *out, const struct customer_request *r)
{
    if (r->standing == STANDING_FIRST) {
        (void)buffer_add_text(out,
                              _("New to you: anybody can write a name into a request. Before anything is signed for them, call them by a "
                                "number that you have from elsewhere (not from the message that brought the request) and have them "
                                "read out these digits:"));
    } else if (r->standing == STANDING_CHANGED) {
        (void)buffer_add_format(out,
                                _("Not as you confirmed it on %s. Somebody may be posing as your customer. Call them, by a number that "
                                  "you have from elsewhere, ask what changed, and have them read out these digits:"),
                                r->confirmed_on);
    }
}
