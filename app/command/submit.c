/* tenken submit: sends what was signed and sealed to the customer, and fetches the receipt. */
#include "base/buffer.h"
#include "base/file.h"
#include "base/i18n.h"
#include "command/delivery.h"
#include "command/network.h"
#include "command/print.h"
#include "command/receipt_judge.h"
#include "command/submit_draft.h"
#include "model/json.h"
#include "model/receipt.h"
#include "model/upload_url.h"

#include <getopt.h>
#include <unistd.h>

#define LINE_MAX_BYTES 512

struct options {
    const char *file;
    const char *to, *to_file;
    const char *draft, *request;
    const char *ca, *credentials;
    const char *unsealed, *confirm_host;
    const char *receipt;
    bool check, json;
};

/* One run; owns all but program and options. */
struct submitting {
    struct program *program;
    struct options options;
    struct submit_draft from;
    struct outgoing file;
    char *url;
    struct net_options net;
    struct network_teller teller;
    struct buffer user, password; /* typed */
};

enum {
    TO = 1,
    TO_FILE,
    DRAFT,
    REQUEST,
    CA,
    CREDENTIALS,
    UNSEALED,
    CONFIRM_HOST,
    RECEIPT,
    CHECK,
    JSON,
};

static void option_take(struct options *o, int option, char *value)
{
    const char **const texts[] = {
        [TO] = &o->to,          [TO_FILE] = &o->to_file,         [DRAFT] = &o->draft,       [REQUEST] = &o->request,
        [CA] = &o->ca,          [CREDENTIALS] = &o->credentials, [UNSEALED] = &o->unsealed, [CONFIRM_HOST] = &o->confirm_host,
        [RECEIPT] = &o->receipt};
    if (option >= TO && option <= RECEIPT) {
        *texts[option] = value;
        return;
    }
    o->check = o->check || option == CHECK;
    o->json = o->json || option == JSON;
}

static enum status options_read(struct options *o, int argc, char **argv, struct error *e)
{
    static const struct option OPTIONS[] = {
        {"to", required_argument, NULL, TO},
        {"to-file", required_argument, NULL, TO_FILE},
        {"draft", required_argument, NULL, DRAFT},
        {"request", required_argument, NULL, REQUEST},
        {"ca", required_argument, NULL, CA},
        {"credentials", required_argument, NULL, CREDENTIALS},
        {"unsealed", required_argument, NULL, UNSEALED},
        {"confirm-host", required_argument, NULL, CONFIRM_HOST},
        {"receipt", required_argument, NULL, RECEIPT},
        {"check", no_argument, NULL, CHECK},
        {"json", no_argument, NULL, JSON},
        {NULL, 0, NULL, 0},
    };
    *o = (struct options){.file = NULL};
    optind = 1;
    opterr = 0;
    for (int option; (option = getopt_long(argc, argv, "", OPTIONS, NULL)) != -1;) {
        if (option == '?') {
            return usage_error(&command_submit, e, _("the option \"%s\" is not known here, or its value is missing."), argv[optind - 1]);
        }
        option_take(o, option, optarg);
    }
    if (argc - optind != 1) {
        return usage_error(&command_submit, e, _("name one file to send, or the draft whose files are to be sent."));
    }
    if (o->to != NULL && o->to_file != NULL) {
        return usage_error(&command_submit, e, _("--to and --to-file do not go together."));
    }
    if (o->receipt != NULL && !o->check) {
        return usage_error(&command_submit, e, _("--receipt goes with --check."));
    }
    o->file = argv[optind];
    return ST_OK;
}

/* ---- where to ---- */

/* The first line of a file: an address that is a secret itself need not stand on the command line. */
static enum status read_address(const char *path, char **out, struct error *e)
{
    struct buffer bytes;
    buffer_init(&bytes, UPLOAD_URL_MAX + 2);
    enum status st = file_read(path, &bytes, e);
    if (st == ST_OK) {
        *out = strndup(buffer_text(&bytes), strcspn(buffer_text(&bytes), "\r\n"));
        st = *out != NULL ? ST_OK : fail_memory(e);
    }
    if (bytes.data != NULL) {
        explicit_bzero(bytes.data, bytes.length);
    }
    buffer_release(&bytes);
    return st;
}

/* Everybody on this computer can read a command line: what stands behind the path of the address is taken out of it. */
static void hide_argument(int argc, char **argv, const char *url)
{
    for (int i = 1; i < argc; i++) {
        char *at = strstr(argv[i], url);
        char *secret = at != NULL ? strpbrk(at, "?#") : NULL;
        if (secret != NULL) {
            explicit_bzero(secret, strlen(secret));
        }
    }
}

