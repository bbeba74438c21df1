#include "store/portfolio_conflict.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "store/portfolio_content.h"
#include "store/portfolio_engine.h"
#include "store/portfolio_trust.h"

#include <stdlib.h>
#include <string.h>

#define OTHERS_MAX 64 /* at once; what is left is in conflict with what holds then, and is shown as that */

enum status portfolio_conflict_choices(struct portfolio *p, const char *code, conflict_visit *visit, void *context, struct error *e)
{
    struct sql_value row[4];
    enum status st = sql_start(p, SQL_CONFLICT_CHOICES, SQL_VALUES(sql_text(code)), e);
    while (st == ST_OK && (st = sql_next(p, SQL_CONFLICT_CHOICES, row, 4, e)) == ST_OK) {
        if (row[1].type == SQL_BLOB && row[1].n == SHA256_BYTES) {
            st = visit(context,
                       &(struct conflict_choice){column_integer(&row[0]), row[1].bytes, column_text(&row[2]), column_text(&row[3])}, e);
        }
    }
    sql_finish(p, SQL_CONFLICT_CHOICES);
    return st == ST_NO ? ST_OK : st;
}

static enum status read_file(struct portfolio *p, int64_t file, struct conflict_decision *out, struct error *e)
{
    struct sql_value row[5];
    enum status st = sql_start(p, SQL_CONFLICT_FILE, SQL_VALUES(sql_integer(file)), e);
    if (st == ST_OK) {
        st = sql_next(p, SQL_CONFLICT_FILE, row, 5, e);
    }
    if (st == ST_OK && (row[1].n != SHA256_BYTES || !time_parse(column_text(&row[3]), &out->first))) {
        st = ST_NO;
    }
    if (st == ST_OK) {
        (void)snprintf(out->code, sizeof out->code, "%s", column_text(&row[0]));
        memcpy(out->digest, row[1].bytes, SHA256_BYTES);
        (void)snprintf(out->name, sizeof out->name, "%s", column_text(&row[2]));
        out->stands = column_integer(&row[4]) == 1;
    }
    sql_finish(p, SQL_CONFLICT_FILE);
    return st;
}

struct other {
    int64_t file;
    bool same_revision; /* of the same assessment: perhaps the same answers in another file */
};

static enum status read_others(struct portfolio *p, int64_t file, struct other *others, size_t *n, struct error *e)
{
    struct sql_value row[2];
    enum status st = sql_start(p, SQL_CONFLICT_OTHERS, SQL_VALUES(sql_integer(file)), e);
    while (*n < OTHERS_MAX && st == ST_OK && (st = sql_next(p, SQL_CONFLICT_OTHERS, row, 2, e)) == ST_OK) {
        others[(*n)++] = (struct other){column_integer(&row[0]), column_integer(&row[1]) == 1};
    }
    sql_finish(p, SQL_CONFLICT_OTHERS);
    return st == ST_NO ? ST_OK : st;
}

struct same_name {
    const char *name;
    size_t files;
};

static enum status count_name(void *context, const struct conflict_choice *choice, struct error *e)
{
    struct same_name *s = context;
    (void)e;
    s->files += strcmp(choice->name, s->name) == 0;
    return ST_OK;
}

/* A sentence that says which of two files holds says nothing where both have one name. */
static enum status name_shown(struct portfolio *p, struct conflict_decision *d, struct error *e)
{
    char hex[SHA256_TEXT];
    struct same_name same = {.name = d->name};
    const enum status st = portfolio_conflict_choices(p, d->code, count_name, &same, e);
    hex_encode(d->digest, SHA256_BYTES, hex);
    (void)snprintf(d->shown, sizeof d->shown, same.files > 1 ? "%s (SHA-256 %.12s)" : "%s", d->name, hex);
    return st;
}

/* Suppliers send the same answers as a workbook, too: such a copy holds as well. */
static enum status same_answers(struct portfolio *p, int64_t file, const struct other *other, bool *same, struct error *e)
{
    uint8_t mine[SHA256_BYTES], theirs[SHA256_BYTES];
    *same = false;
    if (!other->same_revision) {
        return ST_OK;
    }
    enum status st = content_of_stored(p, file, mine, e);
    st = st == ST_OK ? content_of_stored(p, other->file, theirs, e) : st;
    *same = st == ST_OK && memcmp(mine, theirs, SHA256_BYTES) == 0;
    return st == ST_NO ? ST_OK : st;
}

static enum status give_way(struct portfolio *p, int64_t file, const struct other *others, size_t n, const char *sentence,
                            struct conflict_decision *out, struct error *e)
{
    enum status st = sql_run(p, SQL_CONFLICT_HOLDS,
                             SQL_VALUES(sql_text(N_("It was decided here that it holds. It came sealed, and counts once it has been "
                                                    "merged again with the key that opens it.")),
                                        sql_integer(file)),
                             e);
    for (size_t i = 0; i < n && st == ST_OK; i++) {
        bool same;
        st = same_answers(p, file, &others[i], &same, e);
        if (st == ST_OK && same) {
            st = sql_run(p, SQL_CONFLICT_SAME, SQL_VALUES(sql_integer(others[i].file)), e);
        } else if (st == ST_OK) {
            st = sql_run(p, SQL_CONFLICT_DECIDE, SQL_VALUES(sql_text(sentence), sql_integer(others[i].file)), e);
            out->others++;
        }
    }
    p->decided = 1;
    return st;
}

