/* tenken identity: the firm's key and certificate, in one PKCS#12 file. */
#include "trust/identity.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/i18n.h"
#include "command/command.h"
#include "command/print.h"
#include "model/json.h"
#include "trust/certificate.h"

#include <errno.h>
#include <getopt.h>
#include <sys/stat.h>

struct options {
    const char *file;
    const char *renewed; /* renew: the file for the new one */
    const char *new_passphrase_file;
    const char *name;
    const char *from;
    const char *certificate;
    const char *passphrase_file;
    const char *from_passphrase_file;
    const char *certificate_out;
    bool sealing;
    bool json;
};

static enum status options_read(struct options *o, int argc, char **argv, struct error *e)
{
    enum { NAME = 1, FROM, CERTIFICATE, PASSPHRASE_FILE, FROM_PASSPHRASE_FILE, CERTIFICATE_OUT, SEALING, NEW_PASSPHRASE_FILE, JSON };
    static const struct option OPTIONS[] = {
        {"name", required_argument, NULL, NAME},
        {"from", required_argument, NULL, FROM},
        {"certificate", required_argument, NULL, CERTIFICATE},
        {"passphrase-file", required_argument, NULL, PASSPHRASE_FILE},
        {"from-passphrase-file", required_argument, NULL, FROM_PASSPHRASE_FILE},
        {"certificate-out", required_argument, NULL, CERTIFICATE_OUT},
        {"sealing", no_argument, NULL, SEALING},
        {"new-passphrase-file", required_argument, NULL, NEW_PASSPHRASE_FILE},
        {"json", no_argument, NULL, JSON},
        {NULL, 0, NULL, 0},
    };
    *o = (struct options){0};
    optind = 1;
    opterr = 0;
    for (int option; (option = getopt_long(argc, argv, "", OPTIONS, NULL)) != -1;) {
        switch (option) {
        case NAME:
            o->name = optarg;
            break;
        case FROM:
            o->from = optarg;
            break;
        case CERTIFICATE:
            o->certificate = optarg;
            break;
        case PASSPHRASE_FILE:
            o->passphrase_file = optarg;
            break;
        case FROM_PASSPHRASE_FILE:
            o->from_passphrase_file = optarg;
            break;
        case JSON:
            o->json = true;
            break;
        case CERTIFICATE_OUT:
            o->certificate_out = optarg;
            break;
        case NEW_PASSPHRASE_FILE:
            o->new_passphrase_file = optarg;
            break;
        case SEALING:
            o->sealing = true;
            break;
        default:
            return usage_error(&command_identity, e, _("the option \"%s\" is not known here, or its value is missing."), argv[optind - 1]);
        }
    }
    const bool renewing = strcmp(argv[0], "renew") == 0;
    if (argc - optind != (renewing ? 2 : 1)) {
        return usage_error(&command_identity, e,
                           renewing ? _("name the identity that you have and the file for the new one.") : _("name one identity file."));
    }
    o->file = argv[optind];
    o->renewed = renewing ? argv[optind + 1] : NULL;
    return ST_OK;
}

static enum status describe(const struct options *o, const struct identity *id, const struct clock *clock, struct error *e)
{
    struct certificate c;
    const enum status st = certificate_take(&c, id->certificate, e);
    if (st != ST_OK) {
        return st;
    }
    if (o->json) {
        char from[TIME_TEXT], to[TIME_TEXT];
        time_format(c.not_before, from);
        time_format(c.not_after, to);
        cJSON *object = cJSON_CreateObject();
        if (!json_put_text(object, "file", o->file) || !json_put_text(object, "subject", c.subject) ||
            !json_put_text(object, "sha256", c.sha256) || !json_put_text(object, "alg", c.alg) ||
            !json_put_text(object, "not_before", from) || !json_put_text(object, "not_after", to)) {
            cJSON_Delete(object);
            object = NULL;
        }
        certificate_release(&c);
        return print_json(object, e);
    }
    char groups[FINGERPRINT_TEXT], from[DATE_TEXT], to[DATE_TEXT];
    fingerprint_format(c.sha256, groups);
    local_day(c.not_before, from);
    local_day(c.not_after, to);
    printf(_("Signs as:     %s\n"), c.name);
    /* Two lines of eight groups: as much as one can read out in a breath, without losing the place. */
    printf(_("Fingerprint:  %.39s\n              %s\n"), groups, groups + 40);
    printf(_("Algorithm:    %s\n"), c.alg);
    printf(_("Valid:        %s to %s\n"), from, to);
    struct error why = {0};
    if (certificate_valid_at(c.name, c.not_before, c.not_after, clock_now(clock), &why) != ST_OK) {
        printf("%s\n", why.text);
    }
    certificate_release(&c);
    return ST_OK;
}

