/* tenken verify: who signed these files, unchanged or not, and are they the ones expected. */
#include "base/buffer.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/sentence.h"
#include "base/utf8.h"
#include "base/width.h"
#include "command/command.h"
#include "command/judge.h"
#include "command/portfolio_anchors.h"
#include "command/print.h"
#include "export/package.h"
#include "model/json.h"
#include "store/portfolio_merge.h"
#include "store/portfolio_requests.h"
#include "trust/sheet_code.h"

#include <getopt.h>
#include <openssl/crypto.h>

struct options {
    const char *pin;
    const char *assessor;
    const char *ca;
    const char *portfolio;
    const char *identity; /* opens sealed files */
    const char *passphrase_file;
    bool json;
};

/* Whom the user trusts, and when each file was first received; owns all of it. */
struct trust {
    struct trust_anchors anchors;
    char pin[SHA256_TEXT], assessor[SHA256_TEXT];
    struct ca_bundle *ca;
    struct portfolio *portfolio;
    struct portfolio_trust *known_signers;
    struct known_files *known;
    struct identity opener; /* key NULL: none */
    int64_t now;
};

static enum status options_read(struct options *o, int argc, char **argv, struct error *e)
{
    enum { PIN = 1, ASSESSOR, CA, PORTFOLIO, IDENTITY, PASSPHRASE_FILE, JSON };
    static const struct option OPTIONS[] = {
        {"pin", required_argument, NULL, PIN},
        {"assessor", required_argument, NULL, ASSESSOR},
        {"ca", required_argument, NULL, CA},
        {"portfolio", required_argument, NULL, PORTFOLIO},
        {"identity", required_argument, NULL, IDENTITY},
        {"passphrase-file", required_argument, NULL, PASSPHRASE_FILE},
        {"json", no_argument, NULL, JSON},
        {NULL, 0, NULL, 0},
    };
    int anchors = 0;
    *o = (struct options){0};
    optind = 1;
    opterr = 0;
    for (int option; (option = getopt_long(argc, argv, "", OPTIONS, NULL)) != -1;) {
        switch (option) {
        case PIN:
            o->pin = optarg;
            anchors++;
            break;
        case ASSESSOR:
            o->assessor = optarg;
            break;
        case CA:
            o->ca = optarg;
            anchors++;
            break;
        case PORTFOLIO:
            o->portfolio = optarg;
            anchors++;
            break;
        case IDENTITY:
            o->identity = optarg;
            break;
        case PASSPHRASE_FILE:
            o->passphrase_file = optarg;
            break;
        case JSON:
            o->json = true;
            break;
        default:
            return usage_error(&command_verify, e, _("the option \"%s\" is not known here, or its value is missing."), argv[optind - 1]);
        }
    }
    if (optind == argc) {
        return usage_error(&command_verify, e, _("name the files to verify."));
    }
    if (anchors > 1) {
        return usage_error(&command_verify, e, _("say only once whom to trust."));
    }
    return ST_OK;
}

static enum status ca_from_file(const char *path, int64_t now, struct ca_bundle **ca, struct error *e)
{
    struct buffer bytes;
    buffer_init(&bytes, IDENTITY_BYTES_MAX);
    enum status st = file_read(path, &bytes, e);
    if (st == ST_OK) {
        struct error why = {0};
        *ca = ca_bundle_read(buffer_text(&bytes), bytes.length, path, now, &why);
        st = *ca != NULL ? ST_OK : fail(e, why.status, "%s", why.text);
    }
    buffer_release(&bytes);
    return st;
}

static bool held(void *context, const char *digest)
{
    (void)context;
    (void)digest;
    return true; /* only the times of receipt are asked for here */
}

static enum status trust_open(struct trust *t, const struct options *o, int64_t now, struct error *e)
{
    enum status st = ST_OK;
    *t = (struct trust){.now = now};
    if (o->pin != NULL) {
        st = load_fingerprint("--pin", o->pin, t->pin, e);
        t->anchors.pin = t->pin;
    } else if (o->ca != NULL) {
        st = ca_from_file(o->ca, now, &t->ca, e);
        t->anchors.ca = t->ca;
    } else if (o->portfolio != NULL) {
        st = portfolio_open(&t->portfolio, o->portfolio, PORTFOLIO_READ, e);
        st = st == ST_OK ? portfolio_trust_load(&t->known_signers, t->portfolio, now, e) : st;
        st = st == ST_OK ? known_files_load(&t->known, t->portfolio, held, NULL, e) : st;
        if (st == ST_OK) {
            t->anchors = portfolio_anchors(t->known_signers);
        }
    }
    if (st == ST_OK && o->assessor != NULL) {
        st = load_fingerprint("--assessor", o->assessor, t->assessor, e);
        t->anchors.assessor = t->assessor;
    }
    return st == ST_OK && o->identity != NULL ? load_identity(o->identity, o->passphrase_file, &t->opener, e) : st;
}

