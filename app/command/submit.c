/* tenken submit: sends what was signed and sealed to the customer, and fetches the receipt. */
#include "base/i18n.h"
#include "command/delivery.h"
#include "command/options.h"
#include "command/print.h"
#include "command/submitting.h"
#include "model/json.h"
#include "model/upload_url.h"

#include <stdlib.h>
#include <string.h>

#define TYPED_MAX 512 /* bytes of a user name */

static enum status options_read(struct submit_options *o, int argc, char **argv, struct error *e)
{
    const struct option_rule rules[] = {
        {.name = "to", .text = &o->to},
        {.name = "to-file", .text = &o->to_file},
        {.name = "draft", .text = &o->draft},
        {.name = "request", .text = &o->request},
        {.name = "ca", .text = &o->ca},
        {.name = "credentials", .text = &o->credentials},
        {.name = "unsealed", .text = &o->unsealed},
        {.name = "confirm-host", .text = &o->confirm_host},
        {.name = "receipt", .text = &o->receipt},
        {.name = "check", .flag = &o->check},
        {.name = "json", .flag = &o->json},
        {0},
    };
    int rest = 0;
    *o = (struct submit_options){.file = NULL};
    const enum status st = options_take(&command_submit, rules, argc, argv, &rest, e);
    if (st != ST_OK) {
        return st;
    }
    if (argc - rest != 1) {
        return usage_error(&command_submit, e, _("name one file to send, or the draft whose files are to be sent."));
    }
    if (o->to != NULL && o->to_file != NULL) {
        return usage_error(&command_submit, e, _("--to and --to-file do not go together."));
    }
    if (o->receipt != NULL && !o->check) {
        return usage_error(&command_submit, e, _("--receipt goes with --check."));
    }
    o->file = argv[rest];
    return ST_OK;
}

static enum status open_all(struct submitting *s, struct error *e)
{
    const struct submit_options *o = &s->options;
    enum status st;
    if (submit_is_draft(o->file)) {
        st = submit_draft_open(&s->from, s->program, o->file, o->request, e);
        if (st == ST_OK && o->check) { /* the file itself may be gone by now */
            memcpy(s->file.sha256, s->from.sha256, sizeof s->file.sha256);
            return ST_OK;
        }
        st = st == ST_OK ? outgoing_open(&s->file, s->program, s->from.file, e) : st;
        if (st == ST_OK && strcmp(s->file.sha256, s->from.sha256) != 0) {
            st = fail(e, ST_INPUT, _("%s is no longer the file that was handed in: hand in again."), s->from.file);
        }
        return st;
    }
    st = outgoing_open(&s->file, s->program, o->file, e);
    return st == ST_OK ? submit_draft_find(&s->from, s->program, o->draft, o->file, s->file.sha256, e) : st;
}

/* ---- sending ---- */

static enum status record(struct submitting *s, const struct delivery *done, const struct error *why, struct error *e)
{
    char now[TIME_TEXT], shown[UPLOAD_SHOWN_TEXT];
    time_format(clock_now(&s->program->clock), now);
    upload_url_show(s->url, shown);
    const struct sending sending = {.at = now,
                                    .request = s->from.asked ? s->from.request.digest : NULL,
                                    .to = shown,
                                    .sha256 = s->file.sha256,
                                    .result = done->result,
                                    .note = why->text[0] != '\0' ? why->text : NULL};
    const enum status st = sending_add(&s->from.draft.assessment, &sending, e);
    return st == ST_OK ? draft_save(&s->from.draft, &s->program->clock, e) : st;
}

static enum status tell_sent(const struct submitting *s, const struct delivery *done, const char *sentence, struct error *e)
{
    char shown[UPLOAD_SHOWN_TEXT];
    upload_url_show(s->url, shown);
    if (!s->options.json) {
        return ST_OK;
    }
    cJSON *object = cJSON_CreateObject();
    const bool ok = json_put_text(object, "file", s->from.file) && json_put_text(object, "sha256", s->file.sha256) &&
                    json_put_text(object, "to", shown) && json_put_text(object, "result", sending_result_name(done->result)) &&
                    json_put(object, "was_there", cJSON_CreateBool(done->was_there)) &&
                    json_put_integer(object, "attempts", done->attempts) &&
                    json_put(object, "draft", s->from.found ? cJSON_CreateString(s->from.draft.path) : cJSON_CreateNull()) &&
                    json_put_text(object, "message", sentence);
    if (!ok) {
        cJSON_Delete(object);
        return fail_memory(e);
    }
    return print_json(object, e);
}