/* The certificate alone, which everybody may have. */
static enum status write_certificate(const struct options *o, const struct identity *id, struct error *e)
{
    if (o->certificate_out == NULL) {
        return ST_OK;
    }
    struct buffer pem;
    buffer_init(&pem, IDENTITY_BYTES_MAX);
    enum status st = identity_certificate_pem(id, &pem, e);
    st = st == ST_OK ? file_create(o->certificate_out, pem.data, pem.length, 0644, e) : st;
    buffer_release(&pem);
    return st;
}

static enum status print_identity(const struct options *o, const struct identity *id, const struct clock *clock, struct error *e)
{
    const enum status st = write_certificate(o, id, e);
    return st == ST_OK ? describe(o, id, clock, e) : st;
}

static enum status refuse_existing(const char *path, struct error *e)
{
    struct stat st;
    if (lstat(path, &st) == 0) {
        return fail(e, ST_INPUT, _("%s exists already and stays as it is: an identity that is overwritten is lost. Choose another name."),
                    path);
    }
    return errno == ENOENT ? ST_OK : fail_errno(e, _("%s cannot be made"), path);
}

static void wipe_passphrase(char *passphrase)
{
    if (passphrase != NULL) {
        explicit_bzero(passphrase, strlen(passphrase));
        free(passphrase);
    }
}

/* Asks for a new passphrase and writes the file. */
static enum status keep(const struct options *o, const struct identity *id, struct error *e)
{
    char *passphrase = NULL;
    struct buffer p12;
    buffer_init(&p12, IDENTITY_BYTES_MAX);
    enum status st = read_passphrase(o->passphrase_file, true, &passphrase, e);
    st = st == ST_OK ? identity_write(id, passphrase, IDENTITY_ITERATIONS, &p12, e) : st;
    st = st == ST_OK ? file_create(o->file, p12.data, p12.length, 0600, e) : st;
    wipe_passphrase(passphrase);
    identity_wipe(&p12);
    return st;
}

#define ADVICE_TEXT 8192 /* room for any path */
static void print_advice(const struct options *o)
{
    if (o->json) {
        return;
    }
    char text[ADVICE_TEXT];
    (void)snprintf(
        text, sizeof text,
        _("Make a backup now: copy %s to another place, such as a USB stick in the safe, and keep the passphrase apart from it."), o->file);
    (void)putchar('\n');
    print_wrapped(text, 0, 0);
    print_wrapped(
        _("Without the file or without the passphrase nobody can ever sign as you again: you would need a new identity, and each customer "
          "would have to accept it after a call. When customers or suppliers call, read them the fingerprint, so that they know that it is "
          "you."),
        0, 0);
}

static enum status make(const struct program *program, const struct options *o, struct error *e)
{
    if (o->name == NULL) {
        return usage_error(&command_identity, e, _("say who signs with --name, for example --name \"Mihon Works\"."));
    }
    struct identity id;
    enum status st = refuse_existing(o->file, e);
    if (st != ST_OK) {
        return st;
    }
    st = o->sealing ? identity_make_sealing(&id, o->name, &program->clock, e) : identity_make(&id, o->name, &program->clock, e);
    if (st != ST_OK) {
        return st;
    }
    st = keep(o, &id, e);
    st = st == ST_OK ? print_identity(o, &id, &program->clock, e) : st;
    if (st == ST_OK && !o->sealing) {
        print_advice(o);
    } else if (st == ST_OK && !o->json) {
        (void)putchar('\n');
        print_wrapped(
            _("What is sealed for this key, nobody else opens: answers, when your requests name its certificate with --encrypt-to, and a "
              "consultant's private notes (tenken interview --identity). Make a backup: without the file or its passphrase nobody can read "
              "any of it again."),
            0, 0);
    }
    identity_release(&id);
    return st;
}

static const char *common_name(const struct certificate *c)
{
    return strncmp(c->subject, "CN=", 3) == 0 && strchr(c->subject, ',') == NULL ? c->subject + 3 : NULL;
}

static void print_renewal(const struct options *o)
{
    char text[ADVICE_TEXT];
    (void)snprintf(
        text, sizeof text,
        _("Sign the next answers for each customer with both keys: \"tenken export DRAFT --identity %s --renew-from %s\". The old key "
          "announces the new one, and the customer needs no call. Keep the old file until every customer has such answers."),
        o->renewed, o->file);
    (void)putchar('\n');
    print_wrapped(text, 0, 0);
}