/* --to; for a receipt the place where the file went; else where the request says. */
static enum status find_address(struct submitting *s, int argc, char **argv, struct error *e)
{
    const struct options *o = &s->options;
    struct sending last;
    const char *asked = s->from.asked ? json_text(s->from.request.document, "upload_url") : NULL;
    if (o->to_file != NULL) {
        const enum status st = read_address(o->to_file, &s->url, e);
        return st == ST_OK ? upload_url_check(s->url, e) : st;
    }
    if (o->to == NULL && o->check && s->from.found && sending_last(&s->from.draft.assessment, NULL, s->file.sha256, &last) &&
        upload_url_valid(last.to) && upload_url_collection(last.to)) {
        asked = last.to;
    }
    const char *url = o->to != NULL ? o->to : asked;
    if (url == NULL) {
        return s->from.asked
                   ? fail(e, ST_INPUT,
                          _("The customer's request names no address for uploads: bring the file by USB stick or as an attachment, "
                            "or name an address with --to."))
                   : usage_error(&command_submit, e, _("say with --to where it goes: no draft is known that this file was made from."));
    }
    s->url = strdup(url);
    if (s->url == NULL) {
        return fail_memory(e);
    }
    if (o->to != NULL) {
        hide_argument(argc, argv, s->url);
    }
    return upload_url_check(s->url, e);
}

static bool at_terminal(void)
{
    return isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1;
}

/* A line that is typed, without its newline. */
static bool typed(const char *prompt, char line[LINE_MAX_BYTES])
{
    (void)fprintf(stderr, "%s ", prompt);
    (void)fflush(stderr);
    if (fgets(line, LINE_MAX_BYTES, stdin) == NULL) {
        return false;
    }
    line[strcspn(line, "\r\n")] = '\0';
    return true;
}

/* Another computer than the one that the customer was confirmed with: a word of the user's, not just a key. */
static enum status confirm_host(const struct submitting *s, struct error *e)
{
    char host[UPLOAD_HOST_TEXT], line[LINE_MAX_BYTES], prompt[LINE_MAX_BYTES * 2];
    const struct received_request *request = &s->from.request;
    upload_url_host(s->url, host);
    if (!s->from.asked || strcmp(host, request->standing.host != NULL ? request->standing.host : "") == 0) {
        return ST_OK;
    }
    if (s->options.confirm_host != NULL && strcmp(s->options.confirm_host, host) == 0) {
        return ST_OK;
    }
    (void)snprintf(prompt, sizeof prompt,
                   _("%s is not where \"%.120s\" takes uploads. Send there only when they told you so over another way. Type the host's "
                     "name to go on:"),
                   host, request->name);
    if (at_terminal() && typed(prompt, line) && strcmp(line, host) == 0) {
        return ST_OK;
    }
    return fail(
        e, ST_NO,
        _("Nothing was sent: %s is not where \"%.120s\" takes uploads, as you confirmed it. If they told you so over another way, add "
          "--confirm-host %s."),
        host, request->name, host);
}

/* ---- what goes ---- */

static enum status check_sealed(const struct submitting *s, struct error *e)
{
    char line[LINE_MAX_BYTES], prompt[LINE_MAX_BYTES];
    const char *sentence = outgoing_insistence();
    if (s->file.sealed || outgoing_insists(s->options.unsealed)) {
        return ST_OK;
    }
    (void)snprintf(prompt, sizeof prompt, _("This file is not sealed. To send it all the same, type: %s\n>"), sentence);
    if (s->options.unsealed == NULL && at_terminal() && typed(prompt, line) && outgoing_insists(line)) {
        return ST_OK;
    }
    return fail(e, ST_NO,
                _("Nothing was sent: %s is not sealed, so everybody who gets hold of it can read where your firm is weak. Seal it with "
                  "\"tenken export --seal CERTIFICATE\"; or, if it must be, add --unsealed \"%s\"."),
                s->from.file, sentence);
}

