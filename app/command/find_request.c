#include "command/find_request.h"

#include "base/i18n.h"
#include "command/csv_out.h"
#include "command/file_same.h"
#include "command/request_new.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define ARGUMENTS_MAX 30
#define LIST "recipients"

struct listing {
    struct csv_out csv;
    int64_t count;
};

static enum status put_code(void *context, const struct found_supplier *s, struct error *e)
{
    struct listing *l = context;
    const char *texts[] = {s->code};
    if (s->ended_on[0] != '\0') {
        return ST_OK; /* nothing is asked of it */
    }
    l->count++;
    return csv_out_row(&l->csv, texts, e);
}

enum status find_request_list(struct found_search *found, struct find_request *r, int64_t *count, struct error *e)
{
    static const char *const HEADS[] = {"supplier_code"};
    struct listing l = {.count = 0};
    if (mkdir(r->directory, 0700) != 0 && errno != EEXIST) {
        return fail_errno(e, _("The directory %s cannot be made"), r->directory);
    }
    char *made = NULL;
    enum status st = asprintf(&made, "%s/" LIST ".csv.new", r->directory) < 0 ? fail_memory(e) : csv_out_begin(&l.csv, made, HEADS, 1, e);
    if (st == ST_OK) {
        st = csv_out_end(&l.csv, found_search_visit(found, r->list, FIND_ALL, put_code, &l, e), e);
    }
    st = st == ST_OK ? file_place_apart(made, r->directory, LIST, &r->recipients, e) : st;
    free(made);
    *count = l.count;
    return st;
}

enum status find_request_issue(struct program *program, const char *database, const struct find_request *r, struct error *e)
{
    const char *words[ARGUMENTS_MAX] = {"new"};
    int n = 1;
    const struct {
        const char *option, *value;
    } pairs[] = {{"--portfolio", database},
                 {"--identity", r->identity},
                 {"--list", r->recipients},
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
    enum status st = ST_OK;
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
    return st;
}