/* A new key for the same firm. Opening the old one first proves that there is still one to announce it. */
static enum status renew(const struct program *program, const struct options *o, struct error *e)
{
    struct identity old = {0}, id = {0};
    struct certificate c = {0};
    const struct options fresh = {.file = o->renewed,
                                  .name = o->name,
                                  .passphrase_file = o->new_passphrase_file != NULL ? o->new_passphrase_file : o->passphrase_file,
                                  .certificate_out = o->certificate_out,
                                  .json = o->json};
    enum status st = refuse_existing(o->renewed, e);
    st = st == ST_OK ? load_identity(o->file, o->passphrase_file, &old, e) : st;
    st = st == ST_OK ? certificate_take(&c, old.certificate, e) : st;
    const char *name = o->name != NULL ? o->name : c.x509 != NULL ? common_name(&c) : NULL;
    if (st == ST_OK && name == NULL) {
        st = usage_error(&command_identity, e, _("say who signs with --name, for example --name \"Mihon Works\"."));
    }
    st = st == ST_OK ? identity_make(&id, name, &program->clock, e) : st;
    st = st == ST_OK ? keep(&fresh, &id, e) : st;
    st = st == ST_OK ? print_identity(&fresh, &id, &program->clock, e) : st;
    if (st == ST_OK && !o->json) {
        print_renewal(o);
        print_advice(&fresh);
    }
    certificate_release(&c);
    identity_release(&old);
    identity_release(&id);
    return st;
}

static enum status read_source(const struct options *o, const struct buffer *source, const struct buffer *certificate, struct identity *id,
                               struct error *e)
{
    const bool pem = identity_is_pem(buffer_text(source), source->length);
    char *passphrase = NULL;
    if (!pem || identity_pem_encrypted(buffer_text(source), source->length)) {
        if (o->from_passphrase_file == NULL) {
            fprintf(stderr, _("First the passphrase of %s:\n"), o->from);
        }
        const enum status st = read_passphrase(o->from_passphrase_file, false, &passphrase, e);
        if (st != ST_OK) {
            return st;
        }
    }
    const enum status st =
        pem ? identity_read_pem(id, buffer_text(source), source->length, o->certificate != NULL ? buffer_text(certificate) : NULL,
                                certificate->length, passphrase, o->from, e)
            : identity_read(id, buffer_text(source), source->length, passphrase, o->from, e);
    wipe_passphrase(passphrase);
    return st;
}

static enum status import(const struct program *program, const struct options *o, struct error *e)
{
    if (o->from == NULL) {
        return usage_error(&command_identity, e, _("say with --from which PKCS#12 or PEM file to import."));
    }
    struct buffer source, certificate;
    struct identity id = {0};
    buffer_init(&source, IDENTITY_BYTES_MAX);
    buffer_init(&certificate, IDENTITY_BYTES_MAX);
    enum status st = refuse_existing(o->file, e);
    st = st == ST_OK ? file_read(o->from, &source, e) : st;
    st = st == ST_OK && o->certificate != NULL ? file_read(o->certificate, &certificate, e) : st;
    st = st == ST_OK ? read_source(o, &source, &certificate, &id, e) : st;
    identity_wipe(&source);
    buffer_release(&certificate);
    st = st == ST_OK ? keep(o, &id, e) : st;
    st = st == ST_OK ? print_identity(o, &id, &program->clock, e) : st;
    if (st == ST_OK) {
        print_advice(o);
    }
    identity_release(&id);
    return st;
}

static enum status show(const struct program *program, const struct options *o, struct error *e)
{
    struct identity id = {0};
    enum status st = load_identity(o->file, o->passphrase_file, &id, e);
    st = st == ST_OK ? print_identity(o, &id, &program->clock, e) : st;
    identity_release(&id);
    return st;
}

static enum status run(struct program *program, int argc, char **argv, struct error *e)
{
    static const struct {
        const char *name;
        enum status (*run)(const struct program *program, const struct options *o, struct error *e);
    } ACTIONS[] = {{"new", make}, {"import", import}, {"renew", renew}, {"show", show}};
    for (size_t i = 0; argc > 1 && i < sizeof ACTIONS / sizeof ACTIONS[0]; i++) {
        if (strcmp(argv[1], ACTIONS[i].name) == 0) {
            struct options o;
            const enum status st = options_read(&o, argc - 1, argv + 1, e);
            return st == ST_OK ? ACTIONS[i].run(program, &o, e) : st;
        }
    }
    return usage_error(&command_identity, e, _("say new, import, renew or show."));
}

const struct command command_identity = {
    .name = "identity",
    .usage = N_(
        "identity new FILE.p12 --name NAME [--sealing] [--certificate-out CERT] [--passphrase-file F] [--json]\n"
        "identity import FILE.p12 --from KEY.p12|KEY.pem [--certificate CERT] [--from-passphrase-file F] [--passphrase-file F] [--json]\n"
        "identity renew OLD.p12 NEW.p12 [--name NAME] [--passphrase-file F] [--new-passphrase-file F] [--certificate-out CERT] [--json]\n"
        "identity show FILE.p12 [--certificate-out CERT] [--passphrase-file F] [--json]"),
    .help = N_("the firm's signing key and certificate, in one file under a passphrase"),
    .run = run,
};
