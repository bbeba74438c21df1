/* The firm's key, where answers are signed: made, opened, copied to a stick. */
#include "command/finishing.h"

#include "base/buffer.h"
#include "base/file.h"
#include "base/file_path.h"
#include "base/i18n.h"
#include "command/places.h"
#include "command/remembered.h"
#include "model/json.h"

#include <sys/stat.h>
#include <unistd.h>

#define KEY_FILE "signing-key.p12"
#define KEY_MODE 0600
#define FOLDER_MODE 0700

void finishing_identity(void *context, struct identity_facts *out)
{
    const struct finishing *f = context;
    remembered_key(f->settings, &f->program->clock, out);
    out->open = f->identity.key != NULL;
}

void finishing_release(struct finishing *f)
{
    identity_release(&f->identity);
    f->identity = (struct identity){0};
}

void finishing_close_key(void *context)
{
    finishing_release(context);
}

/* Takes over the key that was made or opened; after a failure it is let go. */
static enum status hold(struct finishing *f, struct identity *id, enum status st)
{
    if (st != ST_OK) {
        identity_release(id);
        return st;
    }
    finishing_release(f);
    f->identity = *id;
    return ST_OK;
}

/* Where a new key goes: the usual name, or with a number when an older one is there, which is never overwritten. */
static enum status key_path(const struct finishing *f, char **path, struct error *e)
{
    for (int i = 1; i < 100; i++) {
        char number[16] = "";
        if (i > 1) {
            (void)snprintf(number, sizeof number, "%d-", i);
        }
        if (asprintf(path, "%s/%s" KEY_FILE, f->program->user_directory, number) < 0) {
            return fail_memory(e);
        }
        if (access(*path, F_OK) != 0) {
            return ST_OK;
        }
        free(*path);
    }
    *path = NULL;
    return fail(e, ST_INPUT, _("There are too many keys in %s: take away those that are not used."), f->program->user_directory);
}

enum status finishing_identity_make(void *context, const char *name, const char *passphrase, struct error *e)
{
    struct finishing *f = context;
    struct identity id = {0};
    struct buffer p12;
    char *path = NULL;
    buffer_init(&p12, IDENTITY_BYTES_MAX);
    enum status st = directory_make(f->program->user_directory, FOLDER_MODE, e);
    st = st == ST_OK ? key_path(f, &path, e) : st;
    st = st == ST_OK ? identity_make(&id, name, &f->program->clock, e) : st;
    st = st == ST_OK ? identity_write(&id, passphrase, IDENTITY_ITERATIONS, &p12, e) : st;
    st = st == ST_OK ? file_create(path, p12.data, p12.length, KEY_MODE, e) : st;
    st = st == ST_OK ? remembered_identity(f->settings, path, &id, true, e) : st;
    identity_wipe(&p12);
    free(path);
    return hold(f, &id, st);
}

/* The path as an absolute one: it is remembered. */
static enum status absolute(const char *path, char **out, struct error *e)
{
    char *expanded = path_expand(path);
    if (expanded == NULL) {
        return fail_memory(e);
    }
    *out = realpath(expanded, NULL);
    free(expanded);
    return *out != NULL ? ST_OK : fail_errno(e, _("Cannot open %s"), path);
}

enum status finishing_identity_open(void *context, const char *path, const char *passphrase, struct error *e)
{
    struct finishing *f = context;
    struct identity id = {0};
    struct buffer bytes;
    char *file = NULL, shown[FINISH_PATH];
    buffer_init(&bytes, IDENTITY_BYTES_MAX);
    const char *known = json_text(json_get(f->settings->tree, "identity"), "file");
    if (path == NULL && known == NULL) {
        return fail(e, ST_INPUT, _("There is no signing key yet."));
    }
    enum status st = absolute(path == NULL ? known : path, &file, e);
    st = st == ST_OK ? file_read(file, &bytes, e) : st;
    if (st == ST_OK) {
        path_show(file, shown, sizeof shown);
        /* the one remembered is the only one: its path would only hide what is wrong */
        st = identity_read(&id, buffer_text(&bytes), bytes.length, passphrase, path == NULL ? _("Your signing key") : shown, e);
    }
    identity_wipe(&bytes);
    st = st == ST_OK ? remembered_identity(f->settings, file, &id, false, e) : st;
    free(file);
    return hold(f, &id, st);
}

/* The folder that is meant: typed without a way to it, it is one of the home folder, wherever the program was started; NULL: no memory. */
static char *folder_meant(const char *typed)
{
    struct stat st;
    char *folder = path_expand(typed), *at_home = NULL, *own = NULL;
    if (folder == NULL || folder[0] == '/' || stat(folder, &st) == 0) {
        return folder;
    }
    if (asprintf(&at_home, "~/%s", folder) < 0) {
        at_home = NULL;
    }
    own = at_home == NULL ? NULL : path_expand(at_home);
    free(at_home);
    free(folder);
    return own;
}

/* Under its own name. A folder that is not there is refused: what was meant is a stick that is not plugged in. Nothing is overwritten. */
enum status finishing_identity_copy(void *context, const char *to, char out[FINISH_PATH], struct error *e)
{
    const struct finishing *f = context;
    const char *file = json_text(json_get(f->settings->tree, "identity"), "file");
    struct buffer bytes;
    struct stat st_to;
    char *place = place_of_drive(to), *folder = NULL, *directory = NULL, *name = NULL, *target = NULL;
    buffer_init(&bytes, IDENTITY_BYTES_MAX);
    enum status st = file == NULL ? fail(e, ST_INPUT, _("There is no signing key yet.")) : ST_OK;
    if (st == ST_OK && (place == NULL || (folder = folder_meant(place)) == NULL)) {
        st = fail_memory(e);
    }
    st = st == ST_OK ? file_read(file, &bytes, e) : st;
    if (st == ST_OK && (stat(folder, &st_to) != 0 || !S_ISDIR(st_to.st_mode))) {
        /* not repeated here: a passphrase may have been typed instead */
        st = fail(e, ST_INPUT, _("There is no such folder, not in your home folder either. If it is on a USB stick: is that plugged in?"));
    }
    if (st == ST_OK && (!file_split(file, &directory, &name) || asprintf(&target, "%s/%s", folder, name) < 0)) {
        st = fail_memory(e);
    }
    st = st == ST_OK ? file_create(target, bytes.data, bytes.length, KEY_MODE, e) : st;
    if (st == ST_OK) {
        path_show(target, out, FINISH_PATH);
        st = remembered_identity_no_more(f->settings, "uncopied", e);
    }
    identity_wipe(&bytes);
    free(target);
    free(place);
    free(folder);
    free(directory);
    free(name);
    return st;
}

struct sticks {
    char (*folders)[FINISH_PATH];
    size_t n;
};

static bool note_stick(void *context, const char *folder)
{
    struct sticks *s = context;
    show_text(folder, s->folders[s->n], FINISH_PATH);
    s->n += strcmp(s->folders[s->n], folder) == 0; /* one with controls in its name can still be typed */
    return s->n < FINISH_STICKS;
}

size_t finishing_sticks(void *context, char out[FINISH_STICKS][FINISH_PATH])
{
    struct sticks s = {out, 0};
    (void)context;
    places_removable(note_stick, &s);
    return s.n;
}
