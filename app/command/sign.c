/* tenken sign: an assessor's signature beside the firm's, on the finished file (formats.md, "Order of making"). The firm's key never comes
 * here: the firm sends the JSON, the assessor sends it back with one signature more. */
#include "base/buffer.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/zip.h"
#include "command/cosign.h"
#include "command/judge.h"
#include "command/listing.h"
#include "command/output.h"
#include "export/package.h"
#include "model/json.h"
#include "trust/seal.h"

#include <getopt.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

#define OUTPUT_MODE 0600 /* the answers say where the firm is weak */

struct options {
    const char *answers;
    const char *role;
    const char *identity;
    const char *passphrase_file;
    const char *out;
};

/* Owns judged and json. */
struct signing {
    const char *answers, *key, *out; /* files, for sentences */
    const struct identity *identity;
    int64_t now;
    struct judged judged;
    struct buffer json;
};

static enum status options_read(struct options *o, int argc, char **argv, struct error *e)
{
    enum { ROLE = 1, IDENTITY, PASSPHRASE_FILE, OUT };
    static const struct option OPTIONS[] = {
        {"role", required_argument, NULL, ROLE},
        {"identity", required_argument, NULL, IDENTITY},
        {"passphrase-file", required_argument, NULL, PASSPHRASE_FILE},
        {"out", required_argument, NULL, OUT},
        {NULL, 0, NULL, 0},
    };
    *o = (struct options){0};
    optind = 1;
    opterr = 0;
    for (int option; (option = getopt_long(argc, argv, "", OPTIONS, NULL)) != -1;) {
        switch (option) {
        case ROLE:
            o->role = optarg;
            break;
        case IDENTITY:
            o->identity = optarg;
            break;
        case PASSPHRASE_FILE:
            o->passphrase_file = optarg;
            break;
        case OUT:
            o->out = optarg;
            break;
        default:
            return usage_error(&command_sign, e, _("the option \"%s\" is not known here, or its value is missing."), argv[optind - 1]);
        }
    }
    if (argc - optind != 1) {
        return usage_error(&command_sign, e, _("name one file of signed answers."));
    }
    o->answers = argv[optind];
    if (o->role == NULL || strcmp(o->role, role_name(ROLE_ASSESSOR)) != 0) {
        return usage_error(&command_sign, e,
                           _("say --role assessor: that is the only role that signs here. The firm itself signs with \"tenken export\"."));
    }
    if (o->identity == NULL || o->out == NULL) {
        return usage_error(&command_sign, e, _("say with --identity FILE.p12 who signs, and with --out FILE where the result goes."));
    }
    return ST_OK;
}

static enum status refuse_form(const char *answers, const struct buffer *bytes, struct error *e)
{
    if (zip_likely(buffer_text(bytes), bytes->length)) {
        return fail(
            e, ST_INPUT,
            _("%s is a workbook: a signature more would break the one over its sheets. Ask the firm for the JSON file, which \"tenken "
              "export --json\" writes; the firm then makes a new workbook around the file that you send back."),
            answers);
    }
    if (sealed_likely(buffer_text(bytes), bytes->length)) {
        return fail(e, ST_INPUT, _("%s is sealed for somebody: ask the firm for the JSON file as it is before sealing (--seal none)."),
                    answers);
    }
    return ST_OK;
}

/* Nothing is put beside a signature that does not hold. Whether the firm is known here does not matter: the assessor vouches for ratings,
 * not for the firm's key. */
static enum status refuse_verdict(const struct signing *s, struct error *e)
{
    const struct judgement *j = &s->judged.judgement;
    if (s->judged.envelope.tree != NULL && s->judged.envelope.kind != DOCUMENT_ANSWERS) {
        return fail(e, ST_INPUT, _("%s holds no answers, but a request or a receipt."), s->answers);
    }
    if (j->verdict != VERDICT_TRUSTED && j->verdict != VERDICT_UNKNOWN_SIGNER) {
        return fail(e, j->verdict == VERDICT_UNREADABLE ? ST_INPUT : ST_NO, _("%s cannot be co-signed: %s"), s->answers,
                    j->nproblems > 0 ? j->problems[0] : verdict_words(j->verdict));
    }
    return ST_OK;
}

