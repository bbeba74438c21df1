#include "store/draft.h"

#include "base/buffer.h"
#include "base/file_path.h"
#include "base/i18n.h"
#include "model/json.h"
#include "store/versions.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#define DRAFT_MODE 0600

static enum status start(struct draft *d, const char *path, struct error *e)
{
    *d = (struct draft){.lock = {.fd = -1}};
    d->path = strdup(path);
    return d->path ? ST_OK : fail_memory(e);
}

enum status draft_damaged(const char *path, struct error *e)
{
    char *earlier = NULL;
    if (asprintf(&earlier, "%s.1", path) < 0) {
        return e->status;
    }
    if (access(earlier, R_OK) == 0) {
        char *damage = strdup(e->text);
        if (damage) {
            (void)fail(e, e->status,
                       _("%s The version of an earlier session is kept in %s: copy it under another name and go on with that."), damage,
                       earlier);
        }
        free(damage);
    }
    free(earlier);
    return e->status;
}

static enum status load(struct draft *d, struct error *e)
{
    struct buffer bytes;
    buffer_init(&bytes, BUFFER_MAX_DOCUMENT);
    enum status st = file_read(d->path, &bytes, e);
    if (st == ST_OK) {
        struct error why = {0};
        st = assessment_read(&d->assessment, buffer_text(&bytes), bytes.length, d->path, &why);
        if (st != ST_OK) {
            (void)fail(e, st, "%s", why.text);
        }
        if (e && st != ST_OK && json_check(buffer_text(&bytes), bytes.length, &JSON_LIMITS_DOCUMENT, d->path, NULL) != ST_OK) {
            (void)draft_damaged(d->path, e);
        }
    }
    buffer_release(&bytes);
    return st;
}

/* Looked at by its mode too, since access(2) lets root do anything; a person who takes the write permission away means it. */
static enum status refuse_read_only(const char *path, struct error *e)
{
    struct stat st;
    if (stat(path, &st) != 0) {
        return fail_errno(e, _("Cannot open %s"), path);
    }
    if ((st.st_mode & (S_IWUSR | S_IWGRP | S_IWOTH)) == 0 || access(path, W_OK) != 0) {
        return fail(e, ST_SYSTEM, _("%s is read-only, so no answer could be saved. Allow writing to it, or work on a copy."), path);
    }
    return ST_OK;
}

/* Saving makes files beside the draft and renames them over it. */
static enum status refuse_read_only_folder(const char *path, struct error *e)
{
    char *target = file_resolve(path), *folder, *name;
    enum status st = ST_OK;
    if (!target || !file_split(target, &folder, &name)) {
        st = fail_errno(e, _("Cannot open %s"), path);
        free(target);
        return st;
    }
    if (access(folder, W_OK) != 0) {
        st = fail(e, ST_SYSTEM,
                  _("The folder of %s is read-only, so no answer could be saved. Allow writing to it, or work on a copy elsewhere."), path);
    }
    free(folder);
    free(name);
    free(target);
    return st;
}

enum status draft_open(struct draft *d, const char *path, struct error *e)
{
    enum status st = start(d, path, e);
    if (st == ST_OK) {
        st = refuse_read_only(path, e);
    }
    if (st == ST_OK) {
        st = refuse_read_only_folder(path, e);
    }
    if (st == ST_OK) {
        st = file_lock(&d->lock, path, e);
    }
    if (st == ST_OK) {
        file_sweep(path);
        st = load(d, e);
    }
    if (st != ST_OK) {
        draft_close(d);
    }
    return st;
}

enum status draft_open_for_reading(struct draft *d, const char *path, struct error *e)
{
    enum status st = start(d, path, e);
    d->read_only = true;
    if (st == ST_OK) {
        st = load(d, e);
    }
    if (st != ST_OK) {
        draft_close(d);
    }
    return st;
}

enum status draft_create(struct draft *d, const char *path, struct assessment *a, struct error *e)
{
    struct buffer bytes;
    buffer_init(&bytes, BUFFER_MAX_DOCUMENT);
    enum status st = start(d, path, e);
    if (st == ST_OK) {
        st = file_lock(&d->lock, path, e);
    }
    if (st == ST_OK) {
        st = assessment_write(a, &bytes, e);
    }
    if (st == ST_OK) {
        st = file_create(path, bytes.data, bytes.length, DRAFT_MODE, e);
    }
    buffer_release(&bytes);
    if (st != ST_OK) {
        draft_close(d);
        return st;
    }
    d->assessment = *a;
    *a = (struct assessment){.tree = NULL};
    d->rotated = true; /* there was no version before this one */
    return ST_OK;
}

/* Writes the draft with the time of saving in it. On failure the time is as it was. */
static enum status write_draft(struct draft *d, const struct clock *clock, struct error *e)
{
    char now[TIME_TEXT];
    struct buffer bytes;
    cJSON *tree = d->assessment.tree;
    const char *text = json_text(tree, "saved_at");
    char *before = text ? strdup(text) : NULL;
    if (text && !before) {
        return fail_memory(e);
    }
    time_format(clock_now(clock), now);
    buffer_init(&bytes, BUFFER_MAX_DOCUMENT);
    enum status st = json_put_text(tree, "saved_at", now) ? ST_OK : fail_memory(e);
    if (st == ST_OK) {
        st = assessment_write(&d->assessment, &bytes, e);
    }
    if (st == ST_OK) {
        st = file_write_atomic(d->path, bytes.data, bytes.length, DRAFT_MODE, e);
    }
    if (st != ST_OK) {
        if (before) {
            (void)json_put_text(tree, "saved_at", before);
        } else {
            json_remove(tree, "saved_at");
        }
    }
    buffer_release(&bytes);
    free(before);
    return st;
}

enum status draft_save(struct draft *d, const struct clock *clock, struct error *e)
{
    if (d->read_only) {
        return fail(e, ST_INPUT, _("%s was opened for reading only."), d->path);
    }
    if (d->rotated) {
        return write_draft(d, clock, e);
    }
    struct kept_version kept;
    enum status st = version_keep(&kept, d->path, e);
    if (st != ST_OK) {
        return st;
    }
    st = write_draft(d, clock, e);
    if (st == ST_OK) {
        version_commit(&kept, DRAFT_VERSIONS);
        d->rotated = true;
    }
    version_release(&kept);
    return st;
}

void draft_close(struct draft *d)
{
    assessment_release(&d->assessment);
    file_unlock(&d->lock);
    free(d->path);
    *d = (struct draft){.lock = {.fd = -1}};
}
