/* Sending from the screens of handing in. */
#include "base/buffer.h"
#include "base/i18n.h"
#include "command/delivery.h"
#include "command/finishing_parts.h"
#include "command/network.h"
#include "command/received_request.h"
#include "command/remembered.h"
#include "command/submit_draft.h"
#include "model/document.h"
#include "model/json.h"
#include "model/upload_url.h"

#define SLICE_MS 200 /* of a wait: so soon a key is noticed */

bool finishing_online(void *context)
{
    (void)context;
    return network_likely();
}

static bool show(struct finishing_net *w, const struct net_progress *progress, bool news)
{
    struct buffer words;
    buffer_init(&words, BUFFER_MAX_TEXT);
    network_words(&words, progress);
    const bool on = w->watch->tell(w->watch->context, buffer_text(&words), news);
    buffer_release(&words);
    return on;
}

static bool tell(void *context, const struct net_progress *progress)
{
    struct finishing_net *w = context;
    const int64_t quarter = progress->total > 0 ? progress->done * 4 / progress->total : 0;
    const bool waits = progress->phase == NET_WAITING;
    const bool news = waits || (progress->done > 0 && quarter > w->told);
    w->told = waits ? 0 : quarter > w->told ? quarter : w->told;
    w->waiting = *progress;
    return show(w, progress, news);
}

static bool wait(void *context, int64_t milliseconds)
{
    struct finishing_net *w = context;
    for (int64_t left = milliseconds; left > 0; left -= SLICE_MS) {
        struct net_progress progress = w->waiting;
        progress.wait_ms = left;
        if (!show(w, &progress, false) || !w->plain.wait(w->plain.context, left < SLICE_MS ? left : SLICE_MS)) {
            return false;
        }
    }
    return true;
}

enum status finishing_net_init(struct finishing_net *n, const struct finishing *f, const struct send_login *login,
                               const struct send_watch *watch, struct error *e)
{
    *n = (struct finishing_net){.watch = watch};
    const enum status st = network_options(f->program, NULL, NULL, &n->plain, e);
    n->options = n->plain;
    n->options.wait = wait;
    n->options.progress = tell;
    n->options.context = n;
    n->options.user = login != NULL ? login->user : NULL;
    n->options.password = login != NULL ? login->password : NULL;
    return st;
}

enum status finishing_login_refused(const struct handed *handed, bool given, enum status st, struct error *e)
{
    return fail(e, st,
                given ? _("%s does not accept this user name and password. Look again at what your customer told you.")
                      : _("%s asks for a user name and password. Your customer has told you which."),
                handed->host);
}

static enum status deliver(const struct finishing *f, const char *url, const struct handed_file *file, const struct send_login *login,
                           const struct send_watch *watch, struct delivery *done, struct error *e)
{
    struct finishing_net n;
    struct outgoing outgoing;
    struct net *net = NULL;
    enum status st = outgoing_open(&outgoing, f->program, file->path, e);
    if (st != ST_OK) {
        return st;
    }
    if (!outgoing.sealed || strcmp(outgoing.sha256, file->sha256) != 0) {
        st = fail(e, ST_INPUT, _("%s is no longer the file that was handed in: hand in again."), file->path);
    }
    st = st == ST_OK ? finishing_net_init(&n, f, login, watch, e) : st;
    st = st == ST_OK ? net_new(&net, &n.options, e) : st;
    if (st == ST_OK) {
        st = delivery_run(net, url, &outgoing, file->path, done, e);
        net_free(net);
    }
    outgoing_release(&outgoing);
    return st;
}

static enum status note(const struct finishing *f, const cJSON *recipient, const char *url, const struct handed_file *file,
                        const struct delivery *done, const struct error *why, struct error *e)
{
    char now[TIME_TEXT], shown[UPLOAD_SHOWN_TEXT];
    time_format(clock_now(&f->program->clock), now);
    upload_url_show(url, shown);
    const struct sending sending = {.at = now,
                                    .request = json_text(recipient, "request"),
                                    .to = shown,
                                    .sha256 = file->sha256,
                                    .result = done->result,
                                    .note = why->text[0] != '\0' ? why->text : NULL};
    const enum status st = sending_add(&f->draft->assessment, &sending, e);
    return st == ST_OK ? draft_save(f->draft, &f->program->clock, e) : st;
}

enum status finishing_request(const struct finishing *f, const cJSON *request, struct received_request *r, struct error *e)
{
    size_t i = 0;
    while (i < assessment_request_count(&f->draft->assessment) && assessment_request(&f->draft->assessment, i) != request) {
        i++;
    }
    return received_request_of_draft(r, f->program, &f->draft->assessment, i, f->draft->path, e);
}

/* Whatever the screens believe: the requester as confirmed now. */
static enum status check_requester(const struct finishing *f, const cJSON *request, struct error *e)
{
    struct received_request r;
    enum status st = finishing_request(f, request, &r, e);
    if (st == ST_OK) {
        st = received_request_gate(&r, NULL, e);
        received_request_release(&r);
    }
    return st;
}

enum status finishing_send(void *context, struct handed *handed, const struct send_login *login, const struct send_watch *watch,
                           struct error *e)
{
    static const enum handed_way WAYS[SENDING_RESULTS] = {[SENDING_ARRIVED] = HANDED_SENT,
                                                          [SENDING_CHECKED] = HANDED_SENT,
                                                          [SENDING_UNKNOWN] = HANDED_UNKNOWN,
                                                          [SENDING_FAILED] = HANDED_FAILED};
    const struct finishing *f = context;
    const cJSON *recipient = recipient_of(&f->draft->assessment, handed->request);
    const struct handed_file file = submit_best_file(recipient);
    const char *url = json_text(handed->request, "upload_url");
    struct delivery done = {.result = SENDING_FAILED};
    struct error why = {0};
    if (file.path == NULL || url == NULL) {
        return fail(e, ST_INPUT, _("There is nothing to send."));
    }
    enum status st = check_requester(f, handed->request, &why);
    st = st == ST_OK ? deliver(f, url, &file, login, watch, &done, &why) : st;
    handed->way = WAYS[done.result];
    local_today(&f->program->clock, handed->since);
    handed->wants_login = done.wants_login;
    if (done.wants_login) {
        why = (struct error){.status = st};
        (void)finishing_login_refused(handed, login != NULL, st, &why);
    }
    show_text(why.text, handed->note, sizeof handed->note);
    const enum status kept = note(f, recipient, url, &file, &done, &why, e);
    return st != ST_OK ? fail(e, st, "%s", why.text) : kept;
}
