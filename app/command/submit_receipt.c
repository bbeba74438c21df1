/* The receipt for what "tenken submit" sent. */
#include "base/file.h"
#include "base/i18n.h"
#include "command/delivery.h"
#include "command/receipt_judge.h"
#include "command/submitting.h"
#include "model/json.h"
#include "model/receipt.h"

static enum status fetch(struct submitting *s, struct buffer *bytes, struct error *e)
{
    struct net *net = NULL;
    bool wants_login = false;
    enum status st;
    do {
        buffer_clear(bytes);
        st = submit_connect(s, &net, e);
        if (st == ST_OK) {
            st = delivery_fetch_receipt(net, s->url, s->file.sha256, bytes, &wants_login, e);
            network_told(&s->teller);
            net_free(net);
        }
    } while (st != ST_OK && wants_login && submit_ask_login(s));
    return st == ST_NO ? fail(e, ST_NO, _("There is no receipt yet: the customer writes one when the answers are taken in.")) : st;
}

static enum status tell_receipt(const struct submitting *s, const char *received_at, const struct error *why, struct error *e)
{
    if (!s->options.json) {
        if (received_at != NULL) {
            printf(_("Received by %s on %.10s: the receipt is signed by them, for this file."), s->from.request.name, received_at);
            putchar('\n');
        }
        return ST_OK;
    }
    cJSON *object = cJSON_CreateObject();
    const bool ok = json_put_text(object, "file", s->from.file) && json_put_text(object, "sha256", s->file.sha256) &&
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
    if (!s->from.asked) {
        return fail(e, ST_INPUT,
                    _("Whose receipt it would have to be is not known: name the draft whose hand-in made the file with --draft."));
    }
    buffer_init(&bytes, RECEIPT_BYTES_MAX);
    enum status st = s->options.receipt != NULL ? file_read(s->options.receipt, &bytes, &why) : fetch(s, &bytes, &why);
    if (st == ST_OK) {
        const char *name = s->options.receipt != NULL ? s->options.receipt : _("The receipt");
        st = receipt_keep(&s->from.draft, &s->from.request, s->file.sha256, s->program, &bytes, name, &why);
        received_at = st == ST_OK ? receipt_received_at(&s->from.draft.assessment, s->from.recipient, s->file.sha256) : NULL;
    }
    buffer_release(&bytes);
    const enum status told = tell_receipt(s, received_at, &why, e);
    return st != ST_OK ? fail(e, st, "%s", why.text) : told;
}