static void trust_close(struct trust *t)
{
    identity_release(&t->opener);
    ca_bundle_free(t->ca);
    known_files_free(t->known);
    portfolio_trust_free(t->known_signers);
    portfolio_close(t->portfolio);
}

/* Validity in time counts at the first receipt, which a portfolio knows; else now. */
static int64_t received_at(const struct trust *t, const struct buffer *bytes)
{
    uint8_t digest[SHA256_BYTES];
    enum merge_state state;
    int64_t first = -1;
    if (t->known != NULL) {
        sha256_bytes(buffer_text(bytes), bytes->length, digest);
        (void)known_files_find(t->known, digest, &state, &first);
    }
    return first >= 0 ? first : t->now;
}

static cJSON *signer_json(const struct signer *s)
{
    cJSON *object = cJSON_CreateObject();
    if (!json_put_text(object, "subject", s->subject) || !json_put_text(object, "name", s->name) ||
        !json_put_text(object, "sha256", s->sha256) || !json_put_text(object, "role", role_name(s->role)) ||
        !json_put_text(object, "alg", s->alg)) {
        cJSON_Delete(object);
        return NULL;
    }
    return object;
}

/* When its answers say that they were made, if that is a day after they were received: "" else. */
static const char *dated_ahead(const struct judged *judged, int64_t received)
{
    const char *issued_at = judged->envelope.document == NULL ? NULL : json_text(judged->envelope.document, "issued_at");
    char dated[DATE_TEXT], day[DATE_TEXT];
    if ((judged->kind != FILE_ANSWERS_JSON && judged->kind != FILE_ANSWERS_XLSX) || issued_at == NULL) {
        return "";
    }
    local_day(received, day);
    return strcmp(local_day_of(issued_at, dated), day) > 0 ? issued_at : "";
}

static cJSON *result_json(const char *file, const struct judged *judged, int64_t received)
{
    const struct judgement *j = &judged->judgement;
    cJSON *object = cJSON_CreateObject(), *signers = cJSON_CreateArray(), *problems = cJSON_CreateArray();
    bool made = signers != NULL && problems != NULL;
    for (size_t i = 0; made && i < j->nsigners; i++) {
        cJSON *signer = signer_json(&j->signers[i]);
        made = signer != NULL && cJSON_AddBoolToObject(signer, "trusted", j->trusted[i]) != NULL && cJSON_AddItemToArray(signers, signer);
    }
    for (size_t i = 0; made && i < j->nproblems; i++) {
        made = cJSON_AddItemToArray(problems, cJSON_CreateString(j->problems[i]));
    }
    /* A file name need not be UTF-8; JSON must. */
    struct buffer name;
    buffer_init(&name, BUFFER_MAX_TEXT);
    utf8_clean(&name, file, strlen(file), false);
    made = json_put_text(object, "file", buffer_text(&name)) && made &&
           json_put_text(object, "kind", judged->sealed ? "sealed" : file_kind_name(judged->kind)) &&
           json_put_text(object, "verdict", verdict_name(j->verdict));
    made = (j->ratings == RATINGS_NONE || json_put_text(object, "assessor_ratings", ratings_name(j->ratings))) && made;
    made = (j->code[0] == '\0' || json_put_text(object, "supplier_code", j->code)) && made;
    const char *ahead = dated_ahead(judged, received);
    made = (ahead[0] == '\0' || json_put_text(object, "dated_ahead", ahead)) && made;
    made = json_put(object, "signers", signers) && made;
    made = json_put(object, "problems", problems) && made;
    buffer_release(&name);
    if (!made) {
        cJSON_Delete(object);
        return NULL;
    }
    return object;
}

/* A name is what the certificate says of itself; in quotation marks, which it cannot hold, it cannot add words of its own to the sentence.
 */
