/* All pins in force, in memory: one array in the order of the certificates' digests, searched in halves, and a table of supplier codes,
 * with open addressing. Codes are hashed with FNV-1a, and chosen by the prime, not by who sends files. */
#include "store/portfolio_trust.h"

#include "base/buffer.h"
#include "store/portfolio_engine.h"

#include <stdlib.h>
#include <string.h>

struct pin_entry {
    uint8_t certificate[SHA256_BYTES]; /* first, for compare */
    uint32_t code;                     /* offset into codes */
    uint32_t row;                      /* its id; 0: beyond 32 bits, so nobody is told */
};

struct pin_index {
    struct pin_entry *entries;
    size_t count;
    uint32_t *by_code; /* entry + 1, 0 empty */
    size_t slots;      /* a power of two, at least 1.5 × count */
    struct buffer codes;
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

static enum status fill(struct pin_index *index, struct portfolio *p, size_t count, struct error *e)
{
    struct sql_value row[3];
    enum status st = sql_start(p, SQL_PINS_IN_FORCE, SQL_NONE, e);
    while (st == ST_OK && (st = sql_next(p, SQL_PINS_IN_FORCE, row, 3, e)) == ST_OK) {
        if (row[0].type != SQL_BLOB || row[0].n != SHA256_BYTES || index->count == count) {
            continue; /* a damaged row trusts nobody */
        }
        struct pin_entry *entry = &index->entries[index->count++];
        memcpy(entry->certificate, row[0].bytes, SHA256_BYTES);
        entry->code = (uint32_t)index->codes.length;
        const char *code = column_text(&row[1]);
        buffer_add(&index->codes, code, strlen(code) + 1);
        const int64_t id = column_integer(&row[2]);
        entry->row = id > 0 && id <= UINT32_MAX ? (uint32_t)id : 0;
    }
    sql_finish(p, SQL_PINS_IN_FORCE);
    if (st == ST_NO && index->codes.failed) {
        return fail_memory(e);
    }
    return st == ST_NO ? ST_OK : st;
}

static void order(struct pin_index *index)
{
    qsort(index->entries, index->count, sizeof *index->entries, compare);
    for (size_t i = 0; i < index->count; i++) {
        insert(index->by_code, index->slots, code_hash(index->codes.data + index->entries[i].code), (uint32_t)i);
    }
}

static enum status load(struct pin_index *index, struct portfolio *p, struct error *e)
{
    int64_t count = 0;
    enum status st = sql_number(p, SQL_PIN_COUNT, SQL_NONE, &count, e);
    if (st != ST_OK) {
        return st;
    }
    index->slots = 8;
    while (index->slots < (size_t)count + (size_t)count / 2) {
        index->slots *= 2;
    }
    index->entries = calloc((size_t)count + 1, sizeof *index->entries);
    index->by_code = calloc(index->slots, sizeof *index->by_code);
    if (index->entries == NULL || index->by_code == NULL) {
        return fail_memory(e);
    }
    st = fill(index, p, (size_t)count, e);
    if (st == ST_OK) {
        order(index);
    }
    return st;
}

enum status pin_index_load(struct pin_index **out, struct portfolio *p, struct error *e)
{
    struct pin_index *index = calloc(1, sizeof *index);
    if (index == NULL) {
        return fail_memory(e);
    }
    buffer_init(&index->codes, UINT32_MAX);
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
    buffer_release(&index->codes);
    free(index);
}

const char *pin_index_code(const struct pin_index *index, const uint8_t certificate[SHA256_BYTES], int64_t *row)
{
    const struct pin_entry *entry = bsearch(certificate, index->entries, index->count, sizeof *entry, compare);
    *row = entry == NULL ? 0 : entry->row;
    return entry == NULL ? NULL : index->codes.data + entry->code;
}

const uint8_t *pin_index_certificate(const struct pin_index *index, const char *code)
{
    for (size_t at = code_hash(code) & (index->slots - 1); index->by_code[at] != 0; at = (at + 1) & (index->slots - 1)) {
        const struct pin_entry *entry = &index->entries[index->by_code[at] - 1];
        if (strcmp(index->codes.data + entry->code, code) == 0) {
            return entry->certificate;
        }
    }
    return NULL;
}
