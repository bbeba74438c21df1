#include "command/consultant.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "command/conversation.h"
#include "command/print.h"
#include "command/remembered.h"
#include "command/terminal_open.h"
#include "trust/certificate.h"
#include "trust/seal.h"

#include <errno.h>
#include <unistd.h>

#define TRIES 3
#define KEY_FILE "interview-key.p12"
#define KEY_MODE 0600
#define FOLDER_MODE 0700
#define NAME_BYTES_MAX 400

/* ---- sealing, for the store ---- */

static enum status seal_own(void *context, const void *bytes, size_t n, struct buffer *out, struct error *e)
{
    const struct identity *id = context;
    return seal(bytes, n, id->certificate, out, e);
}

static enum status unseal_own(void *context, const void *bytes, size_t n, struct buffer *out, struct error *e)
{
    return unseal(bytes, n, context, out, e);
}

/* ---- a key of one's own ---- */

static enum status refuse_keyless(const char *path, struct error *e)
{
    return fail(
        e, ST_INPUT,
        _("The workspace %s needs a key that your private notes are encrypted for. Make one: tenken identity new FILE.p12 --name NAME "
          "--sealing; then: tenken interview --identity FILE.p12"),
        path);
}

/* A signing key of this program allows nothing but signing, and an Ed25519 key can do nothing else. */
static enum status refuse_unsuited(const char *path, const struct identity *id, struct error *e)
{
    struct error why = {0};
    if (seal_suits(id->certificate, &why) == ST_OK) {
        return ST_OK;
    }
    return fail(e, ST_INPUT,
                _("%s can sign, but nothing can be encrypted for it, so it cannot keep private notes. Make a key that can: tenken identity "
                  "new FILE.p12 --name NAME --sealing; then: tenken interview --identity FILE.p12"),
                path);
}

static bool read_name(struct buffer *name)
{
    int c;
    (void)fflush(stdout);
    while ((c = getc(stdin)) != EOF && c != '\n') {
        (void)buffer_add_char(name, (char)c);
    }
    return name->length > 0 && !name->failed;
}

static enum status write_key(const struct program *program, const char *file, const char *name, const char *passphrase, struct identity *id,
                             struct error *e)
{
    struct buffer p12;
    buffer_init(&p12, IDENTITY_BYTES_MAX);
    enum status st = directory_make(program->user_directory, FOLDER_MODE, e);
    st = st == ST_OK ? identity_make_sealing(id, name, &program->clock, e) : st;
    st = st == ST_OK ? identity_write(id, passphrase, IDENTITY_ITERATIONS, &p12, e) : st;
    st = st == ST_OK ? file_create(file, p12.data, p12.length, KEY_MODE, e) : st;
    buffer_wipe(&p12);
    return st;
}

/* The first start: says what the key is for, makes it and leaves it open. *file is owned by the caller. */
static enum status make_key(const struct program *program, const char *workspace, char **file, struct identity *id, struct error *e)
{
    struct buffer name;
    char *passphrase = NULL, shown[4096];
    if (asprintf(file, "%s/" KEY_FILE, program->user_directory) < 0) {
        *file = NULL;
        return fail_memory(e);
    }
    if (access(*file, F_OK) == 0) { /* of another workspace: one key will do */
        return ST_OK;
    }
    if (!terminal_here()) {
        return refuse_keyless(workspace, e);
    }
    path_show(*file, shown, sizeof shown);
    print_wrapped(
        _("What you note about a client for yourself is kept encrypted, for a key that only you have. It is one file, protected by a "
          "passphrase. There is none yet."),
        0, 0);
    (void)printf(_("Make it now, as %s? [Y/n]"), shown);
    (void)putchar(' ');
    if (!conversation_agreed(true)) {
        return refuse_keyless(workspace, e);
    }
    buffer_init(&name, NAME_BYTES_MAX);
    (void)fputs(_("Your name, as the key shall bear it:"), stdout);
    (void)putchar(' ');
    enum status st = read_name(&name) ? read_passphrase(NULL, true, &passphrase, e) : refuse_keyless(workspace, e);
    st = st == ST_OK ? write_key(program, *file, buffer_text(&name), passphrase, id, e) : st;
    if (st == ST_OK) {
        print_wrapped(
            _("Made. Keep a copy of that file in another place, and the passphrase apart from it: without both nobody, you included, "
              "can ever read your private notes again."),
            0, 0);
    }
    if (passphrase != NULL) {
        explicit_bzero(passphrase, strlen(passphrase));
        free(passphrase);
    }
    buffer_release(&name);
    return st;
}

/* ---- opening it ---- */

