/* Requests signed from the prime's screens: what is usual, what would happen, and doing it. */
#include "base/amount.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/shell_word.h"
#include "command/find_request.h"
#include "command/remembered.h"
#include "command/request_mail.h"
#include "command/request_outcome.h"
#include "command/request_round.h"
#include "command/view_about.h"
#include "command/view_data.h"
#include "command/view_order.h"
#include "model/json.h"
#include "model/tier.h"
#include "trust/certificate.h"

#include <sys/stat.h>
#include <unistd.h>

/* Suppliers as the portfolio has them, in the order of the codes that were chosen. */
struct chosen {
    struct arena arena;
    struct supplier_record *records;
    size_t count, wanted;
    size_t ended;       /* of those that were chosen: nothing is asked of them */
    const char **codes; /* sorted */
    size_t ncodes;
};

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static enum status take_supplier(void *context, const struct supplier_record *s, struct error *e)
{
    struct chosen *c = context;
    if (c->count == c->ncodes || bsearch(&s->code, c->codes, c->ncodes, sizeof *c->codes, by_text) == NULL) {
        return ST_OK;
    }
    if (s->ended_at[0] != '\0') {
        c->ended++;
        return ST_OK; /* nothing is asked of it */
    }
    struct supplier_record *to = &c->records[c->count++];
    *to = *s;
    to->code = arena_text(&c->arena, s->code);
    to->name = arena_text(&c->arena, s->name);
    to->email = arena_text(&c->arena, s->email);
    to->corporate_number = NULL;
    return c->arena.failed ? fail_memory(e) : ST_OK;
}

static void chosen_release(struct chosen *c)
{
    arena_release(&c->arena);
    free(c->records);
    free(c->codes);
}

static enum status choose(struct chosen *c, struct portfolio *p, const struct view_order *order, struct error *e)
{
    *c = (struct chosen){.ncodes = order->ncodes,
                         .codes = calloc(order->ncodes + 1, sizeof *c->codes),
                         .records = calloc(order->ncodes + 1, sizeof *c->records)};
    if (c->codes == NULL || c->records == NULL) {
        return fail_memory(e);
    }
    memcpy(c->codes, order->codes, order->ncodes * sizeof *c->codes);
    qsort(c->codes, c->ncodes, sizeof *c->codes, by_text);
    return portfolio_suppliers(p, take_supplier, c, e);
}

/* The round that "tenken request new" would make of it. */
static void fill_round(struct request_round *r, const struct view_data *d, const struct view_order *order, struct sender *sender)
{
    char *left = NULL;
    *r = (struct request_round){.issuing = {.program = d->program}};
    r->options = (struct request_options){.portfolio = d->database,
                                          .identity = order->identity,
                                          .due = order->due,
                                          .about = order->about[0] != '\0' ? order->about : NULL,
                                          .out = order->directory,
                                          .again = order->again,
                                          .period = order->period[0] != '\0' ? order->period : NULL,
                                          .upload = sender->upload,
                                          .name = sender->name};
    (void)snprintf(sender->packs, sizeof sender->packs, "%s", order->pack);
    for (char *id = strtok_r(sender->packs, " ,", &left); id != NULL && r->options.npacks < RECORD_PACKS_MAX;
         id = strtok_r(NULL, " ,", &left)) {
        r->options.packs[r->options.npacks++] = id;
    }
}

static enum status begin(struct view_data *d, bool write, const struct view_order *order, struct portfolio **p, struct sender *sender,
                         struct request_round *r, struct chosen *c, struct error *e)
{
    *sender = (struct sender){0};
    *c = (struct chosen){0};
    *r = (struct request_round){.issuing = {.program = d->program}};
    enum status st = view_data_open(d, write, p, e);
    st = st == ST_OK ? sender_find(*p, sender, e) : st;
    if (st != ST_OK) {
        return st;
    }
    fill_round(r, d, order, sender);
    r->issuing.portfolio = *p;
    st = r->options.npacks == 0 ? fail(e, ST_INPUT, "%s", _("Say with p what to ask.")) : round_check(r, e);
    st = st == ST_OK ? choose(c, *p, order, e) : st;
    if (st == ST_OK && c->count == 0 && c->ended > 0) {
        return fail(e, ST_INPUT, "%s",
                    _("Business with these suppliers has ended, and nothing is asked of them any more: \"tenken suppliers DB resume "
                      "SUPPLIER\" takes one back."));
    }
    return st == ST_OK && c->count == 0 ? fail(e, ST_INPUT, "%s", _("None of these suppliers is in the portfolio any more.")) : st;
}