enum status portfolio_conflict_decide(struct portfolio *p, int64_t file, const char *reason, int64_t at, struct conflict_decision *out,
                                      struct error *e)
{
    struct other others[OTHERS_MAX];
    size_t n = 0;
    char time[TIME_TEXT], day[DATE_TEXT], *sentence = NULL, *entry = NULL;
    *out = (struct conflict_decision){.first = at};
    enum status st = read_file(p, file, out, e);
    st = st == ST_OK ? read_others(p, file, others, &n, e) : st;
    if (st != ST_OK || n == 0) {
        return st == ST_OK ? ST_NO : st;
    }
    st = name_shown(p, out, e);
    if (st != ST_OK) {
        return st;
    }
    time_format(at, time);
    if (asprintf(&sentence, N_("On %s it was decided here that %s holds: %s"), local_day_of(time, day), out->shown, reason) < 0 ||
        asprintf(&entry, "%s: %s", out->shown, reason) < 0) {
        free(sentence);
        return fail_memory(e);
    }
    st = give_way(p, file, others, n, sentence, out, e);
    st = st == ST_OK ? portfolio_log_add(p, at, "settle", out->code, NULL, entry, e) : st;
    free(sentence);
    free(entry);
    return st;
}

/* Whether the prime has decided against this file. */
static enum status decided_against(struct portfolio *p, int64_t file, bool *against, struct error *e)
{
    int64_t count = 0;
    const enum status st = sql_number(p, SQL_CONFLICT_AGAINST, SQL_VALUES(sql_integer(file)), &count, e);
    *against = count > 0;
    return st;
}

/* What comes in another file, or is older, is decided along. */
static enum status find_decision(struct portfolio *p, const struct received_file *file, struct receive_context *x, struct error *e)
{
    uint8_t before[SHA256_BYTES], come[SHA256_BYTES];
    struct sql_value row[3];
    enum status st =
        sql_start(p, SQL_CONFLICT_DECISIONS,
                  SQL_VALUES(sql_integer(x->supplier), sql_text(file->document->assessment_id), sql_integer(file->document->revision)), e);
    while (!x->decided && st == ST_OK && (st = sql_next(p, SQL_CONFLICT_DECISIONS, row, 3, e)) == ST_OK) {
        x->decided = column_integer(&row[1]) > file->document->revision;
        if (!x->decided) {
            st = content_of_stored(p, column_integer(&row[0]), before, e);
            st = st == ST_OK ? content_of_received(file, come, e) : st;
            x->decided = st == ST_OK && memcmp(before, come, SHA256_BYTES) == 0;
            st = st == ST_NO ? ST_OK : st;
        }
        if (x->decided) {
            (void)snprintf(x->decision, sizeof x->decision, "%s", column_text(&row[2]));
        }
    }
    sql_finish(p, SQL_CONFLICT_DECISIONS);
    return st == ST_NO ? ST_OK : st;
}

enum status conflict_weigh(struct portfolio *p, const struct received_file *file, struct receive_context *x, struct error *e)
{
    enum status st = sql_once(p, SQL_CONFLICT_ANY, &p->decided, e);
    if (st != ST_OK || p->decided == 0) {
        return st;
    }
    int64_t chosen = 0; /* whatever else comes is in conflict as before */
    st = sql_number(p, SQL_CONFLICT_CHOSEN, SQL_VALUES(sql_blob(file->digest, SHA256_BYTES)), &chosen, e);
    x->chosen = chosen > 0;
    if (st == ST_OK && x->chosen && x->held >= 0) {
        st = decided_against(p, x->held_file, &x->held_decided, e);
    }
    x->rivals_decided = x->chosen && x->nrivals > 0 && x->nrivals <= RIVALS_MAX;
    for (size_t i = 0; i < x->nrivals && st == ST_OK && x->rivals_decided; i++) {
        st = decided_against(p, x->rivals[i].file, &x->rivals_decided, e);
    }
    return st == ST_OK ? find_decision(p, file, x, e) : st;
}

enum status conflict_replace(struct portfolio *p, const struct receive_context *x, int64_t run, struct receive_outcome *out,
                             struct error *e)
{
    enum status st = ST_OK;
    for (size_t i = 0; i < x->nrivals && st == ST_OK; i++) {
        int64_t then = -1;
        st = sql_number(p, SQL_CONFLICT_GAVE_WAY, SQL_VALUES(sql_integer(x->rivals[i].file)), &then, e);
        out->replaced_in_run += st == ST_OK && then == run;
        st = st == ST_OK || st == ST_NO ? receive_remove(p, x->rivals[i].assessment, e) : st;
    }
    return st;
}
