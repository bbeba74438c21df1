#include "command/pack_sheet.h"

#include "base/buffer.h"
#include "base/file.h"
#include "base/i18n.h"
#include "command/print.h"
#include "command/received_request.h"
#include "command/sheet_import.h"
#include "export/form.h"
#include "export/package.h"
#include "model/json.h"
#include "trust/sheet_code.h"

#include <getopt.h>
#include <openssl/crypto.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- writing one ---- */

struct sheet_options {
    const char *out, *request;
    char **packs;
    int npacks;
};

static enum status options_read(struct sheet_options *o, int argc, char **argv, struct error *e)
{
    static const struct option OPTIONS[] = {
        {"xlsx", required_argument, NULL, 'x'}, {"request", required_argument, NULL, 'r'}, {NULL, 0, NULL, 0}};
    *o = (struct sheet_options){0};
    optind = 1;
    opterr = 0;
    for (int option; (option = getopt_long(argc, argv, "", OPTIONS, NULL)) != -1;) {
        if (option == 'x') {
            o->out = optarg;
        } else if (option == 'r') {
            o->request = optarg;
        } else {
            return usage_error(&command_pack, e, _("the option \"%s\" is not known here, or its value is missing."), argv[optind - 1]);
        }
    }
    o->packs = argv + optind;
    o->npacks = argc - optind;
    if (o->out == NULL) {
        return usage_error(&command_pack, e, _("say with --xlsx where the sheet is to be written."));
    }
    if ((o->npacks == 0) == (o->request == NULL)) {
        return usage_error(&command_pack, e, _("name the packs to ask, or the request whose packs are asked; not both."));
    }
    return ST_OK;
}

/* Without the secret nobody can tell a sheet that comes back from one that somebody made up. */
static enum status code_of(const struct received_request *r, char out[SHEET_CODE_TEXT], struct error *e)
{
    const char *encoded = json_text(r->document, "enrol_secret");
    if (encoded == NULL) {
        return fail(e, ST_NO,
                    _("The request brings no secret, so that an answer sheet could not be told from a made-up one: this supplier has a "
                      "signing identity and answers with signed files."));
    }
    struct buffer secret;
    buffer_init(&secret, BUFFER_MAX_TEXT);
    const enum status st = base64url_decode(&secret, encoded, strlen(encoded))
                               ? sheet_code((const uint8_t *)secret.data, secret.length, r->digest, out, e)
                               : fail_memory(e);
    if (secret.data != NULL) {
        OPENSSL_cleanse(secret.data, secret.length);
    }
    buffer_release(&secret);
    return st;
}

static enum status take_packs(const struct sheet_options *o, const struct received_request *r, struct assessment *a,
                              struct catalog *catalog, struct error *e)
{
    enum status st = ST_OK;
    if (r->document != NULL) {
        st = assessment_add_request(a, r->judged.envelope.tree, e);
        st = st == ST_OK ? request_check_packs(r->document, catalog, e) : st;
        return st == ST_OK ? assessment_load_packs(a, catalog, e) : st;
    }
    for (int i = 0; st == ST_OK && i < o->npacks; i++) {
        const struct pack *pack = catalog_find(catalog, o->packs[i]);
        st = pack != NULL ? assessment_add_pack(a, pack, false, e)
                          : fail(e, ST_INPUT, _("There is no pack \"%s\" and no such file; \"tenken pack list\" shows what is installed."),
                                 o->packs[i]);
    }
    return st;
}

static enum status write_sheet(const struct sheet_options *o, const struct received_request *r, const struct assessment *a,
                               const struct catalog *catalog, const struct program *program, struct error *e)
{
    struct question_list list = {0};
    struct buffer book;
    char code[SHEET_CODE_TEXT];
    const cJSON *document = r->document;
    struct form_input in = {.list = &list, .period = json_text(a->tree, "period")};
    buffer_init(&book, PACKAGE_FILE_MAX);
    enum status st = assessment_questions(a, catalog, &list, NULL, e);
    if (st == ST_OK && document != NULL) {
        st = code_of(r, code, e);
        in.requester = r->name;
        in.due = json_text(document, "due");
        in.about = json_text(document, "about");
        in.request_id = json_text(document, "request_id");
        in.request_digest = r->digest;
        in.code = code;
        in.supplier_code = json_text(document, "supplier_code");
        in.supplier_name = json_text(document, "supplier_name");
    }
    st = st == ST_OK ? form_write(&in, clock_now(&program->clock), &book, e) : st;
    st = st == ST_OK ? file_create(o->out, book.data, book.length, 0600, e) : st;
    if (st == ST_OK) {
        size_t count = 0;
        for (size_t i = 0; i < list.count; i++) {
            count += !list.questions[i].repeated;
        }
        (void)printf(_n("%s: an answer sheet with %zu question.", "%s: an answer sheet with %zu questions.", count), o->out, count);
        (void)putchar('\n');
        print_wrapped(_("What comes back is not signed. It ranks below signed answers, and is always shown as a sheet."), 0, 0);
    }
    buffer_release(&book);
    question_list_release(&list);
    return st;
}