static void end(struct sender *sender, struct request_round *r, struct chosen *c)
{
    chosen_release(c);
    round_release(r);
    cJSON_Delete(sender->tree);
}

/* Whom the suppliers are told to ring: as in the newest request that says so. */
static enum status tell_contact(struct portfolio *p, struct buffer *out, struct error *e)
{
    struct report_sender sender;
    const enum status st = report_sender_find(&sender, p, e);
    if (st == ST_OK && sender.contact.length > 0) {
        view_line(out, VIEW_LINE_TEXT, _("Suppliers are told to ask: %s"), buffer_text(&sender.contact));
    } else if (st == ST_OK) {
        view_line(out, VIEW_LINE_WARNING, "%s",
                  _("No request has named anybody whom suppliers could ring: make one with \"tenken request new\" and --contact-name, "
                    "--contact-phone and --contact-email; all that come after it name the same."));
    }
    report_sender_release(&sender);
    return st;
}

enum status view_preview(struct portfolio_view *view, const struct view_order *order, struct buffer *out, struct error *e)
{
    struct view_data *d = view->context;
    struct portfolio *p = NULL;
    struct sender sender;
    struct request_round r;
    struct chosen c;
    enum status st = begin(d, false, order, &p, &sender, &r, &c, e);
    if (st == ST_OK) {
        for (size_t i = 0; i < r.issuing.terms.npacks; i++) {
            const struct pack *pack = r.packs[i];
            view_line(out, VIEW_LINE_TEXT,
                      _n("%s, version %s: %zu question, about %d min", "%s, version %s: %zu questions, about %d min", pack->nitems),
                      text_of(pack->title), pack->version, pack->nitems, pack->minutes);
        }
        if (strncmp(r.due, r.period, 4) != 0 && !packs_are_emergency(r.packs, r.issuing.terms.npacks)) {
            view_line(out, VIEW_LINE_WARNING,
                      _("Due in %.4s, but the answers count for %s. For %.4s: \"tenken request new --period %.4s\""), r.due, r.period,
                      r.due, r.due);
        }
        st = view_about_tell(d, p, order, out, e);
        if (sender.name != NULL) {
            view_line(out, VIEW_LINE_TEXT, _("In the name of %s, as in the newest request"), sender.name);
        }
        st = st == ST_OK ? tell_contact(p, out, e) : st;
        if (sender.document != NULL) {
            view_line(out, VIEW_LINE_TEXT, "%s",
                      sender.encrypt_to != NULL ? _("Answers will be sealed for the same key as before.")
                                                : _("Answers will not be sealed, as in the newest request."));
        }
        if (!round_asks_products(&r)) {
            view_line(out, VIEW_LINE_TEXT, "%s",
                      _("No list of products is asked for: after an alert, nobody can tell which of them run the product."));
        }
        if (c.ended > 0) {
            view_line(out, VIEW_LINE_TEXT,
                      _n("%s of them is not asked: business with it has ended", "%s of them are not asked: business with them has ended",
                         c.ended),
                      COUNT_TEXT(c.ended));
        }
        view_line(out, VIEW_LINE_TEXT, "%s", "");
        st = st == ST_OK ? outcome_foresee(&r.issuing, c.records, c.count, out, e) : st;
    }
    if (st == ST_OK && order->identity[0] == '\0') {
        st = fail(e, ST_INPUT, "%s", _("Say with i which key signs: no key that has signed requests on this computer is remembered."));
    }
    if (st == ST_OK && access(order->identity, R_OK) != 0) {
        st = fail_errno(e, _("Your signing key %s (i names another one) cannot be read"), order->identity);
    }
    if (st == ST_OK && order->directory[0] == '\0') {
        st = fail(e, ST_INPUT, "%s", _("Say with o where the requests are to be written."));
    }
    if (st == ST_OK && view_unlocked(view, order)) {
        view_line(out, VIEW_LINE_TEXT, _("Enter signs at once: the passphrase is in %s."), d->passphrase_file);
    }
    end(&sender, &r, &c);
    portfolio_close(p);
    return st == ST_OK && out->failed ? fail_memory(e) : st;
}

