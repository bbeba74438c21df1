#include "command/outgoing.h"

#include "base/buffer.h"
#include "base/file.h"
#include "base/i18n.h"
#include "command/judge.h"
#include "trust/seal.h"
#include "trust/seal_shape.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

/* Not through gettext: a script that insists must not depend on the language. */
static const struct text INSISTENCE = {.ja = "だれに読まれてもよい", .en = "everybody may read it"};

bool outgoing_insists(const char *words)
{
    return words != NULL && (strcmp(words, INSISTENCE.ja) == 0 || strcmp(words, INSISTENCE.en) == 0);
}

const char *outgoing_insistence(void)
{
    return text_of(INSISTENCE);
}

/* Read through the descriptor that is sent from: a name may come to mean another file. */
static enum status digest_of(int fd, const char *path, char out[SHA256_TEXT], int64_t *size, struct error *e)
{
    char piece[65536];
    struct sha256 *sha = sha256_new();
    ssize_t got = 1;
    *size = 0;
    while (sha != NULL && got != 0) {
        got = pread(fd, piece, sizeof piece, *size);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            sha256_end(sha, out);
            return fail_errno(e, _("Cannot read %s"), path);
        }
        sha256_add(sha, piece, (size_t)got);
        *size += got;
    }
    sha256_end(sha, out);
    return sha != NULL ? ST_OK : fail_memory(e);
}

static enum status refuse(const char *path, struct error *e)
{
    return fail(e, ST_INPUT, _("%s is neither a sealed file nor signed answers: nothing else is sent."), path);
}

/* Answers in the open: at least they must be what they seem. */
static enum status check_open(struct outgoing *o, const struct program *program, const struct buffer *bytes, const char *path,
                              struct error *e)
{
    static const char *const ENDINGS[] = {[FILE_ANSWERS_JSON] = ".json", [FILE_ANSWERS_XLSX] = ".xlsx", [FILE_OTHER] = NULL};
    const struct trust_anchors none = {0};
    struct judged judged;
    const enum status st = judge_file(buffer_text(bytes), bytes->length, path, &none, clock_now(&program->clock), NULL, &judged, e);
    const bool answers = st == ST_OK && (judged.kind == FILE_ANSWERS_JSON || judged.kind == FILE_ANSWERS_XLSX);
    const bool sound = answers && judged.judgement.verdict == VERDICT_UNKNOWN_SIGNER;
    o->ending = answers ? ENDINGS[judged.kind] : NULL;
    judged_release(&judged);
    return st != ST_OK ? st : sound ? ST_OK : refuse(path, e);
}

static enum status check_kind(struct outgoing *o, const struct program *program, const char *path, struct error *e)
{
    struct buffer bytes;
    char digest[SHA256_TEXT];
    buffer_init(&bytes, SEALED_BYTES_MAX);
    enum status st = file_read(path, &bytes, e);
    if (st == ST_OK) {
        sha256_hex(buffer_text(&bytes), bytes.length, digest);
        o->sealed = seal_shape_sound((const uint8_t *)buffer_text(&bytes), bytes.length);
        o->ending = ".p7m";
        st = o->sealed                                          ? ST_OK
             : sealed_likely(buffer_text(&bytes), bytes.length) ? fail(e, ST_INPUT, _("%s is sealed, but damaged: hand in again."), path)
                                                                : check_open(o, program, &bytes, path, e);
    }
    if (st == ST_OK && strcmp(digest, o->sha256) != 0) {
        st = fail(e, ST_SYSTEM, _("%s is being changed by another program."), path);
    }
    buffer_release(&bytes);
    return st;
}

enum status outgoing_open(struct outgoing *o, const struct program *program, const char *path, struct error *e)
{
    struct stat about;
    *o = (struct outgoing){.fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)};
    if (o->fd < 0 || fstat(o->fd, &about) != 0) {
        const enum status st = fail_errno(e, _("Cannot open %s"), path);
        outgoing_release(o);
        return st;
    }
    enum status st = ST_OK;
    if (!S_ISREG(about.st_mode)) {
        st = fail(e, ST_INPUT, _("%s is not a regular file."), path);
    } else if (about.st_size == 0 || (uint64_t)about.st_size > SEALED_BYTES_MAX) {
        st = refuse(path, e);
    }
    st = st == ST_OK ? digest_of(o->fd, path, o->sha256, &o->size, e) : st;
    st = st == ST_OK ? check_kind(o, program, path, e) : st;
    if (st != ST_OK) {
        outgoing_release(o);
    }
    return st;
}

enum status outgoing_unchanged(const struct outgoing *o, const char *path, struct error *e)
{
    char digest[SHA256_TEXT];
    int64_t size = 0;
    const enum status st = digest_of(o->fd, path, digest, &size, e);
    if (st == ST_OK && strcmp(digest, o->sha256) != 0) {
        return fail(e, ST_SYSTEM, _("%s was changed while it was being sent: send it again."), path);
    }
    return st;
}

void outgoing_release(struct outgoing *o)
{
    if (o->fd >= 0) {
        (void)close(o->fd);
    }
    o->fd = -1;
}
