/* tenken interview sheet and import-sheet: the grid of the interview as a workbook, there and back. */
#include "base/buffer.h"
#include "base/digest.h"
#include "base/file.h"
#include "base/i18n.h"
#include "command/interview_actions.h"
#include "command/output.h"
#include "command/print.h"
#include "command/sheet_import.h"
#include "export/package.h"
#include "export/rating_sheet.h"
#include "model/json.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>

/* What tells this draft from others, without saying whose client it is. */
static void mark_of(const struct assessment *a, char out[SHA256_TEXT])
{
    static const char *const MEMBERS[] = {"client_id", "created_at", "period"};
    struct buffer text;
    buffer_init(&text, BUFFER_MAX_TEXT);
    (void)buffer_add_text(&text, RATING_SHEET_FORMAT);
    for (size_t i = 0; i < sizeof MEMBERS / sizeof MEMBERS[0]; i++) {
        const char *member = json_text(a->tree, MEMBERS[i]);
        (void)buffer_add_format(&text, "\n%s", member == NULL ? "" : member);
    }
    sha256_hex(text.data, text.length, out);
    buffer_release(&text);
}

static const char *firm_of(const struct assessment *a)
{
    const char *name = json_text(json_get(a->tree, "supplier"), "name");
    return name == NULL ? "" : name;
}

/* ---- writing one ---- */

static enum status write_sheet(const struct program *program, const struct assessment *a, const struct question_list *list,
                               const char *path, struct error *e)
{
    struct buffer book;
    char mark[SHA256_TEXT];
    mark_of(a, mark);
    const struct rating_sheet_input in = {.list = list, .period = json_text(a->tree, "period"), .firm = firm_of(a), .draft = mark};
    buffer_init(&book, PACKAGE_FILE_MAX);
    enum status st = rating_sheet_write(&in, clock_now(&program->clock), &book, e);
    st = st == ST_OK ? file_create(path, book.data, book.length, 0600, e) : st;
    buffer_release(&book);
    if (st == ST_OK) {
        (void)printf(
            _("%s: the interview as a workbook. \"tenken interview import-sheet %s --into DRAFT\" takes back what you change in it.\n"),
            path, path);
    }
    return st;
}

enum status interview_sheet(struct program *program, int argc, char **argv, struct error *e)
{
    static const struct option OPTIONS[] = {{"xlsx", required_argument, NULL, 'x'}, {NULL, 0, NULL, 0}};
    const char *out = NULL;
    struct draft draft;
    struct catalog catalog;
    struct question_list list = {0};
    optind = 1;
    opterr = 0;
    for (int option; (option = getopt_long(argc, argv, "", OPTIONS, NULL)) != -1;) {
        if (option != 'x') {
            return usage_error(&command_interview, e, _("the option \"%s\" is not known here, or its value is missing."), argv[optind - 1]);
        }
        out = optarg;
    }
    if (optind + 1 != argc || out == NULL) {
        return usage_error(&command_interview, e, _("name one draft, and with --xlsx where the sheet goes."));
    }
    enum status st = load_catalog(program, &catalog, e);
    if (st != ST_OK) {
        return st;
    }
    st = draft_open_for_reading(&draft, argv[optind], e);
    if (st == ST_OK) {
        st = assessment_load_packs(&draft.assessment, &catalog, e);
        st = st == ST_OK ? assessment_questions(&draft.assessment, &catalog, &list, NULL, e) : st;
        st = st == ST_OK ? write_sheet(program, &draft.assessment, &list, out, e) : st;
        draft_close(&draft);
    }
    question_list_release(&list);
    catalog_release(&catalog);
    return st;
}

/* ---- taking one in ---- */

/* One that was made of another firm's draft would put its answers here. */
static enum status check_draft(const struct sheet_import *in, const cJSON *about, struct error *e)
{
    char mark[SHA256_TEXT];
    const char *draft = json_text(about, "draft"), *firm = json_text(about, "firm"), *own = firm_of(&in->draft.assessment);
    mark_of(&in->draft.assessment, mark);
    if (draft == NULL || strcmp(draft, mark) != 0) {
        return firm == NULL
                   ? fail(e, ST_INPUT, _("%s was made from another draft than this one. Nothing was taken in."), in->path)
                   : fail(e, ST_INPUT, _("%s was made from a draft of \"%s\", not from this one. Nothing was taken in."), in->path, firm);
    }
    if (firm != NULL && own[0] != '\0' && strcmp(firm, own) != 0) {
        return fail(e, ST_INPUT, _("%s is about \"%s\", the draft about \"%s\". Nothing was taken in."), in->path, firm, own);
    }
    return sheet_import_check(in, about, e);
}