/* The passphrase was given for that file only, however it is named now; and what came through a pipe was read with the key, once. */
bool view_unlocked(struct portfolio_view *view, const struct view_order *order)
{
    const struct view_data *d = view->context;
    struct stat opener, signer, passphrase;
    return d->passphrase_file != NULL && stat(d->passphrase_file, &passphrase) == 0 && S_ISREG(passphrase.st_mode) &&
           stat(d->opener_file, &opener) == 0 && stat(order->identity, &signer) == 0 && opener.st_dev == signer.st_dev &&
           opener.st_ino == signer.st_ino;
}

/* What has come of signing. */
struct signed_round {
    struct round_outcome outcome;
    const char *due; /* of the new ones */
    unsigned long long letters;
    char *mail; /* where they lie, or NULL; owned */
    struct unaddressed unaddressed;
};

static void tell_left(struct signed_round *done, struct buffer *out)
{
    struct buffer words;
    buffer_init(&words, BUFFER_MAX_TEXT);
    unaddressed_words(&done->unaddressed, &words);
    if (words.length > 0) {
        view_line(out, VIEW_LINE_TEXT, "%s", buffer_text(&words));
    }
    buffer_clear(&words);
    outcome_withdrawn(&done->outcome, &words);
    if (words.length > 0) {
        view_line(out, VIEW_LINE_TEXT, "%s", buffer_text(&words));
    }
    buffer_release(&words);
}

static void tell_result(const struct view_order *order, struct signed_round *done, const char *sha256, const char *database, bool alarm,
                        struct buffer *out)
{
    const size_t *counts = done->outcome.counts, enrolling = done->outcome.enrolling;
    char groups[FINGERPRINT_TEXT], place[SHELL_WORD], days[OUTCOME_DAYS], beside[OUTCOME_BESIDE], begun[OUTCOME_BEGUN],
        closed[OUTCOME_CLOSED];
    if (counts[ISSUED] > 0) {
        view_line(out, VIEW_LINE_HEADING, _n("%s request was signed, due on %s", "%s requests were signed, due on %s", counts[ISSUED]),
                  COUNT_TEXT(counts[ISSUED]), done->due);
    } else {
        view_line(out, VIEW_LINE_HEADING, "%s", _("No new request was signed: all of them were asked this before."));
    }
    if (counts[ISSUED_RESTORED] > 0) {
        view_line(out, VIEW_LINE_TEXT,
                  _n("%s was issued before, due on %s, but its file was not here: it was written again as it was.",
                     "%s were issued before, due on %s, but their files were not here: they were written again as they were.",
                     counts[ISSUED_RESTORED]),
                  COUNT_TEXT(counts[ISSUED_RESTORED]), outcome_days(&done->outcome, days));
    }
    if (counts[ISSUED] + counts[ISSUED_RESTORED] > 0) {
        view_line(out, VIEW_LINE_TEXT,
                  _n("It lies in %s. Send it to the supplier that it names and to nobody else.",
                     "They lie in %s. Send each to the supplier that it names and to nobody else.",
                     counts[ISSUED] + counts[ISSUED_RESTORED]),
                  order->directory);
    }
    if (done->outcome.beside > 0) {
        view_line(out, VIEW_LINE_TEXT, "%s", outcome_beside(&done->outcome, beside));
    }
    if (done->mail != NULL) {
        view_line(out, VIEW_LINE_TEXT,
                  _n("The mail to send with it, for mail merge: %s", "The mails to send with them, for mail merge: %s", done->letters),
                  done->mail);
    }
    tell_left(done, out);
    if (counts[ISSUED_BEFORE] + counts[ISSUED_ANSWERED] > 0) {
        view_line(out, VIEW_LINE_TEXT, _("Nothing was done for %s who were asked before and %s who have answered; n asks them anew."),
                  COUNT_TEXT(counts[ISSUED_BEFORE]), COUNT_TEXT(counts[ISSUED_ANSWERED]));
    }
    if (counts[ISSUED_BEGUN] > 0) {
        view_line(out, VIEW_LINE_TEXT, "%s", outcome_begun(&done->outcome, begun));
    }
    if (counts[ISSUED_CLOSED] > 0) {
        view_line(out, VIEW_LINE_TEXT, "%s", outcome_closed(&done->outcome, closed));
    }
    if (enrolling > 0) {
        view_line(out, VIEW_LINE_TEXT,
                  _n("%s supplier has no trusted key yet: its file carries a secret to enrol one.",
                     "%s suppliers have no trusted key yet: their files carry a secret to enrol one.", enrolling),
                  COUNT_TEXT(enrolling));
    }
    fingerprint_format(sha256, groups);
    view_line(out, VIEW_LINE_TEXT, "%s", "");
    view_line(out, VIEW_LINE_TEXT, "%s", _("When suppliers call, read out your fingerprint:"));
    view_line(out, VIEW_LINE_FINGERPRINT, "%s", groups);
    view_line(out, VIEW_LINE_TEXT, "%s", "");
    view_line(out, VIEW_LINE_TEXT, _("When replies have come: tenken merge --into %s FOLDER"), shell_word(database, place));
    view_line(out, VIEW_LINE_QUIET, "%s",
              alarm ? _("After that, u on the list of who runs a product shows who is clean and who needs help.")
                    : _("After that, u on the first screen shows who has answered."));
}

