/* Files of earlier merges, in memory, by digest and by stamp: open addressing over 16-byte keys, in one table, since a stamp is no half of
 * a digest that anybody could make (command/merge_stamp.c). Half a digest is enough: two files that agree in 128 bits take 2^64 attempts
 * and would both have to be the same sender's, who then skips an own file. */
#include "store/portfolio_merge.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "store/portfolio_engine.h"

#include <stdlib.h>
#include <string.h>

#define KEY_BYTES 16
_Static_assert(STAMP_BYTES == KEY_BYTES, "a stamp is a key as it is");

struct known_file {
    uint8_t key[KEY_BYTES];
    uint32_t first; /* seconds since EPOCH, + 1; 0: the slot is empty; of a stamp NO_TIME */
    int8_t state;   /* enum merge_state, -1: to be judged again */
};

/* 2020-01-01: no portfolio is older, and 32 bits last until 2156. */
#define EPOCH INT64_C(1577836800)
#define NO_TIME 1

struct known_files {
    struct known_file *slots;
    size_t nslots; /* a power of two */
    size_t nstamps;
};

static struct known_file *slot(const struct known_files *known, const uint8_t *key)
{
    uint64_t h;
    memcpy(&h, key, sizeof h);
    size_t at = (size_t)h & (known->nslots - 1);
    while (known->slots[at].first != 0 && memcmp(known->slots[at].key, key, KEY_BYTES) != 0) {
        at = (at + 1) & (known->nslots - 1);
    }
    return &known->slots[at];
}

/* What a file with this state is when it comes again, -1: to be judged again (what was not trusted or in conflict then may be fine now). */
static int8_t final_state(const char *name)
{
    if (strcmp(name, merge_state_name(MERGE_MERGED)) == 0 || strcmp(name, merge_state_name(MERGE_UNCHANGED)) == 0) {
        return (int8_t)MERGE_UNCHANGED;
    }
    return strcmp(name, merge_state_name(MERGE_SUPERSEDED)) == 0 ? (int8_t)MERGE_SUPERSEDED : -1;
}

/* The stamp in a row, or NULL. */
static const uint8_t *stamp_of(const struct sql_value *v)
{
    return v->type == SQL_BLOB && v->n == STAMP_BYTES ? v->bytes : NULL;
}

/* Only what needs no second look may be passed over unread. */
static void add_stamp(struct known_files *known, const uint8_t *stamp, int8_t state)
{
    if (stamp == NULL || state < 0) {
        return;
    }
    struct known_file *file = slot(known, stamp);
    memcpy(file->key, stamp, KEY_BYTES);
    file->first = NO_TIME;
    file->state = state;
    known->nstamps++;
}

static enum status fill(struct known_files *known, struct portfolio *p, size_t count, struct error *e)
{
    struct sql_value row[4];
    size_t filled = 0;
    enum status st = sql_start(p, SQL_FILE_KNOWN, SQL_NONE, e);
    while (st == ST_OK && (st = sql_next(p, SQL_FILE_KNOWN, row, 4, e)) == ST_OK) {
        int64_t first;
        if (filled == count || row[0].type != SQL_BLOB || row[0].n != SHA256_BYTES || !time_parse(column_text(&row[1]), &first)) {
            continue; /* a damaged row is no knowledge: the file is judged anew */
        }
        struct known_file *file = slot(known, row[0].bytes);
        filled += file->first == 0;
        first = first < EPOCH ? 0 : first - EPOCH;
        memcpy(file->key, row[0].bytes, KEY_BYTES);
        file->first = (uint32_t)(first < UINT32_MAX - 1 ? first + 1 : UINT32_MAX);
        file->state = final_state(column_text(&row[2]));
        add_stamp(known, stamp_of(&row[3]), file->state);
    }
    sql_finish(p, SQL_FILE_KNOWN);
    return st == ST_NO ? ST_OK : st;
}

static void open_again(struct known_files *known, const uint8_t *key)
{
    struct known_file *file = slot(known, key);
    if (file->first != 0) {
        file->state = -1;
    }
}

/* Files that could not be scored for want of a pack that is at hand now. */
static enum status reopen(struct known_files *known, struct portfolio *p, bool (*held)(void *context, const char *digest), void *context,
                          struct error *e)
{
    struct sql_value row[3];
    enum status st = sql_start(p, SQL_FILE_NOT_SCORED, SQL_NONE, e);
    while (st == ST_OK && (st = sql_next(p, SQL_FILE_NOT_SCORED, row, 3, e)) == ST_OK) {
        if (row[1].type != SQL_BLOB || row[1].n != SHA256_BYTES || !held(context, column_text(&row[0]))) {
            continue;
        }
        open_again(known, row[1].bytes);
        if (stamp_of(&row[2]) != NULL) {
            open_again(known, stamp_of(&row[2]));
        }
    }
    sql_finish(p, SQL_FILE_NOT_SCORED);
    return st == ST_NO ? ST_OK : st;
}

static enum status load(struct known_files *known, struct portfolio *p, bool (*held)(void *context, const char *digest), void *context,
                        struct error *e)
{
    int64_t count = 0;
    const enum status st = sql_number(p, SQL_FILE_COUNT, SQL_NONE, &count, e);
    if (st != ST_OK) {
        return st;
    }
    known->nslots = 8;
    while (known->nslots < 2 * (size_t)count + (size_t)count / 2) { /* two keys a file, and a quarter free */
        known->nslots *= 2;
    }
    known->slots = calloc(known->nslots, sizeof *known->slots);
    if (known->slots == NULL) {
        return fail_memory(e);
    }
    const enum status filled = fill(known, p, (size_t)count, e);
    return filled == ST_OK ? reopen(known, p, held, context, e) : filled;
}

enum status known_files_load(struct known_files **out, struct portfolio *p, bool (*held)(void *context, const char *digest), void *context,
                             struct error *e)
{
    struct known_files *known = calloc(1, sizeof *known);
    if (known == NULL) {
        return fail_memory(e);
    }
    enum status st = portfolio_begin(p, false, e);
    if (st == ST_OK) {
        st = load(known, p, held, context, e);
        portfolio_rollback(p);
    }
    if (st != ST_OK) {
        known_files_free(known);
        return st;
    }
    *out = known;
    return ST_OK;
}

void known_files_free(struct known_files *known)
{
    if (known == NULL) {
        return;
    }
    free(known->slots);
    free(known);
}

bool known_files_find(const struct known_files *known, const uint8_t digest[SHA256_BYTES], enum merge_state *state, int64_t *first)
{
    const struct known_file *file = slot(known, digest);
    *first = -1;
    if (file->first == 0) {
        return false;
    }
    *first = EPOCH + file->first - 1;
    if (file->state < 0) {
        return false;
    }
    *state = (enum merge_state)file->state;
    return true;
}

bool known_files_unchanged(const struct known_files *known, const uint8_t stamp[STAMP_BYTES], enum merge_state *state)
{
    const struct known_file *file = slot(known, stamp);
    if (file->first == 0 || file->state < 0) {
        return false;
    }
    *state = (enum merge_state)file->state;
    return true;
}

bool known_files_stamped(const struct known_files *known)
{
    return known->nstamps > 0;
}
