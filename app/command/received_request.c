#include "command/received_request.h"

#include "base/buffer.h"
#include "base/file.h"
#include "base/file_path.h"
#include "base/i18n.h"
#include "base/shell_word.h"
#include "base/utf8.h"
#include "base/width.h"
#include "model/json.h"
#include "trust/identity.h"

#include <unistd.h>

#define NAME_COLUMNS 60 /* of a requester's name inside a sentence */

enum status requesters_path(const struct program *program, char **path, struct error *e)
{
    *path = NULL;
    if (program->user_directory == NULL) {
        return fail(e, ST_INPUT, _("Where to keep the confirmed requesters is not known: set HOME or XDG_DATA_HOME."));
    }
    return asprintf(path, "%s/requesters.json", program->user_directory) < 0 ? fail_memory(e) : ST_OK;
}

static struct requester requester_of(const struct received_request *r)
{
    return (struct requester){
        .name = json_text(json_get(r->document, "requester"), "name"), .certificate = r->signer->sha256, .host = r->host};
}

static enum status find_standing(struct received_request *r, const struct program *program, struct error *e)
{
    char *path;
    const struct requester asked = requester_of(r);
    enum status st = requesters_path(program, &path, e);
    requester_standing_release(&r->standing);
    st = st == ST_OK ? requesters_find(path, &asked, &r->standing, e) : st;
    free(path);
    return st;
}

/* Signed with a key that is good only from later on: mostly one of the two clocks is wrong. */
static enum status refuse_early(const struct judgement *j, const char *name, int64_t now, struct error *e)
{
    for (size_t i = 0; i < j->nsigners; i++) {
        const struct signer *s = &j->signers[i];
        char from[TIME_TEXT], here[TIME_TEXT];
        if (now < s->not_before) {
            local_text(s->not_before, from);
            local_text(now, here);
            return fail(e, ST_NO,
                        _("%s cannot be taken in yet: the key of \"%s\" that signed it is good from %s on, and this computer's clock says "
                          "%s. If this clock is wrong, set it and open the request again; if it is right, ask the customer."),
                        name, s->name, from, here);
        }
    }
    return ST_OK;
}

/* Only the mathematics, the dates and the structure count here: whether the requester is the one that it says it is, is for the user to
 * find out. */
static enum status refuse_bad(const struct judged *judged, const char *name, int64_t now, struct error *e)
{
    const struct judgement *j = &judged->judgement;
    if (judged->envelope.tree != NULL && judged->kind != FILE_REQUEST) {
        return fail(e, ST_INPUT, _("%s is no request."), name);
    }
    if (j->verdict == VERDICT_INVALID && refuse_early(j, name, now, e) != ST_OK) {
        return ST_NO;
    }
    if ((j->verdict != VERDICT_UNKNOWN_SIGNER && j->verdict != VERDICT_TRUSTED) || j->supplier >= j->nsigners) {
        return fail(e, j->verdict == VERDICT_UNREADABLE ? ST_INPUT : ST_NO, _("The request %s is refused: %s"), name,
                    j->nproblems > 0 ? j->problems[0] : verdict_words(j->verdict));
    }
    return ST_OK;
}

static enum status describe(struct received_request *r, struct error *e)
{
    struct buffer name;
    r->document = r->judged.envelope.document;
    r->signer = &r->judged.judgement.signers[r->judged.judgement.supplier];
    request_upload_host(r->document, r->host);
    fingerprint_format(r->signer->sha256, r->groups);
    const char *said = json_text(json_get(r->document, "requester"), "name");
    buffer_init(&name, BUFFER_MAX_TEXT);
    utf8_clean(&name, said, strlen(said), false);
    r->name = strdup(buffer_text(&name));
    buffer_release(&name);
    return r->name != NULL ? json_digest(r->document, r->digest, e) : fail_memory(e);
}

