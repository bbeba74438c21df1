/* The receipt for what "tenken submit" sent. */
#include "base/file.h"
#include "base/i18n.h"
#include "command/delivery.h"
#include "command/receipt_judge.h"
#include "command/submitting.h"
#include "model/json.h"
#include "model/receipt.h"

/* Of a draft all that it handed in; a file that was named is meant alone. */
static void files_of(const struct submitting *s, struct receipt_files *files)
{
    files->files[0] = (struct handed_file){.path = s->from.file, .sha256 = s->file.sha256};
    files->n = s->from.sha256[0] != '\0' ? recipient_files(s->from.recipient, files->files) : 1;
}

static enum status fetch(struct submitting *s, const struct receipt_files *files, struct buffer *bytes, struct error *e)
{
    struct net *net = NULL;
    bool wants_login = false;
    enum status st;
    do {
        buffer_clear(bytes);
        st = submit_connect(s, &net, e);
        if (st == ST_OK) {
            st = delivery_fetch_receipt(net, s->url, files->files, files->n, bytes, &wants_login, e);
            network_told(&s->teller);
            net_free(net);
        }
    } while (st != ST_OK && wants_login && submit_ask_login(s));
    return st == ST_NO ? fail(e, ST_NO, _("There is no receipt yet: the customer writes one when the answers are taken in.")) : st;
}

static enum status tell_receipt(const struct submitting *s, const struct handed_file *of, const char *received_at, const struct error *why,
                                struct error *e)
{
    if (!s->options.json) {
        if (received_at != NULL) {
            char day[DATE_TEXT];
            printf(_("Received by %s on %.10s: the receipt is signed by them, for this file."), s->from.request.name,
                   local_day_of(received_at, day));
            putchar('\n');
        }
        return ST_OK;
    }
    cJSON *object = cJSON_CreateObject();
    const bool ok = json_put_text(object, "file", of->path) && json_put_text(object, "sha256", of->sha256) &&
                    json_put_text(object, "receipt", received_at != NULL ? "received" : "none") &&
                    json_put(object, "received_at", received_at != NULL ? cJSON_CreateString(received_at) : cJSON_CreateNull()) &&
                    json_put_text(object, "message", why->text);
    if (!ok) {
        cJSON_Delete(object);
        return fail_memory(e);
    }
    return print_json(object, e);
}

enum status submit_receipt(struct submitting *s, struct error *e)
{
    struct buffer bytes;
    struct error why = {0};
    const char *received_at = NULL;
    struct receipt_files files;
    const struct handed_file sent = {.path = s->from.file, .sha256 = s->file.sha256}, *of = &sent;
    if (!s->from.asked) {
        return fail(e, ST_INPUT,
                    _("Whose receipt it would have to be is not known: name the draft whose hand-in made the file with --draft."));
    }
    files_of(s, &files);
    buffer_init(&bytes, RECEIPT_BYTES_MAX);
    enum status st = s->options.receipt != NULL ? file_read(s->options.receipt, &bytes, &why) : fetch(s, &files, &bytes, &why);
    if (st == ST_OK) {
        const char *name = s->options.receipt != NULL ? s->options.receipt : _("The receipt");
        st = receipt_keep(&s->from.draft, &s->from.request, &files, s->program, &bytes, name, &of, &why);
        received_at = st == ST_OK ? receipt_received_at(&s->from.draft.assessment, s->from.recipient, of->sha256) : NULL;
    }
    buffer_release(&bytes);
    const enum status told = tell_receipt(s, of, received_at, &why, e);
    return st != ST_OK ? fail(e, st, "%s", why.text) : told;
}