static const char *arrived_words(const struct delivery *done)
{
    if (done->was_there) {
        return _("It had arrived before: the same file is there, whole.");
    }
    return done->result == SENDING_CHECKED ? _("Arrived: read back, and it is the same.") : _("Arrived: the server says that it has it.");
}

static enum status deliver(struct submitting *s, struct delivery *done, struct error *e)
{
    struct net *net = NULL;
    enum status st;
    do {
        st = submit_connect(s, &net, e);
        if (st == ST_OK) {
            st = delivery_run(net, s->url, &s->file, s->from.file, done, e);
            network_told(&s->teller);
            net_free(net);
        }
    } while (st != ST_OK && done->wants_login && submit_ask_login(s));
    return st;
}

static enum status send_file(struct submitting *s, struct error *e)
{
    struct delivery done = {.result = SENDING_FAILED};
    struct error why = {0};
    enum status st = submit_check_sealed(s, e);
    st = st == ST_OK && s->from.asked ? received_request_gate(&s->from.request, NULL, e) : st;
    st = st == ST_OK ? submit_confirm_host(s, e) : st;
    if (st != ST_OK) {
        return st;
    }
    st = deliver(s, &done, &why);
    const enum status kept = s->from.found ? record(s, &done, &why, e) : ST_OK;
    const enum status told = tell_sent(s, &done, st == ST_OK ? arrived_words(&done) : why.text, e);
    if (st != ST_OK) { /* counts before a failure of our own bookkeeping */
        return fail(e, st, "%s", why.text);
    }
    if (!s->options.json) {
        print_clean(arrived_words(&done));
        printf("\n");
        if (!s->from.found) {
            print_wrapped(
                _("No draft is known that this file was made from, so the sending is noted nowhere: name it with --draft next time."), 0,
                0);
        }
    }
    return kept != ST_OK ? kept : told;
}

/* ---- the command ---- */

static void forget(struct buffer *secret)
{
    if (secret->data != NULL) {
        explicit_bzero(secret->data, secret->capacity);
    }
    buffer_release(secret);
}

static enum status run(struct program *program, int argc, char **argv, struct error *e)
{
    struct submitting s = {.program = program, .file = {.fd = -1}};
    enum status st = options_read(&s.options, argc, argv, e);
    if (st != ST_OK) {
        return st;
    }
    buffer_init(&s.user, TYPED_MAX);
    buffer_init(&s.password, TYPED_MAX * 2);
    network_teller_init(&s.teller, s.options.check ? _("Fetching") : _("Sending"));
    st = open_all(&s, e);
    if (st == ST_OK && s.options.receipt == NULL) {
        st = submit_find_address(&s, argc, argv, e);
        st = st == ST_OK ? network_options(program, s.options.ca, s.options.credentials, &s.net, e) : st;
    }
    if (st == ST_OK) {
        st = s.options.check ? submit_receipt(&s, e) : send_file(&s, e);
    }
    forget(&s.user);
    forget(&s.password);
    if (s.url != NULL) {
        explicit_bzero(s.url, strlen(s.url));
        free(s.url);
    }
    outgoing_release(&s.file);
    submit_draft_release(&s.from);
    return st;
}

const struct command command_submit = {
    .name = "submit",
    .usage = N_("submit FILE|DRAFT [--to URL | --to-file FILE] [--draft DRAFT] [--request WHO] [--ca FILE] [--credentials FILE] "
                "[--confirm-host HOST] [--unsealed WORDS] [--json]\n"
                "submit FILE|DRAFT --check [--receipt FILE] [--to URL] [--draft DRAFT] [--request WHO] [--ca FILE] [--credentials FILE] "
                "[--json]"),
    .help = N_("send sealed answers to your customer, and fetch the receipt"),
    .run = run,
};
