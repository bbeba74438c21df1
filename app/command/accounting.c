#include "command/accounting.h"

#include "base/buffer.h"
#include "base/file.h"
#include "base/i18n.h"
#include "command/cosign.h"
#include "command/file_name.h"
#include "command/interview_actions.h"
#include "command/remembered.h"
#include "model/json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define FOLDER_MODE 0700
#define FILE_MODE 0600
#define SIGNED_ENDING ".cosigned.json"

static void folder(void *context, char *out, size_t size)
{
    const struct accounting *a = context;
    const char *period = json_text(a->draft->assessment.tree, "period");
    (void)snprintf(out, size, "~/Tenken/%s", period == NULL ? "" : period);
}

/* FOLDER/2026-Mihon-Works-WHAT.ENDING, and the folder is there. */
static enum status file_in(const struct accounting *a, const char *where, const char *what, const char *ending, char **path,
                           struct error *e)
{
    const char *firm = json_text(json_get(a->draft->assessment.tree, "supplier"), "name");
    struct buffer name;
    *path = NULL;
    if (where[0] == '\0') {
        return fail(e, ST_INPUT, _("Say in which folder the files shall be written."));
    }
    char *directory = path_expand(where);
    enum status st = directory == NULL ? fail_memory(e) : directory_make(directory, FOLDER_MODE, e);
    buffer_init(&name, BUFFER_MAX_TEXT);
    if (st == ST_OK) {
        (void)buffer_add_format(&name, "%s/%s-", directory, json_text(a->draft->assessment.tree, "period"));
        add_file_name(&name, firm == NULL || firm[0] == '\0' ? "firm" : firm);
        (void)buffer_add_format(&name, "-%s%s", what, ending);
        *path = strdup(buffer_text(&name));
        st = name.failed || *path == NULL ? fail_memory(e) : ST_OK;
    }
    buffer_release(&name);
    free(directory);
    return st;
}

static void say_file(struct buffer *said, const char *path)
{
    char shown[FINISH_PATH];
    path_show(path, shown, sizeof shown);
    (void)buffer_add_format(said, "%s\n", shown);
}

static enum status report(void *context, const char *where, struct buffer *said, struct error *e)
{
    const struct accounting *a = context;
    char *html = NULL, *xlsx = NULL;
    enum status st = file_in(a, where, "report", ".html", &html, e);
    st = st == ST_OK ? file_in(a, where, "report", ".xlsx", &xlsx, e) : st;
    const struct report_order order = {.draft = a->draft->path, .html = html, .xlsx = xlsx, .assessor = a->subject};
    st = st == ST_OK ? report_write(a->program, &order, e) : st;
    if (st == ST_OK) {
        say_file(said, html);
        say_file(said, xlsx);
        (void)buffer_add_text(said, _("For the owner alone: print the page, or hand both over. Nothing of your private notes is in them."));
    }
    free(html);
    free(xlsx);
    return st;
}

/* The draft as it lies on the disk; the private record is another file. */
static enum status hand(void *context, const char *where, struct buffer *said, struct error *e)
{
    const struct accounting *a = context;
    struct buffer bytes;
    char *path = NULL;
    buffer_init(&bytes, BUFFER_MAX_DOCUMENT);
    enum status st = file_in(a, where, "draft", ".tenken", &path, e);
    st = st == ST_OK ? file_read(a->draft->path, &bytes, e) : st;
    st = st == ST_OK ? file_create(path, bytes.data, bytes.length, FILE_MODE, e) : st;
    if (st == ST_OK) {
        say_file(said, path);
        (void)buffer_add_text(said, _("Give it to the firm, which opens it on its own computer with \"tenken answer\" and signs with f."));
        if (json_true(a->draft->assessment.tree, "cosign_expected")) {
            (void)buffer_add_char(said, '\n');
            (void)buffer_add_text(said, _("The firm then sends you the file that ends in .json: the next step puts your signature on it."));
        }
    }
    buffer_release(&bytes);
    free(path);
    return st;
}

static enum status cosign_here(void *context, const char *answers, struct buffer *said, struct error *e)
{
    const struct accounting *a = context;
    char *path = path_expand(answers), *out = NULL;
    enum status st = path == NULL ? fail_memory(e) : ST_OK;
    if (st == ST_OK && answers[0] == '\0') {
        st = fail(e, ST_INPUT, _("Name the JSON file that the firm sent."));
    }
    const size_t n = st == ST_OK ? strlen(path) : 0;
    const size_t stem = n > 5 && strcmp(path + n - 5, ".json") == 0 ? n - 5 : n;
    if (st == ST_OK && asprintf(&out, "%.*s" SIGNED_ENDING, (int)stem, path) < 0) {
        out = NULL;
        st = fail_memory(e);
    }
    const struct cosign_order order = {path, a->subject, out, a->identity};
    st = st == ST_OK ? cosign(a->program, &order, said, e) : st;
    free(out);
    free(path);
    return st;
}

const struct account_ops accounting_ops = {.folder = folder, .report = report, .hand = hand, .cosign = cosign_here};