static enum status read_answers(struct signing *s, struct error *e)
{
    struct buffer bytes;
    const struct trust_anchors nobody = {0};
    buffer_init(&bytes, PACKAGE_FILE_MAX);
    enum status st = file_read(s->answers, &bytes, e);
    st = st == ST_OK ? refuse_form(s->answers, &bytes, e) : st;
    if (st == ST_OK) {
        st = judge_file(buffer_text(&bytes), bytes.length, s->answers, &nobody, s->now, NULL, &s->judged, e);
        st = st == ST_OK ? refuse_verdict(s, e) : st;
    }
    buffer_release(&bytes);
    return st;
}

/* The key of a signature, read again from its header; NULL when it cannot be (it could a moment ago). */
static EVP_PKEY *key_of(const struct envelope_signature *signature, X509 **x509)
{
    struct jws_header h;
    *x509 = NULL;
    if (jws_header_read(&h, signature->protected_header, DOCUMENT_ANSWERS, NULL) != ST_OK) {
        return NULL;
    }
    const uint8_t *at = (const uint8_t *)h.der.data;
    *x509 = d2i_X509(NULL, &at, (long)h.der.length);
    jws_header_release(&h);
    return *x509 == NULL ? NULL : X509_get0_pubkey(*x509);
}

/* A firm that assesses itself proves nothing; also not under another certificate for the same key. */
static enum status refuse_own_key(const struct signing *s, struct error *e)
{
    const struct judgement *j = &s->judged.judgement;
    for (size_t i = 0; i < j->nsigners; i++) {
        X509 *x509;
        EVP_PKEY *key = key_of(&s->judged.envelope.signatures[i], &x509);
        const bool same = key == NULL || EVP_PKEY_eq(key, s->identity->key) == 1;
        X509_free(x509);
        if (same && j->signers[i].role == ROLE_SUPPLIER) {
            return fail(e, ST_INPUT, _("%s is the firm's own identity: an assessor signs with a key of their own."), s->key);
        }
        if (same) {
            return fail(e, ST_INPUT, _("%s has signed this file already."), s->key);
        }
    }
    if (j->nsigners >= ENVELOPE_SIGNATURES_MAX) {
        return fail(e, ST_INPUT, _("%s has %d signatures already, which is the most that a file may have."), s->answers,
                    ENVELOPE_SIGNATURES_MAX);
    }
    return ST_OK;
}

/* As the recipient will, who knows the firm. */
static enum status judge_result(const struct signing *s, struct error *e)
{
    struct judged judged;
    const struct judgement *before = &s->judged.judgement;
    const struct trust_anchors anchors = {.pin = before->signers[before->supplier].sha256};
    enum status st = judge_file(buffer_text(&s->json), s->json.length, s->out, &anchors, s->now, NULL, &judged, e);
    const struct judgement *j = &judged.judgement;
    if (st == ST_OK && j->verdict != VERDICT_TRUSTED) {
        st = fail(e, ST_INPUT, _("The recipient could not read these answers, so nothing was written: %s"),
                  j->nproblems > 0 ? j->problems[0] : "");
    }
    judged_release(&judged);
    return st;
}

static enum status sign(struct signing *s, const struct clock *clock, struct error *e)
{
    const struct envelope *envelope = &s->judged.envelope;
    enum status st = refuse_own_key(s, e);
    if (st != ST_OK) {
        return st;
    }
    cJSON *signature = jws_sign(s->identity, envelope->document, DOCUMENT_ANSWERS, ROLE_ASSESSOR, clock, NULL, e);
    if (signature == NULL) {
        return e->status;
    }
    if (!cJSON_AddItemToArray(json_get(envelope->tree, "signatures"), signature)) {
        cJSON_Delete(signature);
        return fail_memory(e);
    }
    st = json_pretty(envelope->tree, &s->json, e);
    return st == ST_OK ? judge_result(s, e) : st;
}