static void print_signer(const struct signer *s, bool trusted)
{
    char groups[FINGERPRINT_TEXT], text[NAME_BYTES + 200];
    fingerprint_format(s->sha256, groups);
    (void)snprintf(text, sizeof text,
                   trusted ? _("Signed by \"%s\" as %s (%s), who is known here.")
                           : _("Signed by \"%s\" as %s (%s), who is not known here."),
                   s->name, role_words(s->role), s->alg);
    print_wrapped(text, 2, 0);
    printf(_("  Fingerprint: %.39s\n               %s\n"), groups, groups + 40);
}

static void print_result(const char *file, const struct judged *judged, int64_t received)
{
    const struct judgement *j = &judged->judgement;
    struct buffer line;
    buffer_init(&line, BUFFER_MAX_TEXT);
    utf8_clean(&line, file, strlen(file), false);
    buffer_add_text(&line, ":");
    printf("%s", buffer_text(&line));
    const int column = width_text(buffer_text(&line)) + 1;
    if (column + width_text(verdict_words(j->verdict)) <= PRINT_COLUMNS) {
        printf(" %s\n", verdict_words(j->verdict));
    } else {
        printf("\n");
        print_wrapped(verdict_words(j->verdict), 2, 0);
    }
    for (size_t i = 0; i < j->nsigners; i++) {
        print_signer(&j->signers[i], j->trusted[i]);
    }
    if (j->ratings == RATINGS_TRUSTED) {
        print_wrapped(_("The assessor's ratings in it are signed by an assessor known here."), 2, 0);
    }
    for (size_t i = 0; i < j->nproblems; i++) {
        print_wrapped(j->problems[i], 2, 0);
    }
    const char *ahead = dated_ahead(judged, received);
    if (ahead[0] != '\0') {
        char text[400], day[DATE_TEXT];
        (void)snprintf(text, sizeof text,
                       _("The answers are dated %s, which is after they were received: their sender's clock is wrong. A portfolio counts "
                         "them as of their receipt."),
                       local_day_of(ahead, day));
        print_wrapped(text, 2, 0);
    }
    if (judged->kind == FILE_REQUEST && (j->verdict == VERDICT_TRUSTED || j->verdict == VERDICT_UNKNOWN_SIGNER)) {
        print_wrapped(
            _("It is a customer's request: \"tenken request show\" explains what it asks, and whether you have confirmed who asks."), 2, 0);
    }
    buffer_release(&line);
}

static enum status verify_one(const char *file, const struct trust *trust, struct judged *judged, int64_t *received, struct error *e)
{
    struct buffer bytes;
    struct error why = {0};
    buffer_init(&bytes, PACKAGE_FILE_MAX);
    enum status st = file_read(file, &bytes, &why);
    if (st == ST_OK) {
        *received = received_at(trust, &bytes);
        st = judge_file(buffer_text(&bytes), bytes.length, file, &trust->anchors, *received,
                        trust->opener.key != NULL ? &trust->opener : NULL, judged, e);
    } else {
        *judged = (struct judged){.kind = FILE_OTHER, .judgement = {.verdict = VERDICT_UNREADABLE, .supplier = SIZE_MAX}};
        judgement_problem(&judged->judgement, why.text);
        st = ST_OK;
    }
    buffer_release(&bytes);
    return st;
}

/* What the prime has said against the signer goes before all that is said of a stranger: nobody is to ring because of it. */
static enum status verify_revoked(const struct trust *trust, struct judged *judged, struct error *e)
{
    struct judgement *j = &judged->judgement;
    struct revocation revocation;
    struct buffer said;
    uint8_t certificate[SHA256_BYTES];
    char sentence[sizeof e->text];
    if (trust->portfolio == NULL || j->supplier >= j->nsigners || judged->kind == FILE_REQUEST ||
        (j->verdict != VERDICT_UNKNOWN_SIGNER && j->verdict != VERDICT_DIFFERENT_SIGNER) ||
        !hex_decode(j->signers[j->supplier].sha256, certificate, SHA256_BYTES)) {
        return ST_OK;
    }
    const enum status st = portfolio_revocation(trust->portfolio, certificate, &revocation, e);
    if (st != ST_OK) {
        return st == ST_NO ? ST_OK : st;
    }
    revocation_sentence(&revocation, sentence, sizeof sentence);
    buffer_init(&said, BUFFER_MAX_TEXT);
    (void)sentence_say(&said, sentence);
    j->verdict = revocation.refused ? VERDICT_DIFFERENT_SIGNER : VERDICT_INVALID;
    judgement_forget(j);
    judgement_problem(j, buffer_text(&said));
    buffer_release(&said);
    return ST_OK;
}

