/* All pins in force, in memory: one array in the order of the certificates' digests, searched in halves, and a table of supplier codes,
 * with open addressing. Codes are hashed with FNV-1a, and chosen by the prime, not by who sends files. */
#include "store/portfolio_trust.h"

#include "store/portfolio_engine.h"

#include <stdlib.h>
#include <string.h>

struct pin_entry {
    uint8_t certificate[SHA256_BYTES]; /* first, for compare */
    uint32_t code;                     /* offset into codes */
};

struct pin_index {
    struct pin_entry *entries;
    size_t count;
    uint32_t *by_code; /* entry + 1, 0 empty */
    size_t slots;      /* a power of two, at least 1.5 × count */
    char *codes;
};

static size_t code_hash(const char *code)
{
    uint64_t h = 14695981039346656037U;
    for (; *code != '\0'; code++) {
        h = (h ^ (unsigned char)*code) * 1099511628211U;
    }
    return (size_t)(h ^ (h >> 32));
}

static void insert(uint32_t *table, size_t slots, size_t hash, uint32_t entry)
{
    size_t at = hash & (slots - 1);
    while (table[at] != 0) {
        at = (at + 1) & (slots - 1);
    }
    table[at] = entry + 1;
}

static int compare(const void *a, const void *b)
{
    return memcmp(a, b, SHA256_BYTES);
}

static enum status fill(struct pin_index *index, struct portfolio *p, size_t count, size_t bytes, struct error *e)
{
    struct sql_value row[2];
    size_t used = 0, filled = 0;
    enum status st = sql_start(p, SQL_PINS_IN_FORCE, SQL_NONE, e);
    while (st == ST_OK && (st = sql_next(p, SQL_PINS_IN_FORCE, row, 2, e)) == ST_OK) {
        const char *code = column_text(&row[1]);
        const size_t n = strlen(code) + 1;
        const bool sound = row[0].type == SQL_BLOB && row[0].n == SHA256_BYTES && filled < count && n <= bytes - used;
        if (!sound || (filled > 0 && compare(row[0].bytes, &index->entries[filled - 1]) < 0)) {
            continue; /* a damaged row trusts nobody */
        }
        struct pin_entry *entry = &index->entries[filled];
        memcpy(entry->certificate, row[0].bytes, SHA256_BYTES);
        entry->code = (uint32_t)used;
        memcpy(index->codes + used, code, n);
        insert(index->by_code, index->slots, code_hash(code), (uint32_t)filled);
        used += n;
        filled++;
    }
    index->count = filled;
    sql_finish(p, SQL_PINS_IN_FORCE);
    return st == ST_NO ? ST_OK : st;
}

static enum status load(struct pin_index *index, struct portfolio *p, struct error *e)
{
    struct sql_value row[2];
    enum status st = sql_start(p, SQL_PIN_COUNT, SQL_NONE, e);
    if (st == ST_OK) {
        st = sql_next(p, SQL_PIN_COUNT, row, 2, e);
    }
    const size_t count = st == ST_OK ? (size_t)column_integer(&row[0]) : 0;
    const size_t bytes = st == ST_OK && row[1].type == SQL_INTEGER ? (size_t)row[1].integer : 0;
    sql_finish(p, SQL_PIN_COUNT);
    if (st != ST_OK) {
        return st;
    }
    index->slots = 8;
    while (index->slots < count + count / 2) {
        index->slots *= 2;
    }
    index->entries = calloc(count + 1, sizeof *index->entries);
    index->by_code = calloc(index->slots, sizeof *index->by_code);
    index->codes = malloc(bytes + 1);
    if (index->entries == NULL || index->by_code == NULL || index->codes == NULL) {
        return fail_memory(e);
    }
    return fill(index, p, count, bytes, e);
}

enum status pin_index_load(struct pin_index **out, struct portfolio *p, struct error *e)
{
    struct pin_index *index = calloc(1, sizeof *index);
    if (index == NULL) {
        return fail_memory(e);
    }
    enum status st = portfolio_begin(p, false, e); /* count and rows of one moment */
    if (st == ST_OK) {
        st = load(index, p, e);
        portfolio_rollback(p);
    }
    if (st != ST_OK) {
        pin_index_free(index);
        return st;
    }
    *out = index;
    return ST_OK;
}

void pin_index_free(struct pin_index *index)
{
    if (index == NULL) {
        return;
    }
    free(index->entries);
    free(index->by_code);
    free(index->codes);
    free(index);
}

const char *pin_index_code(const struct pin_index *index, const uint8_t certificate[SHA256_BYTES])
{
    const struct pin_entry *entry = bsearch(certificate, index->entries, index->count, sizeof *entry, compare);
    return entry == NULL ? NULL : index->codes + entry->code;
}

const uint8_t *pin_index_certificate(const struct pin_index *index, const char *code)
{
    for (size_t at = code_hash(code) & (index->slots - 1); index->by_code[at] != 0; at = (at + 1) & (index->slots - 1)) {
        const struct pin_entry *entry = &index->entries[index->by_code[at] - 1];
        if (strcmp(index->codes + entry->code, code) == 0) {
            return entry->certificate;
        }
    }
    return NULL;
}
