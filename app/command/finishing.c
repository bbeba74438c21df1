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
    handed_had(&f->draft->assessment, out->request, &out->facts);
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
    return answers_preview(&f->draft->assessment, f->catalog, request, &f->program->clock, &f->program->random, document, e);
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
                                         .identity = finishing_identity,
                                         .identity_make = finishing_identity_make,
                                         .identity_open = finishing_identity_open,
                                         .identity_copy = finishing_identity_copy,
                                         .sticks = finishing_sticks,
                                         .folder = folder,
                                         .sign = sign,
                                         .report = finishing_report,
                                         .vendor_page = finishing_vendor_page,
                                         .online = finishing_online,
                                         .send = finishing_send,
                                         .recall = finishing_recall,
                                         .sent = finishing_sent,
                                         .receipt = finishing_receipt,
                                         .close = finishing_close_key};
