/* What is kept beside the levels of answers, for those that were taken in before it was: read again from the originals. */
#include "model/contradictions.h"
#include "model/envelope.h"
#include "model/json.h"
#include "model/kept.h"
#include "model/planned.h"
#include "model/rating.h"
#include "store/portfolio_engine.h"
#include "store/portfolio_keep.h"

#include <string.h>

struct filling {
    struct portfolio *portfolio;
    enum status (*take)(struct filling *f, int64_t assessment, const cJSON *document, struct error *e);
    /* of take_answers */
    void (*add)(struct buffer *out, const char *item, const struct answer *a);
    enum sql_statement each;  /* assessments with the digests of their files */
    enum sql_statement begin; /* for one of them, SQL_STATEMENTS: none */
    enum sql_statement put;   /* for one pack of it */
    struct buffer original, text;
};

static enum status fill_pack(struct filling *f, int64_t assessment, const cJSON *pack, struct error *e)
{
    const cJSON *answer;
    buffer_clear(&f->text);
    cJSON_ArrayForEach(answer, pack)
    {
        const struct answer a = answer_view(answer);
        f->add(&f->text, answer->string, &a);
    }
    kept_end(&f->text);
    if (f->text.failed) {
        return fail_memory(e);
    }
    return f->text.length == 0 ? ST_OK
                               : sql_run(f->portfolio, f->put,
                                         SQL_VALUES(sql_text(buffer_text(&f->text)), sql_integer(assessment), sql_text(pack->string)), e);
}

static enum status take_answers(struct filling *f, int64_t assessment, const cJSON *document, struct error *e)
{
    enum status st = f->begin == SQL_STATEMENTS ? ST_OK : sql_run(f->portfolio, f->begin, SQL_VALUES(sql_integer(assessment)), e);
    const cJSON *pack;
    cJSON_ArrayForEach(pack, json_get(document, "answers"))
    {
        st = st == ST_OK ? fill_pack(f, assessment, pack, e) : st;
    }
    return st;
}

static enum status take_contradictions(struct filling *f, int64_t assessment, const cJSON *document, struct error *e)
{
    buffer_clear(&f->text);
    contradictions_add(&f->text, document);
    return f->text.failed
               ? fail_memory(e)
               : sql_run(f->portfolio, SQL_FILL_CONTRADICTIONS, SQL_VALUES(sql_text(buffer_text(&f->text)), sql_integer(assessment)), e);
}

/* Signed JSON tells it. A workbook or a sealed file is not opened here: it stays unknown until a newer one is merged. */
static enum status fill_assessment(struct filling *f, int64_t assessment, struct error *e)
{
    struct envelope envelope = {0};
    const bool readable = f->original.length > 0 && f->original.data[0] == '{';
    if (!readable || envelope_read(&envelope, f->original.data, f->original.length, "", true, NULL) != ST_OK) {
        return ST_OK;
    }
    const enum status st = f->take(f, assessment, envelope.document, e);
    envelope_release(&envelope);
    return st;
}

static enum status fill(struct sql_connection *c, struct filling *f, struct error *e)
{
    static char nowhere[] = "";
    struct portfolio p = {.sql = c, .location = nowhere};
    struct sql_value row[2];
    f->portfolio = &p;
    buffer_init(&f->original, PORTFOLIO_ORIGINAL_MAX);
    buffer_init(&f->text, BUFFER_MAX_DOCUMENT);
    enum status st = sql_start(&p, f->each, SQL_NONE, e);
    while (st == ST_OK && (st = sql_next(&p, f->each, row, 2, e)) == ST_OK) {
        const int64_t assessment = column_integer(&row[0]);
        uint8_t digest[SHA256_BYTES];
        struct error why = {0}; /* one damaged original keeps nobody from the rest */
        if (row[1].n != SHA256_BYTES) {
            continue;
        }
        memcpy(digest, row[1].bytes, SHA256_BYTES);
        st = portfolio_original(&p, digest, &f->original, &why);
        if (st == ST_OK) {
            st = fill_assessment(f, assessment, e);
        } else {
            st = st == ST_SYSTEM ? fail(e, st, "%s", why.text) : ST_OK;
        }
    }
    sql_finish(&p, f->each);
    buffer_release(&f->original);
    buffer_release(&f->text);
    return st == ST_NO ? ST_OK : st;
}

enum status plans_fill(struct sql_connection *c, struct error *e)
{
    struct filling f = {
        .take = take_answers, .add = planned_add, .each = SQL_FILL_ASSESSMENTS, .begin = SQL_FILL_NO_PLANS, .put = SQL_FILL_PLANS};
    return fill(c, &f, e);
}

enum status ratings_fill(struct sql_connection *c, struct error *e)
{
    struct filling f = {.take = take_answers, .add = ratings_add, .each = SQL_FILL_RATED, .begin = SQL_STATEMENTS, .put = SQL_FILL_RATINGS};
    return fill(c, &f, e);
}

enum status contradictions_fill(struct sql_connection *c, struct error *e)
{
    struct filling f = {.take = take_contradictions, .each = SQL_FILL_ASSESSMENTS};
    return fill(c, &f, e);
}
