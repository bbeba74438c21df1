#include "export/answers_sheets.h"

#include "base/buffer.h"
#include "base/clock.h"
#include "base/i18n.h"
#include "model/json.h"

/* Relationship types of our own parts; a name that nobody resolves. */
#define ANSWERS_RELATIONSHIP "urn:tenken:relationships:answers"
#define MAP_RELATIONSHIP "urn:tenken:relationships:map"

lxw_worksheet *answers_sheet(struct answers_book *ab, const char *name, enum page page, int *index, struct error *e)
{
    int at = answers_map_sheet(&ab->map, name);
    if (index) {
        *index = at;
    }
    return book_sheet(&ab->book, name, page, ab->note, e);
}

void answers_mapped_text(struct answers_book *ab, lxw_worksheet *sheet, int index, int row, int column, const char *pointer,
                         enum style style)
{
    const cJSON *value = map_pointer_find(ab->document, pointer);
    answers_map_add(&ab->map, index, row, column, MAP_TEXT, pointer);
    book_text(&ab->book, sheet, row, column, cJSON_IsString(value) ? value->valuestring : "", style);
}

void answers_grid(lxw_worksheet *sheet)
{
    worksheet_set_column(sheet, 0, GRID_COLUMNS - 1, GRID_WIDTH, NULL);
}

/* Reads the envelope and works out what the sheets show. */
static enum status load(struct answers_book *ab, struct error *e)
{
    const struct answers_xlsx_input *in = ab->in;
    enum status st = envelope_read(&ab->envelope, in->signed_json, in->length, _("the signed answers"), false, e);
    if (st != ST_OK) {
        return st;
    }
    ab->document = ab->envelope.document;
    st = answers_check(ab->document, e);
    if (st != ST_OK) {
        return st;
    }
    ab->npacks = answers_packs_held(ab->document, in->catalog, ab->packs, ANSWERS_PACKS_MAX, &ab->missing);
    const struct facts facts = answers_facts(ab->document);
    st = question_list_build(&ab->questions, in->catalog, ab->packs, ab->npacks, &facts, json_get(in->request, "targets"), e);
    if (st == ST_OK) {
        st = score_compute(&ab->questions, &ab->score, e);
    }
    if (st == ST_OK) {
        st = gaps_find(&ab->questions, &ab->gaps, &ab->ngaps, e);
    }
    return st;
}

static void release(struct answers_book *ab)
{
    free(ab->gaps);
    score_release(&ab->score);
    question_list_release(&ab->questions);
    envelope_release(&ab->envelope);
    answers_map_release(&ab->map);
}

static enum status write_sheets(struct answers_book *ab, struct error *e)
{
    static enum status (*const sheets[])(struct answers_book *, struct error *) = {
        answers_summary,  answers_scores,    answers_table, answers_gaps,
        answers_evidence, answers_inventory, answers_howto, answers_chart_data,
    };
    enum status st = ST_OK;
    for (size_t i = 0; i < sizeof sheets / sizeof *sheets && st == ST_OK; i++) {
        st = sheets[i](ab, e);
    }
    return st;
}

static enum status write_book(struct answers_book *ab, struct buffer *out, struct error *e)
{
    struct answers_charts charts;
    const char *name = json_text(json_get(ab->document, "supplier"), "name"), *period = json_text(ab->document, "period");
    const char *issued = json_text(ab->document, "issued_at");
    char title[640];
    int64_t created = 0;
    if (issued) {
        time_parse(issued, &created);
    }
    snprintf(ab->note, sizeof ab->note, "%.400s %.40s", name ? name : "", period ? period : "");
    snprintf(title, sizeof title, _("Security self-assessment, %s"), period ? period : "");
    enum status st = book_begin(&ab->book, NULL, title, created, false, e);
    if (st != ST_OK) {
        return st;
    }
    charts_plan(ab, &charts);
    ab->charts = &charts;
    st = write_sheets(ab, e);
    if (st == ST_OK) {
        st = book_finish(&ab->book, out, e);
    } else {
        book_abandon(&ab->book);
    }
    ab->charts = NULL;
    return st;
}

/* The JSON and the map become parts; then the whole is signed. */
static enum status add_parts(struct answers_book *ab, struct package *p, struct error *e)
{
    struct buffer map;
    buffer_init(&map, BUFFER_MAX_DOCUMENT);
    enum status st = answers_map_write(&ab->map, &map, e);
    if (st == ST_OK) {
        st = package_put(p, PACKAGE_ANSWERS_PART, "application/json", ab->in->signed_json, ab->in->length, e);
    }
    if (st == ST_OK) {
        st = package_put(p, PACKAGE_MAP_PART, "application/json", map.data, map.length, e);
    }
    if (st == ST_OK) {
        st = package_relate(p, "/", "rIdAnswers", ANSWERS_RELATIONSHIP, "assessment/answers.json", e);
    }
    if (st == ST_OK) {
        st = package_relate(p, "/", "rIdMap", MAP_RELATIONSHIP, "assessment/map.json", e);
    }
    if (st == ST_OK && ab->in->signer) {
        st = ab->in->signer->sign(ab->in->signer, p, ab->in->signer->clock, e);
    }
    buffer_release(&map);
    return st;
}

enum status answers_xlsx_write(const struct answers_xlsx_input *in, struct buffer *out, struct error *e)
{
    struct answers_book ab = {.in = in};
    struct package package = {0};
    answers_map_begin(&ab.map);
    enum status st = load(&ab, e);
    if (st == ST_OK) {
        st = write_book(&ab, out, e);
    }
    if (st == ST_OK) {
        st = package_load(&package, out->data, out->length, e);
    }
    if (st == ST_OK) {
        st = add_parts(&ab, &package, e);
    }
    if (st == ST_OK) {
        st = package_write(&package, out, e);
    }
    package_release(&package);
    release(&ab);
    return st;
}
