#include "command/finishing.h"
#include "command/file_name.h"

#include "base/buffer.h"
#include "base/file.h"
#include "base/file_path.h"
#include "base/i18n.h"
#include "base/utf8.h"
#include "command/customer_facts.h"
#include "command/export_seal.h"
#include "command/handed_state.h"
#include "command/handin.h"
#include "command/places.h"
#include "command/remembered.h"
#include "model/json.h"
#include "trust/certificate.h"

#include <openssl/x509.h>
#include <sys/stat.h>
#include <unistd.h>

#define KEY_FILE "signing-key.p12"
#define KEY_MODE 0600
#define FOLDER_MODE 0700

static const char *period_of(const struct finishing *f)
{
    return json_text(f->draft->assessment.tree, "period");
}

/* ---- who gets answers ---- */

static void fill_recipient(const struct finishing *f, size_t i, struct recipient *out)
{
    const struct assessment *a = &f->draft->assessment;
    struct received_request r;
    struct error why = {0};
    out->request = assessment_request(a, i);
    show_text(json_text(json_get(out->request, "requester"), "name"), out->facts.name, sizeof out->facts.name);
    if (received_request_of_draft(&r, f->program, a, i, f->draft->path, &why) != ST_OK) {
        show_text(why.text, out->problem, sizeof out->problem);
        return;
    }
    customer_facts(&r, f->catalog, &f->program->clock, &out->facts);
    out->facts.held = true;
    received_request_release(&r);
}

static void fill_state(const struct finishing *f, struct recipient *out)
{
    handed_state(f->program, &f->draft->assessment, f->catalog, out->request, &out->state);
    memcpy(out->facts.answered_on, handed_first_day(&out->state), sizeof out->facts.answered_on);
}

static enum status recipients(void *context, struct recipient **out, size_t *n, struct error *e)
{
    const struct finishing *f = context;
    const size_t requests = assessment_request_count(&f->draft->assessment);
    struct recipient *list = calloc(requests + 1, sizeof *list);
    *out = NULL;
    *n = 0;
    if (list == NULL) {
        return fail_memory(e);
    }
    for (size_t i = 0; i < requests; i++) {
        fill_recipient(f, i, &list[i]);
        fill_state(f, &list[i]);
    }
    fill_state(f, &list[requests]); /* and the one without a request */
    *out = list;
    *n = requests + 1;
    return ST_OK;
}

/* The request of a recipient, judged anew. */
static enum status judge(const struct finishing *f, const struct recipient *recipient, struct received_request *r, struct error *e)
{
    size_t i = 0;
    while (assessment_request(&f->draft->assessment, i) != recipient->request) {
        i++;
    }
    return received_request_of_draft(r, f->program, &f->draft->assessment, i, f->draft->path, e);
}

static enum status confirm(void *context, struct recipient *recipient, struct error *e)
{
    const struct finishing *f = context;
    struct received_request r;
    enum status st = judge(f, recipient, &r, e);
    if (st != ST_OK) {
        return st;
    }
    st = received_request_confirm(&r, f->program, e);
    if (st == ST_OK) {
        customer_facts(&r, f->catalog, &f->program->clock, &recipient->facts);
        recipient->facts.held = true;
    }
    received_request_release(&r);
    return st;
}

static enum status preview(void *context, const cJSON *request, cJSON **document, struct error *e)
{
    const struct finishing *f = context;
    struct assessment copy = {.tree = cJSON_Duplicate(f->draft->assessment.tree, true)};
    *document = NULL;
    if (copy.tree == NULL) {
        return fail_memory(e);
    }
    const enum status st = answers_project(&copy, f->catalog, request, true, &f->program->clock, &f->program->random, document, e);
    assessment_release(&copy);
    return st;
}

/* ---- the key ---- */

static void identity(void *context, struct identity_facts *out)
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