static enum status open_bytes(struct received_request *r, const struct program *program, const struct buffer *bytes, const char *name,
                              struct error *e)
{
    const struct trust_anchors none = {0};
    const int64_t now = clock_now(&program->clock);
    enum status st = judge_file(buffer_text(bytes), bytes->length, name, &none, now, NULL, &r->judged, e);
    st = st == ST_OK ? refuse_bad(&r->judged, name, now, e) : st;
    st = st == ST_OK ? describe(r, e) : st;
    return st == ST_OK ? find_standing(r, program, e) : st;
}

enum status received_request_open(struct received_request *r, const struct program *program, const char *path, struct error *e)
{
    struct buffer bytes;
    *r = (struct received_request){0};
    buffer_init(&bytes, BUFFER_MAX_DOCUMENT);
    enum status st = file_read(path, &bytes, e);
    st = st == ST_OK ? open_bytes(r, program, &bytes, path, e) : st;
    buffer_release(&bytes);
    if (st != ST_OK) {
        received_request_release(r);
    }
    return st;
}

static enum status kept_path(const struct program *program, const char *digest, char **path, struct error *e)
{
    *path = NULL;
    if (program->user_directory == NULL) {
        return fail(e, ST_INPUT, _("Where to keep requests is not known: set HOME or XDG_DATA_HOME."));
    }
    return asprintf(path, "%s/requests/%s.json", program->user_directory, digest) < 0 ? fail_memory(e) : ST_OK;
}

enum status received_request_keep(const struct received_request *r, const struct program *program, struct error *e)
{
    if (json_text(r->document, "enrol_secret") == NULL) {
        return ST_OK;
    }
    char *path, *directory = NULL, *name = NULL;
    struct buffer bytes;
    buffer_init(&bytes, BUFFER_MAX_DOCUMENT);
    enum status st = kept_path(program, r->digest, &path, e);
    if (st == ST_OK && !file_split(path, &directory, &name)) {
        st = fail_errno(e, _("Cannot open %s"), path);
    }
    st = st == ST_OK ? directory_make(directory, 0700, e) : st;
    st = st == ST_OK ? json_pretty(r->judged.envelope.tree, &bytes, e) : st;
    st = st == ST_OK ? file_write_atomic(path, bytes.data, bytes.length, 0600, e) : st;
    identity_wipe(&bytes);
    free(directory);
    free(name);
    free(path);
    return st;
}

bool received_request_secret(const struct received_request *r, uint8_t secret[ENROL_SECRET_BYTES])
{
    const char *text = json_text(r->document, "enrol_secret");
    struct buffer bytes;
    buffer_init(&bytes, BUFFER_MAX_TEXT);
    const bool found = text != NULL && base64url_decode(&bytes, text, strlen(text)) && bytes.length == ENROL_SECRET_BYTES;
    if (found) {
        memcpy(secret, bytes.data, ENROL_SECRET_BYTES);
    }
    identity_wipe(&bytes);
    return found;
}

/* Whether the draft's copy is the document as it came, but for the secret: the copy is what the answers are sealed for and sent by. */
static bool same_but_secret(const cJSON *whole, const cJSON *copy)
{
    char wanted[SHA256_TEXT], found[SHA256_TEXT];
    if (json_same(whole, copy, "enrol_secret")) { /* as it stands in every draft that this program wrote */
        return true;
    }
    cJSON *without = cJSON_Duplicate(whole, true);
    json_remove(without, "enrol_secret");
    const bool same = without != NULL && json_digest(without, wanted, NULL) == ST_OK && json_digest(copy, found, NULL) == ST_OK &&
                      strcmp(wanted, found) == 0;
    cJSON_Delete(without);
    return same;
}