static enum status open_all(struct submitting *s, struct error *e)
{
    const struct options *o = &s->options;
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

/* ---- the connection ---- */

static void forget(struct buffer *secret)
{
    if (secret->data != NULL) {
        explicit_bzero(secret->data, secret->capacity);
    }
    buffer_release(secret);
}

/* The server asks who we are: at a terminal that can be typed. False: nobody is there, or a name was given already. */
static bool ask_login(struct submitting *s)
{
    char line[LINE_MAX_BYTES], host[UPLOAD_HOST_TEXT], prompt[LINE_MAX_BYTES];
    upload_url_host(s->url, host);
    if (s->net.user != NULL || s->options.credentials != NULL || !at_terminal()) {
        return false;
    }
    (void)snprintf(prompt, sizeof prompt, _("User name at %s:"), host);
    if (!typed(prompt, line) || line[0] == '\0' || !buffer_add_text(&s->user, line) || !buffer_reserve(&s->password, LINE_MAX_BYTES) ||
        !passphrase_line(_("Password (not shown): "), &s->password)) {
        return false;
    }
    s->net.user = buffer_text(&s->user);
    s->net.password = buffer_text(&s->password);
    return true;
}

static enum status connect_to(struct submitting *s, struct net **net, struct error *e)
{
    struct net_options options = s->net;
    options.progress = network_tell;
    options.context = &s->teller;
    return net_new(net, &options, e);
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
        st = connect_to(s, &net, e);
        if (st == ST_OK) {
            st = delivery_run(net, s->url, &s->file, s->from.file, done, e);
            network_told(&s->teller);
            net_free(net);
        }
    } while (st != ST_OK && done->wants_login && ask_login(s));
    return st;
}

static enum status send_file(struct submitting *s, struct error *e)
{
    struct delivery done = {.result = SENDING_FAILED};
    struct error why = {0};
    enum status st = check_sealed(s, e);
    st = st == ST_OK && s->from.asked ? received_request_gate(&s->from.request, NULL, e) : st;
    st = st == ST_OK ? confirm_host(s, e) : st;
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
        if (!s->from.found) {
            print_wrapped(
                _("No draft is known that this file was made from, so the sending is noted nowhere: name it with --draft next time."), 0,
                0);
        }
    }
    return kept != ST_OK ? kept : told;
}

/* ---- receipts ---- */

static enum status fetch(struct submitting *s, struct buffer *bytes, struct error *e)
{
    struct net *net = NULL;
    bool wants_login = false;
    enum status st;
    do {
        buffer_clear(bytes);
        st = connect_to(s, &net, e);
        if (st == ST_OK) {
            st = delivery_fetch_receipt(net, s->url, s->file.sha256, bytes, &wants_login, e);
            network_told(&s->teller);
            net_free(net);
        }
    } while (st != ST_OK && wants_login && ask_login(s));
    return st == ST_NO ? fail(e, ST_NO, _("There is no receipt yet: the customer writes one when the answers are taken in.")) : st;
}

static enum status keep_receipt(struct submitting *s, const struct buffer *bytes, const char *name, const char **received_at,
                                struct error *e)
{
    struct judged judged;
    enum status st = receipt_judge(buffer_text(bytes), bytes->length, name, &s->from.request, s->file.sha256, s->program, &judged, e);
    if (st != ST_OK) {
        return st;
    }
    st = receipt_add(&s->from.draft.assessment, judged.envelope.tree, &s->program->clock, e);
    st = st == ST_OK ? draft_save(&s->from.draft, &s->program->clock, e) : st;
    *received_at = receipt_received_at(&s->from.draft.assessment, s->from.recipient, s->file.sha256);
    judged_release(&judged);
    return st;
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

static enum status check_receipt(struct submitting *s, struct error *e)
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
        st = keep_receipt(s, &bytes, name, &received_at, &why);
    }
    buffer_release(&bytes);
    const enum status told = tell_receipt(s, received_at, &why, e);
    return st != ST_OK ? fail(e, st, "%s", why.text) : told;
}

/* ---- the command ---- */

static enum status run(struct program *program, int argc, char **argv, struct error *e)
{
    struct submitting s = {.program = program, .file = {.fd = -1}};
    enum status st = options_read(&s.options, argc, argv, e);
    if (st != ST_OK) {
        return st;
    }
    buffer_init(&s.user, LINE_MAX_BYTES);
    buffer_init(&s.password, LINE_MAX_BYTES * 2);
    network_teller_init(&s.teller, s.options.check ? _("Fetching") : _("Sending"));
    st = open_all(&s, e);
    if (st == ST_OK && s.options.receipt == NULL) {
        st = find_address(&s, argc, argv, e);
        st = st == ST_OK ? network_options(program, s.options.ca, s.options.credentials, &s.net, e) : st;
    }
    if (st == ST_OK) {
        st = s.options.check ? check_receipt(&s, e) : send_file(&s, e);
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
