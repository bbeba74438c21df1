#include "command/collect_report.h"

#include "base/i18n.h"
#include "base/shell_word.h"
#include "command/listing.h"
#include "model/json.h"

#include <unistd.h>

#define REASONS_SHOWN 50

struct counts {
    size_t listed, results[COLLECT_FAILED + 1];
};

void collect_report_open(struct collect_report *r, const char *into, bool json)
{
    *r = (struct collect_report){.into = into, .json = json, .terminal = isatty(STDERR_FILENO) == 1};
}

bool collect_report_progress(void *context, size_t done, size_t all, int64_t bytes)
{
    struct collect_report *r = context;
    if (r->terminal) {
        fprintf(stderr, "\r\033[K");
        fprintf(stderr, _("%zu of %zu files, %lld KB"), done, all, (long long)((bytes + 1023) / 1024));
        (void)fflush(stderr);
        r->shown = true;
    }
    return true;
}

static struct counts count(const struct offers *offers, const struct collect_file *files)
{
    struct counts c = {.listed = offers->count + offers->nrefused + offers->left};
    for (size_t i = 0; i < offers->count; i++) {
        c.results[files[i].result]++;
    }
    c.results[COLLECT_REFUSED] += offers->nrefused;
    c.results[COLLECT_LEFT] += offers->left;
    return c;
}

static void print_reason(const char *name, const char *reason, size_t *shown)
{
    if ((*shown)++ < REASONS_SHOWN) {
        print_sentence(stderr, "%s: %s", name, reason);
    }
}

static void print_reasons(const struct offers *offers, const struct collect_file *files)
{
    size_t shown = 0;
    for (size_t i = 0; i < offers->nrefused; i++) {
        print_reason(offers->refused[i].name, offers->refused[i].reason, &shown);
    }
    for (size_t i = 0; i < offers->count; i++) {
        if (files[i].reason != NULL) {
            print_reason(offers->offers[i].name, files[i].reason, &shown);
        }
    }
    if (shown > REASONS_SHOWN) {
        print_sentence(stderr, _("... and %zu more: --json lists all."), shown - REASONS_SHOWN);
    }
}

static void print_counts(const struct collect_report *r, const struct offers *offers, const struct counts *c)
{
    const size_t *n = c->results;
    print_sentence(stdout, _n("%zu new file was collected into %s.", "%zu new files were collected into %s.", n[COLLECT_NEW]),
                   n[COLLECT_NEW], r->into);
    if (n[COLLECT_KNOWN] + n[COLLECT_SAME] > 0) {
        print_sentence(stdout, _n("%zu file had arrived before.", "%zu files had arrived before.", n[COLLECT_KNOWN] + n[COLLECT_SAME]),
                       n[COLLECT_KNOWN] + n[COLLECT_SAME]);
    }
    if (n[COLLECT_REFUSED] > 0) {
        print_sentence(stdout, _n("%zu file was refused.", "%zu files were refused.", n[COLLECT_REFUSED]), n[COLLECT_REFUSED]);
    }
    if (n[COLLECT_FAILED] > 0) {
        print_sentence(stdout,
                       _n("%zu file could not be fetched: run the same command again later.",
                          "%zu files could not be fetched: run the same command again later.", n[COLLECT_FAILED]),
                       n[COLLECT_FAILED]);
    }
    if (n[COLLECT_LEFT] > 0) {
        print_sentence(stdout,
                       _n("%zu file was not tried: run the same command again.", "%zu files were not tried: run the same command again.",
                          n[COLLECT_LEFT]),
                       n[COLLECT_LEFT]);
    }
    if (offers->collections > 0) {
        print_sentence(stdout, _n("%zu folder in it was not looked into.", "%zu folders in it were not looked into.", offers->collections),
                       offers->collections);
    }
    if (n[COLLECT_NEW] > 0) {
        char word[SHELL_WORD];
        print_sentence(stdout, _("Next: \"tenken merge --into DATABASE %s\"."), shell_word(r->into, word));
    }
}

static enum status put_reason(struct json_stream *s, const char *name, const char *reason, struct error *e)
{
    cJSON *o = cJSON_CreateObject();
    put_clean(o, "name", name);
    put_clean(o, "reason", reason);
    return json_stream_element(s, o, e);
}

static enum status put_reasons(struct json_stream *s, enum collect_result wanted, const struct offers *offers,
                               const struct collect_file *files, struct error *e)
{
    enum status st = ST_OK;
    for (size_t i = 0; st == ST_OK && i < offers->count; i++) {
        if (files[i].result == wanted) {
            st = put_reason(s, offers->offers[i].name, files[i].reason, e);
        }
    }
    return st;
}

static enum status print_json_counts(const struct collect_report *r, const struct offers *offers, const struct collect_file *files,
                                     const struct counts *c, struct error *e)
{
    struct json_stream s;
    json_stream_open(&s);
    json_stream_list(&s, "refused");
    enum status st = ST_OK;
    for (size_t i = 0; st == ST_OK && i < offers->nrefused; i++) {
        st = put_reason(&s, offers->refused[i].name, offers->refused[i].reason, e);
    }
    st = st == ST_OK ? put_reasons(&s, COLLECT_REFUSED, offers, files, e) : st;
    json_stream_list_end(&s);
    json_stream_list(&s, "failed");
    st = st == ST_OK ? put_reasons(&s, COLLECT_FAILED, offers, files, e) : st;
    json_stream_list_end(&s);
    json_stream_integer(&s, "listed", (long long)c->listed);
    json_stream_integer(&s, "collected", (long long)c->results[COLLECT_NEW]);
    json_stream_integer(&s, "known", (long long)c->results[COLLECT_KNOWN]);
    json_stream_integer(&s, "same", (long long)c->results[COLLECT_SAME]);
    json_stream_integer(&s, "left", (long long)c->results[COLLECT_LEFT]);
    json_stream_integer(&s, "folders", (long long)offers->collections);
    json_stream_integer(&s, "hidden", (long long)offers->hidden);
    json_stream_integer(&s, "bytes", (long long)r->bytes);
    json_stream_close(&s);
    return st;
}

enum status collect_report_close(struct collect_report *r, const struct offers *offers, const struct collect_file *files, struct error *e)
{
    const struct counts c = count(offers, files);
    enum status st = ST_OK;
    if (r->shown) {
        fputs("\r\033[K", stderr);
    }
    if (r->json) {
        st = print_json_counts(r, offers, files, &c, e);
    } else {
        print_reasons(offers, files);
        print_counts(r, offers, &c);
    }
    const bool clean = c.results[COLLECT_REFUSED] + c.results[COLLECT_FAILED] + c.results[COLLECT_LEFT] == 0;
    return st != ST_OK ? st : clean ? ST_OK : ST_NO;
}
