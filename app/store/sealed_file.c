#include "store/sealed_file.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "store/versions.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#define SEALED_MODE 0600
#define SEALED_MAX (SEALED_PLAIN_MAX + 64 * 1024) /* with the envelope around it */

enum status refuse_link(const char *path, struct error *e)
{
    struct stat st;
    if (lstat(path, &st) == 0 && S_ISLNK(st.st_mode)) {
        return fail(e, ST_INPUT, _("%s is a symbolic link and is not followed: put the file itself there."), path);
    }
    return ST_OK;
}

/* Adds where the version of an earlier session is. */
static enum status refuse_sealed(const char *path, const struct error *why, struct error *e)
{
    char *earlier = NULL;
    if (asprintf(&earlier, "%s.1", path) < 0) {
        return fail_memory(e);
    }
    enum status st;
    if (access(earlier, R_OK) == 0) {
        st = fail(e, why->status,
                  _("%s: %s The version of an earlier session is kept in %s: move the damaged one away and copy that one to its name."),
                  path, why->text, earlier);
    } else {
        st = fail(e, why->status, "%s: %s", path, why->text);
    }
    free(earlier);
    return st;
}

enum status sealed_file_read(const char *path, const struct sealer *sealer, struct buffer *plain, struct error *e)
{
    struct stat there;
    struct buffer sealed;
    struct error why = {0};
    buffer_clear(plain);
    enum status st = refuse_link(path, e);
    if (st != ST_OK) {
        return st;
    }
    if (lstat(path, &there) != 0 && errno == ENOENT) {
        return ST_NO;
    }
    buffer_init(&sealed, SEALED_MAX);
    st = file_read(path, &sealed, e);
    if (st == ST_OK && (sealer->unseal(sealer->context, sealed.data, sealed.length, plain, &why) != ST_OK)) {
        buffer_wipe(plain);
        st = refuse_sealed(path, &why, e);
    }
    buffer_release(&sealed);
    return st;
}

enum status sealed_file_open(struct sealed_file *f, const char *path, const struct sealer *sealer, struct buffer *plain, struct error *e)
{
    *f = (struct sealed_file){.path = strdup(path), .sealer = sealer, .lock = {.fd = -1}};
    enum status st = f->path == NULL ? fail_memory(e) : refuse_link(path, e);
    st = st == ST_OK ? file_lock(&f->lock, path, e) : st;
    if (st == ST_OK) {
        file_sweep(path);
        st = sealed_file_read(path, sealer, plain, e);
    }
    f->rotated = st == ST_NO;
    if (st != ST_OK && st != ST_NO) {
        sealed_file_close(f);
    }
    return st;
}

static enum status write_sealed(const struct sealed_file *f, const void *plain, size_t n, struct error *e)
{
    struct buffer sealed;
    buffer_init(&sealed, SEALED_MAX);
    enum status st = f->sealer->seal(f->sealer->context, plain, n, &sealed, e);
    st = st == ST_OK ? refuse_link(f->path, e) : st;
    st = st == ST_OK ? file_write_atomic(f->path, sealed.data, sealed.length, SEALED_MODE, e) : st;
    buffer_release(&sealed);
    return st;
}

enum status sealed_file_save(struct sealed_file *f, const void *plain, size_t n, struct error *e)
{
    struct kept_version kept;
    if (f->rotated) {
        return write_sealed(f, plain, n, e);
    }
    enum status st = version_keep(&kept, f->path, e);
    if (st != ST_OK) {
        return st;
    }
    st = write_sealed(f, plain, n, e);
    if (st == ST_OK) {
        version_commit(&kept, SEALED_FILE_VERSIONS);
        f->rotated = true;
    }
    version_release(&kept);
    return st;
}

void sealed_file_close(struct sealed_file *f)
{
    file_unlock(&f->lock);
    free(f->path);
    *f = (struct sealed_file){.lock = {.fd = -1}};
}
