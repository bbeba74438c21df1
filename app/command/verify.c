/* tenken verify: who signed these files, unchanged or not, and are they the ones expected. */
#include "base/buffer.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/utf8.h"
#include "command/command.h"
#include "command/judge.h"
#include "export/package.h"
#include "model/json.h"

#include <ctype.h>
#include <getopt.h>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

struct options {
    const char *pin;
    const char *ca;
    bool json;
};

static enum status options_read(struct options *o, int argc, char **argv, struct error *e)
{
    enum { PIN = 1, CA, JSON };
    static const struct option OPTIONS[] = {
        {"pin", required_argument, NULL, PIN},
        {"ca", required_argument, NULL, CA},
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
        case CA:
            o->ca = optarg;
            anchors++;
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

/* A fingerprint as people have it: any case, in groups, with spaces or colons. */
static bool pin_from_text(const char *text, char pin[SHA256_TEXT])
{
    size_t n = 0;
    for (; *text != '\0'; text++) {
        if (*text == ' ' || *text == ':') {
            continue;
        }
        if (n == SHA256_TEXT - 1 || isxdigit((unsigned char)*text) == 0) {
            return false;
        }
        pin[n++] = (char)tolower((unsigned char)*text);
    }
    pin[n] = '\0';
    return n == SHA256_TEXT - 1;
}

static enum status pin_from_file(const char *path, char pin[SHA256_TEXT], struct error *e)
{
    struct buffer bytes;
    buffer_init(&bytes, IDENTITY_BYTES_MAX);
    enum status st = file_read(path, &bytes, e);
    if (st == ST_OK) {
        BIO *bio = BIO_new_mem_buf(buffer_text(&bytes), (int)bytes.length);
        X509 *x509 = bio == NULL                                          ? NULL
                     : identity_is_pem(buffer_text(&bytes), bytes.length) ? PEM_read_bio_X509(bio, NULL, NULL, NULL)
                                                                          : d2i_X509_bio(bio, NULL);
        uint8_t *der = NULL;
        const int n = x509 != NULL ? i2d_X509(x509, &der) : -1;
        if (n > 0) {
            sha256_hex(der, (size_t)n, pin);
        } else {
            st = fail(e, ST_INPUT, _("%s is neither a certificate (PEM or DER) nor a fingerprint of 64 hexadecimal digits."), path);
        }
        OPENSSL_free(der);
        X509_free(x509);
        BIO_free(bio);
        ERR_clear_error();
    }
    buffer_release(&bytes);
    return st;
}

static enum status ca_from_file(const char *path, struct ca_bundle **ca, struct error *e)
{
    struct buffer bytes;
    buffer_init(&bytes, IDENTITY_BYTES_MAX);
    enum status st = file_read(path, &bytes, e);
    if (st == ST_OK) {
        struct error why = {0};
        *ca = ca_bundle_read(buffer_text(&bytes), bytes.length, path, &why);
        st = *ca != NULL ? ST_OK : fail(e, why.status, "%s", why.text);
    }
    buffer_release(&bytes);
    return st;
}

static cJSON *signer_json(const struct signer *s)
{
    cJSON *object = cJSON_CreateObject();
    if (!json_put_text(object, "subject", s->subject) || !json_put_text(object, "sha256", s->sha256) ||
        !json_put_text(object, "role", role_name(s->role)) || !json_put_text(object, "alg", s->alg)) {
        cJSON_Delete(object);
        return NULL;
    }
    return object;
}

static cJSON *result_json(const char *file, const struct judged *judged)
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
    made = json_put_text(object, "file", buffer_text(&name)) && made && json_put_text(object, "kind", file_kind_name(judged->kind)) &&
           json_put_text(object, "verdict", verdict_name(j->verdict));
    made = json_put(object, "signers", signers) && made;
    made = json_put(object, "problems", problems) && made;
    buffer_release(&name);
    if (!made) {
        cJSON_Delete(object);
        return NULL;
    }
    return object;
}

static void print_signer(const struct signer *s, bool trusted)
{
    char groups[FINGERPRINT_TEXT];
    fingerprint_format(s->sha256, groups);
    printf(trusted ? _("  Signed by %s as %s (%s), who is known here.\n") : _("  Signed by %s as %s (%s), who is not known here.\n"),
           s->subject, role_words(s->role), s->alg);
    printf(_("  Fingerprint: %.39s\n               %s\n"), groups, groups + 40);
}

static void print_result(const char *file, const struct judgement *j)
{
    struct buffer name;
    buffer_init(&name, BUFFER_MAX_TEXT);
    utf8_clean(&name, file, strlen(file), false);
    printf("%s: %s\n", buffer_text(&name), verdict_words(j->verdict));
    for (size_t i = 0; i < j->nsigners; i++) {
        print_signer(&j->signers[i], j->trusted[i]);
    }
    for (size_t i = 0; i < j->nproblems; i++) {
        printf("  %s\n", j->problems[i]);
    }
    buffer_release(&name);
}

static enum status verify_one(const char *file, const struct trust_anchors *anchors, int64_t at, struct judged *judged, struct error *e)
{
    struct buffer bytes;
    struct error why = {0};
    buffer_init(&bytes, PACKAGE_FILE_MAX);
    enum status st = file_read(file, &bytes, &why);
    if (st == ST_OK) {
        st = judge_file(buffer_text(&bytes), bytes.length, file, anchors, at, judged, e);
    } else {
        *judged = (struct judged){.kind = FILE_OTHER, .judgement = {.verdict = VERDICT_UNREADABLE, .supplier = SIZE_MAX}};
        judgement_problem(&judged->judgement, why.text);
        st = ST_OK;
    }
    buffer_release(&bytes);
    return st;
}

/* results: array to fill, or NULL: prints for people. ST_NO as soon as one file is judged badly; else ST_INPUT when one could not be read.
 */
static enum status verify_all(char *const *files, const struct trust_anchors *anchors, int64_t at, cJSON *results, struct error *e)
{
    enum status worst = ST_OK;
    for (; *files != NULL; files++) {
        struct judged judged;
        const enum status st = verify_one(*files, anchors, at, &judged, e);
        const enum verdict verdict = judged.judgement.verdict;
        bool shown = true;
        if (st == ST_OK && results == NULL) {
            print_result(*files, &judged.judgement);
        } else if (st == ST_OK) {
            cJSON *result = result_json(*files, &judged);
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
    char pin[SHA256_TEXT];
    struct ca_bundle *ca = NULL;
    struct trust_anchors anchors = {0};
    enum status st = options_read(&o, argc, argv, e);
    if (st == ST_OK && o.pin != NULL) {
        st = pin_from_text(o.pin, pin) ? ST_OK : pin_from_file(o.pin, pin, e);
        anchors.pin = pin;
    }
    if (st == ST_OK && o.ca != NULL) {
        st = ca_from_file(o.ca, &ca, e);
        anchors.ca = ca;
    }
    cJSON *results = st == ST_OK && o.json ? cJSON_CreateArray() : NULL;
    if (st == ST_OK && o.json && results == NULL) {
        st = fail_memory(e);
    }
    if (st == ST_OK) {
        st = verify_all(argv + optind, &anchors, clock_now(&program->clock), results, e);
    }
    ca_bundle_free(ca);
    if (results == NULL || st == ST_SYSTEM) {
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
    .usage = N_("verify FILE… [--pin CERTIFICATE|SHA256 | --ca BUNDLE] [--json]"),
    .help = N_("who signed these files, are they unchanged, is it the signer expected"),
    .run = run,
};