/* An answer sheet is one when the portfolio knows its code; without a portfolio it is merely unsigned. */
static enum status verify_sheet(const struct trust *trust, struct judged *judged, struct error *e)
{
    const cJSON *about = judged->sheet.about;
    const char *digest = json_text(about, "request_digest");
    uint8_t secret[SHA256_BYTES];
    enum status st = trust->portfolio != NULL && digest != NULL ? portfolio_request_secret(trust->portfolio, digest, secret, e) : ST_NO;
    if (st == ST_OK && judged->sheet.problems.count == 0 && sheet_code_fits(json_text(about, "code"), secret, sizeof secret, digest)) {
        judged->judgement.verdict = VERDICT_SHEET;
    } else if (st == ST_OK || st == ST_NO) {
        judgement_problem(&judged->judgement,
                          trust->portfolio == NULL
                              ? _("An answer sheet: whether its one-time code is good, only the portfolio can tell.")
                              : _("An answer sheet whose one-time code is not that of an open request of this portfolio."));
    }
    OPENSSL_cleanse(secret, sizeof secret);
    return st == ST_NO ? ST_OK : st;
}

/* results: array to fill, or NULL: prints for people. ST_NO as soon as one file is judged badly; else ST_INPUT when one could not be read.
 */
static enum status verify_all(char *const *files, const struct trust *trust, cJSON *results, struct error *e)
{
    enum status worst = ST_OK;
    for (; *files != NULL; files++) {
        struct judged judged;
        int64_t received = trust->now;
        enum status st = verify_one(*files, trust, &judged, &received, e);
        if (st == ST_OK && judged.kind == FILE_SHEET) {
            st = verify_sheet(trust, &judged, e);
        }
        st = st == ST_OK ? verify_revoked(trust, &judged, e) : st;
        const enum verdict verdict = judged.judgement.verdict;
        bool shown = true;
        if (st == ST_OK && results == NULL) {
            print_result(*files, &judged, received);
        } else if (st == ST_OK) {
            cJSON *result = result_json(*files, &judged, received);
            shown = result != NULL && cJSON_AddItemToArray(results, result);
        }
        judged_release(&judged);
        if (st != ST_OK || !shown) {
            return st != ST_OK ? st : fail_memory(e);
        }
        if (verdict == VERDICT_UNREADABLE) {
            worst = worst == ST_OK ? ST_INPUT : worst;
        } else if (verdict != VERDICT_TRUSTED) {
            worst = ST_NO;
        }
    }
    return worst;
}

static enum status run(struct program *program, int argc, char **argv, struct error *e)
{
    struct options o;
    struct trust trust;
    enum status st = options_read(&o, argc, argv, e);
    if (st != ST_OK) {
        return st;
    }
    cJSON *results = o.json ? cJSON_CreateArray() : NULL;
    st = trust_open(&trust, &o, clock_now(&program->clock), e);
    if (st == ST_OK && o.json && results == NULL) {
        st = fail_memory(e);
    }
    const bool started = st == ST_OK;
    if (started) {
        st = verify_all(argv + optind, &trust, results, e);
    }
    trust_close(&trust);
    if (results == NULL || !started || st == ST_SYSTEM) {
        cJSON_Delete(results);
        return st;
    }
    cJSON *output = cJSON_CreateObject();
    if (!json_put(output, "results", results)) {
        cJSON_Delete(output);
        return fail_memory(e);
    }
    const enum status printed = print_json(output, e);
    return printed == ST_OK ? st : printed;
}

const struct command command_verify = {
    .name = "verify",
    .usage = N_("verify FILE… [--pin CERTIFICATE|SHA256 | --ca BUNDLE | --portfolio DB] [--assessor CERTIFICATE|SHA256] "
                "[--identity FILE.p12 [--passphrase-file F]] [--json]"),
    .help = N_("who signed these files, are they unchanged, is it the signer expected"),
    .run = run,
};