/* The file as it came, for a request that the draft holds without its secret. */
static enum status open_kept(struct received_request *r, const struct program *program, const cJSON *envelope, const char *draft,
                             struct error *e)
{
    const char *digest = json_text(envelope, "digest");
    char *path;
    enum status st = kept_path(program, digest, &path, e);
    if (st == ST_OK && access(path, F_OK) != 0) {
        st = fail(
            e, ST_INPUT,
            _("The draft holds this request without its secret, and the file is not kept on this computer: name it with --request FILE."));
    }
    st = st == ST_OK ? received_request_open(r, program, path, e) : st;
    if (st == ST_OK && (strcmp(r->digest, digest) != 0 || !same_but_secret(r->document, json_get(envelope, "document")))) {
        st = fail(e, ST_NO, _("The request %s is refused: %s"), draft, _("It was changed after it was signed."));
        received_request_release(r);
    }
    free(path);
    return st;
}

enum status received_request_of_draft(struct received_request *r, const struct program *program, const struct assessment *a, size_t i,
                                      const char *draft, struct error *e)
{
    struct buffer bytes;
    const cJSON *envelope = assessment_request_envelope(a, i);
    *r = (struct received_request){0};
    if (json_text(envelope, "digest") != NULL) {
        return open_kept(r, program, envelope, draft, e);
    }
    buffer_init(&bytes, BUFFER_MAX_DOCUMENT);
    enum status st = json_pretty(envelope, &bytes, e);
    st = st == ST_OK ? open_bytes(r, program, &bytes, draft, e) : st;
    buffer_release(&bytes);
    if (st != ST_OK) {
        received_request_release(r);
    }
    return st;
}

void received_request_release(struct received_request *r)
{
    judged_release(&r->judged);
    requester_standing_release(&r->standing);
    free(r->name);
    *r = (struct received_request){0};
}

const char *received_request_advice(enum requester_state state)
{
    switch (state) {
    case REQUESTER_FIRST:
        return _(
            "You have not confirmed this requester yet: anybody can write a name into a request. Call them, by a telephone number that "
            "you have from elsewhere, and have the fingerprint read out.");
    case REQUESTER_CHANGED:
        return _(
            "This requester is not as you confirmed it before. Somebody may be posing as your customer: call them, by a telephone number "
            "that you have from elsewhere, and ask what changed before you go on.");
    case REQUESTER_KNOWN:
        break;
    }
    return _("You have confirmed this requester.");
}

enum status received_request_gate(const struct received_request *r, const char *path, struct error *e)
{
    if (r->standing.state == REQUESTER_KNOWN) {
        return ST_OK;
    }
    const int shown = (int)width_prefix(r->name, NAME_COLUMNS);
    char word[SHELL_WORD];
    const char *file = path != NULL ? shell_word(path, word) : _("REQUEST-FILE");
    if (r->standing.state == REQUESTER_FIRST) {
        return fail(
            e, ST_NO,
            _("The requester \"%.*s\" is not confirmed yet, so nothing is signed for them. Call them, by a number that you have from "
              "elsewhere; when they read out the fingerprint %s, run \"tenken request confirm %s\" and then do this again."),
            shown, r->name, r->groups, file);
    }
    return fail(
        e, ST_NO,
        _("The requester \"%.*s\" is not as you confirmed it before, so nothing is signed for them. Call them, by a number that you "
          "have from elsewhere; only when they explain the change and read out the fingerprint %s, run \"tenken request confirm %s\"."),
        shown, r->name, r->groups, file);
}

enum status received_request_confirm(struct received_request *r, const struct program *program, struct error *e)
{
    char *path;
    const struct requester asked = requester_of(r);
    enum status st = requesters_path(program, &path, e);
    st = st == ST_OK ? requesters_confirm(path, &asked, clock_now(&program->clock), e) : st;
    st = st == ST_OK ? find_standing(r, program, e) : st;
    free(path);
    return st;
}

long received_request_days_left(const cJSON *document, const struct clock *clock)
{
    int64_t due = 0;
    const char *date = json_text(document, "due");
    if (date == NULL || !date_parse(date, &due)) {
        return 0; /* request_check has seen to it that there is one */
    }
    return (long)(due / DAY_SECONDS - local_seconds(clock_now(clock)) / DAY_SECONDS);
}