/* The number of answers that somebody beside the firm has rated. */
static size_t count_ratings(const cJSON *document)
{
    size_t n = 0;
    const cJSON *pack, *answer;
    cJSON_ArrayForEach(pack, json_get(document, "answers"))
    {
        cJSON_ArrayForEach(answer, pack)
        {
            n += json_get(answer, "assessor") != NULL;
        }
    }
    return n;
}

/* What was done, and what to do with it: lines. */
static void tell_done(const struct signing *s, struct buffer *said)
{
    const cJSON *document = s->judged.envelope.document, *supplier = json_get(document, "supplier");
    const char *name = json_text(supplier, "name");
    const unsigned long ratings = (unsigned long)count_ratings(document);
    (void)buffer_add_format(said, _("%s: the answers of %s for %s, revision %lld, with your signature as an assessor beside the firm's."),
                            s->out, name != NULL ? name : "", json_text(document, "period"),
                            (long long)json_integer(document, "revision", 0));
    (void)buffer_add_char(said, '\n');
    if (ratings > 0) {
        (void)buffer_add_format(
            said, _n("You stand for %lu rating of an assessor in it.", "You stand for %lu ratings of an assessor in it.", ratings),
            ratings);
    } else {
        (void)buffer_add_text(said, _("It holds no rating of an assessor: your signature says no more than that you have seen the file."));
    }
    (void)buffer_add_char(said, '\n');
    (void)buffer_add_format(
        said, _("Send it back to the firm. \"tenken export --from-signed %s --xlsx OUT\" makes the firm's workbook around it."), s->out);
}

enum status cosign(const struct program *program, const struct cosign_order *order, struct buffer *said, struct error *e)
{
    struct signing s = {
        .answers = order->answers, .key = order->key, .out = order->out, .identity = order->identity, .now = clock_now(&program->clock)};
    buffer_init(&s.json, BUFFER_MAX_DOCUMENT);
    enum status st = read_answers(&s, e);
    st = st == ST_OK ? sign(&s, &program->clock, e) : st;
    st = st == ST_OK ? file_write_atomic(s.out, s.json.data, s.json.length, OUTPUT_MODE, e) : st;
    if (st == ST_OK) {
        tell_done(&s, said);
    }
    judged_release(&s.judged);
    buffer_release(&s.json);
    return st;
}

static enum status run(struct program *program, int argc, char **argv, struct error *e)
{
    struct options o;
    struct identity identity = {0};
    struct buffer said;
    buffer_init(&said, BUFFER_MAX_TEXT);
    enum status st = options_read(&o, argc, argv, e);
    const char *const inputs[] = {o.answers, o.identity, o.passphrase_file};
    st = st == ST_OK ? output_check(o.out, inputs, sizeof inputs / sizeof inputs[0], e) : st;
    st = st == ST_OK ? load_identity(o.identity, o.passphrase_file, &identity, e) : st;
    const struct cosign_order order = {o.answers, o.identity, o.out, &identity};
    st = st == ST_OK ? cosign(program, &order, &said, e) : st;
    for (char *line = st == ST_OK ? said.data : NULL, *rest; line != NULL && *line != '\0'; line = rest) {
        rest = line + strcspn(line, "\n");
        const bool more = *rest != '\0';
        *rest = '\0';
        print_sentence(stdout, "%s", line); /* cleaned: the names in it are foreign */
        rest += more;
    }
    identity_release(&identity);
    buffer_release(&said);
    return st;
}

const struct command command_sign = {
    .name = "sign",
    .usage = N_("sign ANSWERS.json --role assessor --identity FILE.p12 [--passphrase-file F] --out FILE"),
    .help = N_("an assessor's signature beside the firm's"),
    .run = run,
};
