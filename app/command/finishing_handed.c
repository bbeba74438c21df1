/* What the screens of handing in do with what was handed in before: found again, noted as sent by the user, and its receipt. */
#include "base/buffer.h"
#include "base/file.h"
#include "base/i18n.h"
#include "command/delivery.h"
#include "command/finishing_parts.h"
#include "command/handed_state.h"
#include "command/receipt_found.h"
#include "command/remembered.h"
#include "command/submit_draft.h"
#include "model/document.h"
#include "model/json.h"
#include "model/receipt.h"
#include "model/upload_url.h"

static const cJSON *recipient_note(const struct finishing *f, const struct handed *handed)
{
    return recipient_of(&f->draft->assessment, handed->request);
}

enum status finishing_recall(void *context, const struct recipient *recipient, struct handed *out, struct error *e)
{
    const struct finishing *f = context;
    const struct assessment *a = &f->draft->assessment;
    struct handed_file files[HANDED_FILES_MAX];
    struct sending last;
    const cJSON *note = recipient_of(a, recipient->request);
    const struct handed_file best = submit_best_file(note);
    const size_t n = recipient_files(note, files);
    if (best.path == NULL) {
        return fail(e, ST_INPUT, _("Nothing was handed in here yet."));
    }
    *out = (struct handed){.request = recipient->request,
                           .revision = recipient->state.revision,
                           .way = recipient->state.way,
                           .sealed = json_text(recipient->request, "encrypt_to") != NULL};
    show_text(recipient->request == NULL ? "" : recipient->facts.name, out->name, sizeof out->name);
    memcpy(out->host, recipient->facts.host, sizeof out->host);
    memcpy(out->since, recipient->state.since, sizeof out->since);
    for (size_t i = 0; i < n && out->nfiles < FINISH_FILES; i++) {
        path_show(files[i].path, out->files[out->nfiles++], FINISH_PATH);
    }
    if ((out->way == HANDED_FAILED || out->way == HANDED_UNKNOWN) && sending_last(a, NULL, best.sha256, &last) && last.note != NULL) {
        show_text(last.note, out->note, sizeof out->note);
    }
    return ST_OK;
}

enum status finishing_sent(void *context, struct handed *handed, struct error *e)
{
    const struct finishing *f = context;
    const cJSON *recipient = recipient_note(f, handed);
    const struct handed_file file = submit_best_file(recipient);
    char now[TIME_TEXT];
    if (file.path == NULL) {
        return fail(e, ST_INPUT, _("There is nothing to send."));
    }
    time_format(clock_now(&f->program->clock), now);
    const struct sending sending = {
        .at = now, .request = json_text(recipient, "request"), .to = SENDING_TO_NOWHERE, .sha256 = file.sha256, .result = SENDING_BY_HAND};
    enum status st = sending_add(&f->draft->assessment, &sending, e);
    st = st == ST_OK ? draft_save(f->draft, &f->program->clock, e) : st;
    if (st == ST_OK) {
        handed->way = HANDED_BY_HAND;
        (void)local_day_of(now, handed->since);
    }
    return st;
}

/* ---- receipts ---- */

/* Where it was sent to, else where the request says. NULL: nowhere. */
static const char *receipt_place(const struct finishing *f, const struct handed *handed, const char *sha256)
{
    struct sending last;
    const bool sent = sending_last(&f->draft->assessment, NULL, sha256, &last) && upload_url_valid(last.to);
    return sent && upload_url_collection(last.to) ? last.to : json_text(handed->request, "upload_url");
}

static enum status fetch(const struct finishing *f, struct handed *handed, const struct receipt_files *files,
                         const struct send_login *login, const struct send_watch *watch, struct buffer *bytes, struct error *e)
{
    struct finishing_net n;
    struct net *net = NULL;
    const char *url = receipt_place(f, handed, submit_best_file(recipient_note(f, handed)).sha256);
    if (url == NULL || !upload_url_collection(url)) {
        char *path = receipt_found(files);
        const enum status found = path != NULL
                                      ? file_read(path, bytes, e)
                                      : fail(e, ST_NO, _("There is no receipt among your downloads: this customer sends it as a file."));
        free(path);
        return found;
    }
    enum status st = finishing_net_init(&n, f, login, watch, e);
    st = st == ST_OK ? net_new(&net, &n.options, e) : st;
    if (st != ST_OK) {
        return st;
    }
    st = delivery_fetch_receipt(net, url, files->files, files->n, bytes, &handed->wants_login, e);
    net_free(net);
    return st;
}

enum status finishing_receipt(void *context, struct handed *handed, const char *path, const struct send_login *login,
                              const struct send_watch *watch, struct error *e)
{
    const struct finishing *f = context;
    const cJSON *recipient = recipient_note(f, handed);
    const struct handed_file *of = NULL;
    struct receipt_files files;
    struct received_request request;
    struct buffer bytes;
    struct error why = {0};
    char *expanded = path == NULL ? NULL : path_expand(path);
    handed->wants_login = false;
    buffer_init(&bytes, RECEIPT_BYTES_MAX);
    files.n = recipient_files(recipient, files.files);
    enum status st = files.n == 0       ? fail(&why, ST_INPUT, _("Nothing was handed in here yet."))
                     : path == NULL     ? fetch(f, handed, &files, login, watch, &bytes, &why)
                     : expanded == NULL ? fail_memory(&why)
                                        : file_read(expanded, &bytes, &why);
    if (st == ST_NO && path == NULL && handed->host[0] != '\0') {
        (void)fail(&why, ST_NO, _("There is no receipt yet."));
    } else if (handed->wants_login) {
        (void)finishing_login_refused(handed, login != NULL, st, &why);
    }
    if (st == ST_OK) {
        st = finishing_request(f, handed->request, &request, &why);
        if (st == ST_OK) {
            st = receipt_keep(f->draft, &request, &files, f->program, &bytes, path != NULL ? path : _("The receipt"), &of, &why);
            received_request_release(&request);
        }
    }
    if (st == ST_OK) {
        handed->way = HANDED_RECEIVED;
        (void)local_day_of(receipt_received_at(&f->draft->assessment, recipient, of->sha256), handed->since);
    }
    show_text(why.text, handed->note, sizeof handed->note);
    buffer_release(&bytes);
    free(expanded);
    return st == ST_OK ? ST_OK : fail(e, st, "%s", why.text);
}