/* What is lost with a passphrase, and what is not; the sentence in e comes after it. */
static void explain_loss(void)
{
    (void)fprintf(
        stderr, "%s\n%s\n%s\n",
        _("Without the passphrase these cannot be read: your private notes, what is parked, the times, the next dates and your snippets."),
        _("Not lost: the firms' drafts with answers, ratings, reasons, shared notes and follow-ups, and everything signed."),
        _("To go on with a new private record: tenken identity new NEW.p12 --name NAME --sealing, then tenken interview --identity NEW.p12 "
          "--begin-anew. The old files are kept beside, in case the passphrase comes back."));
}

static enum status open_key(const char *file, const char *passphrase_file, struct identity *id, struct error *e)
{
    if (access(file, R_OK) != 0) {
        return fail_errno(e, _("Your key for private notes, %s, cannot be opened (name a copy of it with --identity)"), file);
    }
    const bool asks = passphrase_file == NULL && terminal_here();
    for (int left = asks ? TRIES : 1;; left--) {
        struct error why = {0};
        if (load_identity(file, passphrase_file, id, &why) == ST_OK) {
            return ST_OK;
        }
        if (left > 1) {
            (void)fprintf(stderr, "%s\n", why.text);
            continue;
        }
        if (asks || (passphrase_file != NULL && access(passphrase_file, R_OK) == 0)) {
            explain_loss();
        }
        return fail(e, why.status, "%s", why.text);
    }
}

static enum status set_sealer(struct consultant *c, struct error *e)
{
    struct certificate certificate;
    enum status st = certificate_take(&certificate, c->identity.certificate, e);
    if (st != ST_OK) {
        return st;
    }
    c->subject = strdup(certificate.name);
    certificate_release(&certificate);
    c->sealer = (struct sealer){
        .seal = seal_own, .unseal = unseal_own, .context = &c->identity, .sha256 = c->identity.sha256, .subject = c->subject};
    return c->subject != NULL ? ST_OK : fail_memory(e);
}

static enum status open_workspace(struct consultant *c, const struct consultant_options *o, const char *path, const char *file,
                                  struct error *e)
{
    char *absolute = realpath(file, NULL); /* it is remembered */
    size_t kept = 0;
    enum status st = absolute == NULL ? fail_errno(e, _("Cannot open %s"), file) : ST_OK;
    if (st == ST_OK && o->begin_anew) {
        st = workspace_begin_anew(path, &c->sealer, absolute, &kept, e);
        if (st == ST_OK) {
            (void)fprintf(stderr,
                          _n("%zu file of the old key is kept beside, under another name.",
                             "%zu files of the old key are kept beside, under other names.", kept),
                          kept);
            (void)fputc('\n', stderr);
        }
    }
    st = st == ST_OK ? workspace_open(&c->workspace, path, &c->sealer, absolute, e) : st;
    free(absolute);
    return st;
}

static enum status open_all(struct consultant *c, struct program *program, const struct consultant_options *o, const char *path,
                            struct error *e)
{
    struct workspace_owner owner;
    char *made = NULL;
    enum status st = workspace_owner(path, &owner, e);
    if (st == ST_OK && o->identity == NULL && owner.key == NULL) {
        st = owner.sha256[0] != '\0' ? fail(e, ST_INPUT, _("Name the key of the workspace %s with --identity."), path)
                                     : make_key(program, path, &made, &c->identity, e);
    }
    const char *file = o->identity != NULL ? o->identity : owner.key != NULL ? owner.key : made;
    st = st == ST_OK && c->identity.key == NULL ? open_key(file, o->passphrase_file, &c->identity, e) : st;
    st = st == ST_OK ? refuse_unsuited(file, &c->identity, e) : st;
    st = st == ST_OK ? set_sealer(c, e) : st;
    st = st == ST_OK ? open_workspace(c, o, path, file, e) : st;
    free(owner.key);
    free(made);
    return st;
}

enum status consultant_open(struct consultant *c, struct program *program, const struct consultant_options *options, struct error *e)
{
    char *path = NULL;
    *c = (struct consultant){.subject = NULL};
    if (program->user_directory == NULL) {
        return fail(e, ST_INPUT, _("Where your files are kept is not known: set HOME."));
    }
    const bool given = options->workspace != NULL;
    const int length = given ? asprintf(&path, "%s", options->workspace) : asprintf(&path, "%s/interview", program->user_directory);
    if (length < 0) {
        return fail_memory(e);
    }
    const enum status st = open_all(c, program, options, path, e);
    free(path);
    if (st != ST_OK) {
        consultant_release(c);
    }
    return st;
}

void consultant_release(struct consultant *c)
{
    workspace_release(&c->workspace);
    identity_release(&c->identity);
    free(c->subject);
    *c = (struct consultant){.subject = NULL};
}