static void close_key(void *context)
{
    finishing_release(context);
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

static enum status identity_make_here(void *context, const char *name, const char *passphrase, struct error *e)
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
    if (st != ST_OK) {
        identity_release(&id);
        return st;
    }
    finishing_release(f);
    f->identity = id;
    return ST_OK;
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

static enum status identity_open(void *context, const char *path, const char *passphrase, struct error *e)
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
    if (st != ST_OK) {
        identity_release(&id);
        return st;
    }
    finishing_release(f);
    f->identity = id;
    return ST_OK;
}

/* Under its own name. A folder that is not there is refused: what was meant is a stick that is not plugged in. Nothing is overwritten. */
static enum status identity_copy(void *context, const char *to, char out[FINISH_PATH], struct error *e)
{
    const struct finishing *f = context;
    const char *file = json_text(json_get(f->settings->tree, "identity"), "file");
    struct buffer bytes;
    struct stat st_to;
    char *place = place_of_drive(to), *folder = NULL, *directory = NULL, *name = NULL, *target = NULL;
    buffer_init(&bytes, IDENTITY_BYTES_MAX);
    enum status st = file == NULL ? fail(e, ST_INPUT, _("There is no signing key yet.")) : ST_OK;
    if (st == ST_OK && (place == NULL || (folder = path_expand(place)) == NULL)) {
        st = fail_memory(e);
    }
    st = st == ST_OK ? file_read(file, &bytes, e) : st;
    if (st == ST_OK && (stat(folder, &st_to) != 0 || !S_ISDIR(st_to.st_mode))) {
        /* not repeated here: a passphrase may have been typed instead */
        st = fail(e, ST_INPUT, _("There is no such folder: is the USB stick plugged in?"));
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

static size_t sticks(void *context, char out[FINISH_STICKS][FINISH_PATH])
{
    struct sticks s = {out, 0};
    (void)context;
    places_removable(note_stick, &s);
    return s.n;
}

/* ---- the files ---- */

static void folder(void *context, char *out, size_t size)
{
    const struct finishing *f = context;
    const char *remembered = json_text(f->settings->tree, "folder");
    if (remembered != NULL) {
        path_show(remembered, out, size);
    } else {
        (void)snprintf(out, size, "~/Tenken/%s", period_of(f));
    }
}

/* FOLDER/2026-Mihon-Works-for-Mihon-Motors: equal names of two customers are told apart by a number. */
static enum status base_name(const struct finishing *f, const struct recipient *recipient, const char *directory, int revision, char **out,
                             struct error *e)
{
    const char *firm = json_text(json_get(f->draft->assessment.tree, "supplier"), "name");
    struct buffer name;
    int same = 0;
    buffer_init(&name, BUFFER_MAX_TEXT);
    (void)buffer_add_format(&name, "%s-", period_of(f));
    struct buffer part;
    buffer_init(&part, BUFFER_MAX_TEXT);
    add_file_name(&part, firm == NULL ? "" : firm);
    (void)buffer_add_text(&name, part.length > 0 ? buffer_text(&part) : "answers");
    buffer_clear(&part);
    if (recipient->request != NULL) {
        add_file_name(&part, recipient->facts.name);
        (void)buffer_add_format(&name, "-for-%s", part.length > 0 ? buffer_text(&part) : "customer");
        for (size_t i = 0; assessment_request(&f->draft->assessment, i) != recipient->request; i++) {
            const char *other = json_text(json_get(assessment_request(&f->draft->assessment, i), "requester"), "name");
            const char *own = json_text(json_get(recipient->request, "requester"), "name");
            same += strcmp(other, own) == 0;
        }
    }
    buffer_release(&part);
    if (same > 0) {
        (void)buffer_add_format(&name, "-%d", same + 1);
    }
    if (revision > 1) {
        (void)buffer_add_format(&name, "-r%d", revision);
    }
    const bool failed = name.failed || asprintf(out, "%s/%s", directory, buffer_text(&name)) < 0;
    buffer_release(&name);
    return failed ? fail_memory(e) : ST_OK;
}

static void note_file(struct handed *out, const char *path)
{
    if (out->nfiles < FINISH_FILES) {
        path_show(path, out->files[out->nfiles++], FINISH_PATH);
    }
}

static enum status write_files(const struct finishing *f, struct handin *h, const struct recipient *recipient, const char *directory,
                               struct handed *out, struct error *e)
{
    char *base = NULL, *json = NULL, *xlsx = NULL;
    const char *sealed = h->recipient != NULL ? ".p7m" : "";
    out->revision = (int)json_integer(json_get(h->envelope, "document"), "revision", 0);
    enum status st = base_name(f, recipient, directory, out->revision, &base, e);
    if (st == ST_OK && (asprintf(&json, "%s.json%s", base, sealed) < 0 || asprintf(&xlsx, "%s.xlsx%s", base, sealed) < 0)) {
        st = fail_memory(e);
    }
    st = st == ST_OK ? directory_make(directory, FOLDER_MODE, e) : st;
    st = st == ST_OK ? handin_write(h, json, xlsx, e) : st;
    if (st == ST_OK) {
        note_file(out, json);
        note_file(out, xlsx);
    }
    free(base);
    free(json);
    free(xlsx);
    return st;
}

static enum status sign_into(struct finishing *f, const struct recipient *recipient, const char *directory, struct handed *out,
                             struct error *e)
{
    struct handin h;
    handin_init(&h);
    h.program = f->program;
    h.draft = f->draft;
    h.catalog = f->catalog;
    h.request = recipient->request;
    h.identity = &f->identity;
    enum status st = seal_recipient(NULL, recipient->request, &h.recipient, e);
    st = st == ST_OK ? handin_sign(&h, e) : st;
    st = st == ST_OK ? handin_workbook(&h, e) : st;
    out->sealed = h.recipient != NULL;
    st = st == ST_OK ? write_files(f, &h, recipient, directory, out, e) : st;
    X509_free(h.recipient);
    handin_release(&h);
    return st;
}

static enum status sign(void *context, const struct recipient *recipient, const char *where, struct handed *out, struct error *e)
{
    struct finishing *f = context;
    *out = (struct handed){0};
    if (f->identity.key == NULL) {
        return fail(e, ST_INPUT, _("The signing key is not open: its passphrase is needed."));
    }
    if (where[0] == '\0') {
        return fail(e, ST_INPUT, _("Say in which folder the files shall be written."));
    }
    if (recipient->request != NULL) { /* whatever the screens believe: nothing is signed for somebody who was not confirmed */
        struct received_request r;
        enum status st = judge(f, recipient, &r, e);
        if (st != ST_OK) {
            return st;
        }
        st = received_request_gate(&r, NULL, e);
        received_request_release(&r);
        if (st != ST_OK) {
            return st;
        }
    }
    char *directory = path_expand(where);
    if (directory == NULL) {
        return fail_memory(e);
    }
    show_text(recipient->request == NULL ? "" : recipient->facts.name, out->name, sizeof out->name);
    memcpy(out->host, recipient->facts.host, sizeof out->host);
    out->request = recipient->request;
    enum status st = sign_into(f, recipient, directory, out, e);
    st = st == ST_OK ? remembered_identity_no_more(f->settings, "unused", e) : st;
    char usual[FINISH_PATH];
    folder(f, usual, sizeof usual);
    if (st == ST_OK && strcmp(usual, where) != 0) {
        st = remembered_text(f->settings, "folder", directory, e);
    }
    free(directory);
    return st;
}

const struct finish_ops finishing_ops = {.recipients = recipients,
                                         .confirm = confirm,
                                         .preview = preview,
                                         .identity = identity,
                                         .identity_make = identity_make_here,
                                         .identity_open = identity_open,
                                         .identity_copy = identity_copy,
                                         .sticks = sticks,
                                         .folder = folder,
                                         .sign = sign,
                                         .report = finishing_report,
                                         .vendor_page = finishing_vendor_page,
                                         .online = finishing_online,
                                         .send = finishing_send,
                                         .recall = finishing_recall,
                                         .sent = finishing_sent,
                                         .receipt = finishing_receipt,
                                         .close = close_key};