/* As it stands in a cell: spreadsheets lose white space at the ends. */
static bool same(const char *a, const char *b)
{
    static const char SPACE[] = " \t\r\n";
    a += strspn(a, SPACE);
    b += strspn(b, SPACE);
    size_t n = strlen(a), m = strlen(b);
    while (n > 0 && strchr(SPACE, a[n - 1]) != NULL) {
        n--;
    }
    while (m > 0 && strchr(SPACE, b[m - 1]) != NULL) {
        m--;
    }
    return n == m && memcmp(a, b, n) == 0;
}

struct change {
    const char *key;
    const struct question *q;
    const cJSON *now, *before;
};

static const char *text_or_empty(const cJSON *object, const char *member)
{
    const char *text = json_text(object, member);
    return text == NULL ? "" : text;
}

/* Only what was changed in the sheet, and only over what it was changed from: a draft that went on meanwhile is not put back. */
static void take_member(struct sheet_import *in, const struct change *c, enum rating_member member)
{
    const char *name = RATING_MEMBER_NAMES[member];
    const char *now = text_or_empty(c->now, name), *before = text_or_empty(c->before, name);
    char digit[2], why[512];
    const char *own = rating_member_value(c->q, member, digit);
    if (same(now, before) || same(now, own)) {
        return;
    }
    if (!same(own, before)) {
        (void)snprintf(why, sizeof why, _("%s: the draft says \"%.80s\" by now; the sheet's \"%.80s\" was not taken."), name, own, now);
        sheet_import_refuse(in, c->key, why);
        return;
    }
    if (member == RATING_ANSWER && strcmp(now, "na") == 0 && text_or_empty(c->now, RATING_MEMBER_NAMES[RATING_NA_REASON])[0] == '\0') {
        sheet_import_refuse(in, c->key, _("\"not applicable\" needs a reason in its column."));
        return;
    }
    const bool answer = member == RATING_ANSWER;
    in->taken += sheet_import_assign(in, c->key, answer ? "" : name, answer && now[0] == '\0' ? "none" : now);
}

static void take_row(struct sheet_import *in, const struct rating_sheet *sheet, const cJSON *row)
{
    char pack[PACK_ID_TEXT], item[ITEM_ID_TEXT];
    const size_t at = item_reference(row->string, NULL, pack, item) ? question_find(&in->list, pack, item) : SIZE_MAX;
    if (at == SIZE_MAX) {
        sheet_import_refuse(in, row->string, _("the draft does not ask this question."));
        return;
    }
    const struct change change = {
        .key = row->string, .q = &in->list.questions[at], .now = row, .before = json_get(sheet->before, row->string)};
    for (int member = 0; member < RATING_MEMBERS; member++) {
        take_member(in, &change, (enum rating_member)member);
    }
}

static enum status import_into(struct sheet_import *in, const struct rating_sheet *sheet, const struct program *program, struct error *e)
{
    enum status st = check_draft(in, sheet->about, e);
    if (st != ST_OK) {
        return st;
    }
    sheet_import_report(in, &sheet->problems);
    const cJSON *row;
    cJSON_ArrayForEach(row, sheet->rows)
    {
        take_row(in, sheet, row);
    }
    st = in->taken > 0 ? draft_save(&in->draft, &program->clock, e) : ST_OK;
    if (st != ST_OK) {
        return st;
    }
    (void)printf(_n("%s: %zu changed cell taken into %s.", "%s: %zu changed cells taken into %s.", in->taken), in->path, in->taken,
                 in->draft.path);
    (void)putchar('\n');
    return sheet_import_verdict(in, &sheet->problems, e);
}

static enum status read_sheet(const char *path, struct rating_sheet *sheet, struct error *e)
{
    struct buffer bytes;
    buffer_init(&bytes, PACKAGE_FILE_MAX);
    enum status st = file_read(path, &bytes, e);
    st = st == ST_OK ? rating_sheet_read(bytes.data, bytes.length, path, sheet, e) : st;
    buffer_release(&bytes);
    return st;
}

enum status interview_import_sheet(struct program *program, int argc, char **argv, struct error *e)
{
    static const struct option OPTIONS[] = {{"into", required_argument, NULL, 'i'}, {NULL, 0, NULL, 0}};
    const char *into = NULL;
    struct sheet_import in;
    struct rating_sheet sheet;
    optind = 1;
    opterr = 0;
    for (int option; (option = getopt_long(argc, argv, "", OPTIONS, NULL)) != -1;) {
        if (option != 'i') {
            return usage_error(&command_interview, e, _("the option \"%s\" is not known here, or its value is missing."), argv[optind - 1]);
        }
        into = optarg;
    }
    if (into == NULL || optind + 1 != argc) {
        return usage_error(&command_interview, e, _("name one interview sheet, and the draft with --into."));
    }
    enum status st = read_sheet(argv[optind], &sheet, e);
    if (st != ST_OK) {
        return st;
    }
    st = sheet_import_open(&in, program, argv[optind], into, e);
    if (st == ST_OK) {
        st = import_into(&in, &sheet, program, e);
        sheet_import_close(&in);
    }
    rating_sheet_release(&sheet);
    return st;
}