enum status pack_sheet(struct program *program, int argc, char **argv, struct error *e)
{
    struct sheet_options o;
    struct catalog catalog;
    struct received_request r = {0};
    struct assessment a = {0};
    enum status st = options_read(&o, argc, argv, e);
    if (st != ST_OK || (st = load_catalog(program, &catalog, e)) != ST_OK) {
        return st;
    }
    if (o.request != NULL) {
        st = received_request_open(&r, program, o.request, e);
    }
    char year[DATE_TEXT];
    local_year(&program->clock, year);
    st = st == ST_OK ? assessment_new(&a, r.document != NULL ? json_text(r.document, "period") : year, &program->clock, e) : st;
    st = st == ST_OK ? take_packs(&o, &r, &a, &catalog, e) : st;
    st = st == ST_OK ? write_sheet(&o, &r, &a, &catalog, program, e) : st;
    assessment_release(&a);
    received_request_release(&r);
    catalog_release(&catalog);
    return st;
}

/* ---- taking one in ---- */

static void import_answer(struct sheet_import *in, const cJSON *item)
{
    static const char *const MEMBERS[] = {"na_reason", "done_at", "note"};
    const char *key = item->string, *answer = json_text(item, "answer");
    char pack[PACK_ID_TEXT], id[ITEM_ID_TEXT];
    if (!item_reference(key, NULL, pack, id) || question_find(&in->list, pack, id) == SIZE_MAX) {
        sheet_import_refuse(in, key, _("the draft does not ask this question."));
        return;
    }
    if (answer != NULL && !sheet_import_assign(in, key, "", answer)) {
        return;
    }
    in->taken += answer != NULL;
    for (size_t i = 0; i < sizeof MEMBERS / sizeof MEMBERS[0]; i++) {
        const char *text = json_text(item, MEMBERS[i]);
        if (text != NULL && (answer != NULL || i == 2)) {
            (void)sheet_import_assign(in, key, MEMBERS[i], text);
        }
    }
}

static void import_profile(struct sheet_import *in, const struct form *form)
{
    struct error why = {0};
    const cJSON *entry;
    cJSON_ArrayForEach(entry, form->supplier)
    {
        if (assessment_set_supplier(&in->draft.assessment, entry->string, cJSON_GetStringValue(entry), &why) != ST_OK) {
            sheet_import_refuse(in, NULL, why.text);
        }
    }
    if (form->perceived >= 0 && assessment_set_perceived(&in->draft.assessment, form->perceived, &why) != ST_OK) {
        sheet_import_refuse(in, NULL, why.text);
    }
}

/* True when the draft lists the product already, from the sheet taken in before or by hand. */
static bool listed(const struct sheet_import *in, const cJSON *product)
{
    const cJSON *entry;
    cJSON_ArrayForEach(entry, json_get(in->draft.assessment.tree, "inventory"))
    {
        const char *name = json_text(entry, "name");
        if (name != NULL && strcmp(name, json_text(product, "name")) == 0) {
            return true;
        }
    }
    return false;
}

static void import_inventory(struct sheet_import *in, const struct form *form)
{
    struct error why = {0};
    const cJSON *entry;
    cJSON_ArrayForEach(entry, form->inventory)
    {
        if (!listed(in, entry) && assessment_add_inventory(&in->draft.assessment, cJSON_Duplicate(entry, true), &why) != ST_OK) {
            sheet_import_refuse(in, json_text(entry, "name"), why.text);
        }
    }
}

static enum status import_into(struct sheet_import *in, const struct form *form, const struct program *program, struct error *e)
{
    enum status st = sheet_import_check(in, form->about, e);
    if (st != ST_OK) {
        return st;
    }
    sheet_import_report(in, &form->problems);
    const cJSON *item;
    cJSON_ArrayForEach(item, form->answers)
    {
        import_answer(in, item);
    }
    import_profile(in, form);
    import_inventory(in, form);
    st = draft_save(&in->draft, &program->clock, e);
    if (st != ST_OK) {
        return st;
    }
    (void)printf(_n("%s: %zu answer taken into %s.", "%s: %zu answers taken into %s.", in->taken), in->path, in->taken, in->draft.path);
    (void)putchar('\n');
    return sheet_import_verdict(in, &form->problems, e);
}

static enum status read_form(const char *path, struct form *form, struct error *e)
{
    struct buffer bytes;
    buffer_init(&bytes, PACKAGE_FILE_MAX);
    enum status st = file_read(path, &bytes, e);
    st = st == ST_OK ? form_read(bytes.data, bytes.length, path, form, e) : st;
    buffer_release(&bytes);
    return st;
}

enum status pack_import_sheet(struct program *program, int argc, char **argv, struct error *e)
{
    static const struct option OPTIONS[] = {{"into", required_argument, NULL, 'i'}, {NULL, 0, NULL, 0}};
    const char *into = NULL;
    optind = 1;
    opterr = 0;
    for (int option; (option = getopt_long(argc, argv, "", OPTIONS, NULL)) != -1;) {
        if (option != 'i') {
            return usage_error(&command_pack, e, _("the option \"%s\" is not known here, or its value is missing."), argv[optind - 1]);
        }
        into = optarg;
    }
    if (into == NULL || optind + 1 != argc) {
        return usage_error(&command_pack, e, _("name one answer sheet, and the draft with --into."));
    }
    struct sheet_import in;
    struct form form;
    enum status st = read_form(argv[optind], &form, e);
    if (st != ST_OK) {
        return st;
    }
    st = sheet_import_open(&in, program, argv[optind], into, e);
    if (st == ST_OK) {
        st = import_into(&in, &form, program, e);
        sheet_import_close(&in);
    }
    form_release(&form);
    return st;
}