/* Each is signed and recorded for itself: whoever stops keeps what was made, and finds the letters of all when the rest is. */
static enum status sign_all(struct portfolio_view *view, struct request_round *r, const struct chosen *c, struct letters *letters,
                            struct signed_round *done, struct error *e)
{
    enum status st = ST_OK;
    for (size_t i = 0; st == ST_OK && i < c->count; i++) {
        struct issue_outcome outcome;
        if (!view_goes_on(view, i, c->count)) {
            return fail(e, ST_INPUT, _("Stopped: %s of %s are signed. Signing again makes the rest."), COUNT_TEXT(i), COUNT_TEXT(c->count));
        }
        st = issue_request(&r->issuing, &c->records[i], &outcome, e);
        if (st == ST_OK) {
            st = outcome_note(&done->outcome, &c->records[i], &outcome, e);
            st = st != ST_OK || issued_is_over(outcome.kind) ? st : request_mail_put(letters, &r->issuing, &c->records[i], &outcome, e);
            free(outcome.path);
        }
    }
    return st;
}

static enum status sign_with_letters(struct portfolio_view *view, struct request_round *r, const struct chosen *c, const char *directory,
                                     struct signed_round *done, struct error *e)
{
    struct letters letters = {0};
    struct report_sender sender;
    char *made = request_mail_draft(directory);
    if (made == NULL) {
        return fail_memory(e);
    }
    report_sender_take(&sender, r->requester);
    enum status st = letters_begin(&letters, made, &sender, e);
    letters.csv.stays = false; /* a draft that a killed round left is nothing to keep */
    st = st == ST_OK ? letters_end(&letters, sign_all(view, r, c, &letters, done, e), e) : st;
    done->unaddressed = letters.unaddressed;
    if (st == ST_OK && letters.count == 0) {
        (void)unlink(made);
    } else if (st == ST_OK) {
        done->letters = letters.count;
        st = request_mail_place(made, directory, &done->mail, e);
    }
    free(made);
    return st;
}

enum status view_sign(struct portfolio_view *view, const struct view_order *order, const char *passphrase, struct buffer *out,
                      struct error *e)
{
    struct view_data *d = view->context;
    struct portfolio *p = NULL;
    struct sender sender;
    struct request_round r;
    struct chosen c;
    struct signed_round done = {.due = r.due};
    enum status st = begin(d, true, order, &p, &sender, &r, &c, e);
    if (st == ST_OK) {
        st = passphrase == NULL ? load_identity(order->identity, d->passphrase_file, &r.identity, e)
                                : load_identity_with(order->identity, passphrase, &r.identity, e);
    }
    st = st == ST_OK ? round_prepare(&r, e) : st;
    st = st == ST_OK ? directory_make(order->directory, 0700, e) : st;
    r.issuing.terms.encrypt_to = sender.encrypt_to;
    st = st == ST_OK ? sign_with_letters(view, &r, &c, order->directory, &done, e) : st;
    if (st == ST_OK) {
        remembered_signer_note(d->program, order->identity);
        tell_result(order, &done, r.identity.sha256, d->database, packs_are_emergency(r.packs, r.issuing.terms.npacks), out);
    }
    outcome_release(&done.outcome);
    unaddressed_release(&done.unaddressed);
    free(done.mail);
    end(&sender, &r, &c);
    view_data_close_written(d, p);
    return st == ST_OK && out->failed ? fail_memory(e) : st;
}
