/* What was written for customers: where it is, what to do with it. */
#include "tui/handing.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "tui/path_words.h"
#include "tui/sending.h"
#include "tui/told_changes.h"

static size_t folder_length(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? 0 : (size_t)(slash - path);
}

static void add_folder(struct buffer *out, const char *file)
{
    char path[FINISH_PATH];
    (void)snprintf(path, sizeof path, "%.*s", (int)folder_length(file), file);
    path_words(out, path);
}

/* How many it ends with. */
static size_t newlines(const struct buffer *out)
{
    size_t n = 0;
    while (n < out->length && buffer_text(out)[out->length - 1 - n] == '\n') {
        n++;
    }
    return n;
}

/* What that customer has had before: a question that comes up long after. */
static void add_before(struct buffer *out, const struct handing *h, const struct handed *handed)
{
    const struct recipient *r = handing_recipient(h, handed->request);
    struct buffer words;
    buffer_init(&words, BUFFER_MAX_TEXT);
    if (r != NULL && customer_had_words(&words, &r->facts, CUSTOMER_HAD, handed->revision) > 0) {
        const size_t ends = newlines(out);
        (void)buffer_add_text(out, ends == 0 ? "\n\n" : ends == 1 ? "\n" : ""); /* one empty line above */
        (void)buffer_add_format(out, _("Signed for %s before:"), handed_name(handed));
        (void)buffer_add_text(out, buffer_text(&words));
    }
    buffer_release(&words);
}

/* Once all has happened: when it was signed, sent and received, as the request's page says it. False: not known. */
static bool add_days(struct buffer *out, const struct handing *h, const struct handed *handed)
{
    const struct recipient *r = handing_recipient(h, handed->request);
    return r != NULL && customer_had_one(out, &r->facts, handed->revision);
}

static bool is_to_be_sent(const struct handing *h, const struct handed *handed)
{
    return !handed_is_away(handed) && !handed_is_old(h, handed);
}

/* Below the files of all customers, who would each hear the same. */
static void add_about_all(struct buffer *out, const struct handing *h)
{
    bool earlier = false, pairs = false;
    for (size_t i = 0; i < h->nhanded; i++) {
        const bool send = is_to_be_sent(h, &h->handed[i]);
        earlier = earlier || (send && h->handed[i].revision > 1);
        pairs = pairs || (send && h->handed[i].nfiles > 1);
    }
    if (earlier) {
        (void)buffer_add_format(out, "%s\n", _("Send only these: the folders still hold the files of earlier revisions, too."));
    }
    if (pairs) {
        (void)buffer_add_format(
            out, "%s\n",
            _("Each customer gets two files: the first is for the customer's program, the second for its staff to read in Excel."));
    }
}

/* The folder once, then the names of those that are in it. once: what is true of all customers' files is said below them. */
static void add_files(struct buffer *out, const struct handing *h, const struct handed *handed, bool once)
{
    const char *first = handed->nfiles > 0 ? handed->files[0] : "";
    const size_t folder = folder_length(first);
    const bool send = is_to_be_sent(h, handed);
    (void)buffer_add_format(out, _("For %s (revision %d):"), handed_name(handed), handed->revision);
    (void)buffer_add_text(out, folder > 0 ? _("\n  Folder: ") : "");
    add_folder(out, first);
    (void)buffer_add_text(out, "\n");
    for (size_t i = 0; i < handed->nfiles; i++) {
        const bool there = folder > 0 && strncmp(handed->files[i], first, folder + 1) == 0;
        (void)buffer_add_format(out, "  %s\n", handed->files[i] + (there ? folder + 1 : 0));
    }
    if (handed->revision > 1 && send && !once) {
        (void)buffer_add_format(out, "  %s\n", _("Send only these: the folder still holds the files of earlier revisions, too."));
    }
    if (handed->nfiles > 1 && send && !once) {
        (void)buffer_add_format(
            out, "  %s\n",
            _("The two files belong together: the first is for the customer's program, the second for its staff to read in Excel."));
    }
    if (handed->sealed && send) {
        (void)buffer_add_format(out, "  %s\n", _("Sealed (.p7m): only this customer can open them. Mail them as they are."));
    }
    if (handed->way == HANDED_RECEIVED && add_days(out, h, handed)) {
        return;
    }
    if (send || handed_is_away(handed)) {
        sending_words(out, handed);
    }
}

/* How a later change is handed in, for whoever has nothing to correct now. */
static void add_later(struct buffer *out, bool plain)
{
    (void)buffer_add_text(
        out, plain ? _("If an answer changes later: at home, a and the number of the customer's line, like a 1, open the questions; "
                       "change it there, then hand in again with f. The new files have a higher revision.")
                   : _("If an answer changes later: at home, a opens the questions of the customer's row; change it there, then "
                       "hand in again with f. The new files have a higher revision."));
}

bool handed_first(const struct handing *h)
{
    for (size_t i = 0; i < h->nhanded; i++) {
        if (h->handed[i].revision <= 1) {
            return true;
        }
    }
    return false;
}

static void add_digits(struct buffer *out, const struct handing *h)
{
    (void)buffer_add_text(out, _("When your customer calls, read out your key's fingerprint, these digits:"));
    (void)buffer_add_format(out, "\n  %.39s\n  %s\n", h->identity.groups, strlen(h->identity.groups) > 40 ? h->identity.groups + 40 : "");
}

void handed_words(struct buffer *out, const struct handing *h, bool plain, bool whole)
{
    const bool old = handing_old(h), once = plain && h->nhanded > 1;
    if (old && !plain) { /* first: nobody is to send what follows; plain mode has said and asked it */
        sending_advice(out, h, plain);
        (void)buffer_add_text(out, told_changes(out, h->session, 3) > 0 ? "\n\n" : "\n");
    }
    for (size_t i = 0; i < h->nhanded; i++) {
        add_files(out, h, &h->handed[i], once);
        (void)buffer_add_text(out, "\n");
    }
    if (once) {
        add_about_all(out, h);
    }
    if (!old) {
        sending_advice(out, h, plain);
    }
    if (whole) {
        add_digits(out, h);
    }
    if (whole && !old) {
        add_later(out, plain);
    }
    if (h->report[0] != '\0') {
        (void)buffer_add_format(out, "\n%s\n  %s", _("For yourself, not to be sent: the whole result as a page to read or print:"),
                                h->report + (folder_length(h->report) > 0 ? folder_length(h->report) + 1 : 0));
        (void)buffer_add_text(out, _("\n  Folder: "));
        add_folder(out, h->report);
    } else if (h->report_problem.text[0] != '\0') {
        (void)buffer_add_text(out, "\n");
        (void)buffer_add_format(out, _("The page of the result for yourself could not be written: %s"), h->report_problem.text);
    }
    for (size_t i = 0; i < h->nhanded; i++) {
        add_before(out, h, &h->handed[i]);
    }
}
