#include "command/find_request.h"

#include "base/i18n.h"
#include "command/csv_out.h"
#include "command/request_new.h"

#include <errno.h>
#include <sys/stat.h>

/* The S4 questionnaire: what to do at once after an alert about malware by mail. */
#define PACK "emergency-malware"
#define ARGUMENTS_MAX 20

struct listing {
    struct csv_out csv;
    int64_t count;
};

static char *list_path(const struct find_request *r)
{
    char *path = NULL;
    return asprintf(&path, "%s/recipients.csv", r->directory) < 0 ? NULL : path;
}

static enum status put_code(void *context, const struct found_supplier *s, struct error *e)
{
    struct listing *l = context;
    const char *texts[] = {s->code};
    l->count++;
    return csv_out_row(&l->csv, texts, e);
}

enum status find_request_list(struct portfolio *p, const struct find_request *r, struct find_order *order, int64_t *count, struct error *e)
{
    static const char *const HEADS[] = {"supplier_code"};
    struct listing l = {.count = 0};
    struct found_counts counts;
    if (mkdir(r->directory, 0700) != 0 && errno != EEXIST) {
        return fail_errno(e, _("The directory %s cannot be made"), r->directory);
    }
    char *path = list_path(r);
    enum status st = path == NULL ? fail_memory(e) : csv_out_begin(&l.csv, path, HEADS, 1, e);
    if (st == ST_OK) {
        struct find_order one = {.terms = order->terms, .now = order->now};
        one.most[r->list] = FIND_ALL;
        st = csv_out_end(&l.csv, portfolio_find(p, &one, put_code, &l, &counts, e), e);
    }
    free(path);
    *count = l.count;
    return st;
}

enum status find_request_issue(struct program *program, const char *database, const struct find_request *r, struct error *e)
{
    char *path = list_path(r);
    const char *words[ARGUMENTS_MAX] = {"new",
                                        "--portfolio",
                                        database,
                                        "--identity",
                                        r->identity,
                                        "--list",
                                        path,
                                        "--due",
                                        r->due,
                                        "--pack",
                                        r->pack != NULL ? r->pack : PACK,
                                        "--out",
                                        r->directory};
    int n = 13;
    if (r->passphrase_file != NULL) {
        words[n++] = "--passphrase-file";
        words[n++] = r->passphrase_file;
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
