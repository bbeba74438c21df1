#include "command/find_request.h"

#include "base/file.h"
#include "base/i18n.h"
#include "command/csv_out.h"
#include "command/file_same.h"
#include "command/request_new.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#define ARGUMENTS_MAX 30
#define LIST "recipients.csv"

struct listing {
    struct csv_out csv;
    int64_t count;
};

static char *list_path(const struct find_request *r, const char *name)
{
    char *path = NULL;
    return asprintf(&path, "%s/%s", r->directory, name) < 0 ? NULL : path;
}

/* Puts the list in its place, or finds it there already. Another list, of an earlier search, is not written over: it says who was asked
 * then. */
static enum status place_list(const char *made, const char *path, struct error *e)
{
    bool same = false;
    enum status st = file_put_new(made, path, e);
    if (st != ST_NO) {
        return st;
    }
    st = files_same(made, path, &same, e);
    if (st == ST_OK && !same) {
        st = fail(e, ST_INPUT, _("%s exists already and names others: choose another directory, nothing is overwritten."), path);
    }
    (void)unlink(made);
    return st;
}

static enum status put_code(void *context, const struct found_supplier *s, struct error *e)
{
    struct listing *l = context;
    const char *texts[] = {s->code};
    l->count++;
    return csv_out_row(&l->csv, texts, e);
}

enum status find_request_list(struct found_search *found, const struct find_request *r, int64_t *count, struct error *e)
{
    static const char *const HEADS[] = {"supplier_code"};
    struct listing l = {.count = 0};
    if (mkdir(r->directory, 0700) != 0 && errno != EEXIST) {
        return fail_errno(e, _("The directory %s cannot be made"), r->directory);
    }
    char *path = list_path(r, LIST), *made = list_path(r, LIST ".new");
    enum status st = path == NULL || made == NULL ? fail_memory(e) : csv_out_begin(&l.csv, made, HEADS, 1, e);
    if (st == ST_OK) {
        st = csv_out_end(&l.csv, found_search_visit(found, r->list, FIND_ALL, put_code, &l, e), e);
    }
    st = st == ST_OK ? place_list(made, path, e) : st;
    free(made);
    free(path);
    *count = l.count;
    return st;
}

enum status find_request_issue(struct program *program, const char *database, const struct find_request *r, struct error *e)
{
    char *path = list_path(r, LIST);
    const char *words[ARGUMENTS_MAX] = {"new"};
    int n = 1;
    const struct {
        const char *option, *value;
    } pairs[] = {{"--portfolio", database},
                 {"--identity", r->identity},
                 {"--list", path},
                 {"--due", r->due},
                 {"--pack", r->pack != NULL ? r->pack : EMERGENCY_PACK},
                 {"--about", r->product},
                 {"--out", r->directory},
                 {"--mail", r->mail},
                 {"--passphrase-file", r->passphrase_file},
                 {"--name", r->name},
                 {"--contact-name", r->contact_name},
                 {"--contact-email", r->contact_email},
                 {"--contact-phone", r->contact_phone}};
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        if (pairs[i].value != NULL) {
            words[n++] = pairs[i].option;
            words[n++] = pairs[i].value;
        }
    }
    if (r->again) {
        words[n++] = "--again";
    }
    char *argv[ARGUMENTS_MAX] = {NULL};
    enum status st = path == NULL ? fail_memory(e) : ST_OK;
    for (int i = 0; i < n && st == ST_OK; i++) { /* a command may take its words apart */
        argv[i] = strdup(words[i]);
        st = argv[i] == NULL ? fail_memory(e) : ST_OK;
    }
    if (st == ST_OK) {
        st = request_new(program, n, argv, e);
    }
    for (int i = 0; i < n; i++) {
        free(argv[i]);
    }
    free(path);
    return st;
}
