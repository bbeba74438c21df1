#include "command/merge_answers.h"

#include "command/merge_members.h"
#include "model/contradictions.h"
#include "model/gap.h"
#include "model/json.h"
#include "model/kept.h"
#include "model/planned.h"
#include "model/product.h"
#include "model/rating.h"
#include "model/record_check.h"
#include "model/score.h"

/* Packs listed, homes of aliases, and packs that are only answered. */
#define ROWS_MAX (RECORD_PACKS_MAX * 2)

struct reading {
    const cJSON *document;
    struct arena *arena;
    struct buffer *scratch;
    struct question_list list; /* of the packs at hand */
    struct score score;
    struct received_pack rows[ROWS_MAX];
    size_t nrows;
};

static const char *keep(struct reading *r, const cJSON *object, const char *key)
{
    const char *text = json_text(object, key);
    return text == NULL ? "" : arena_text(r->arena, text);
}

/* As gaps_find has it. */
static int priority_of(const struct question *q)
{
    int level = 0;
    return question_in_scope(q, &level) && level < q->target ? (q->target - level) * gap_weight(q) : 0;
}

static const char *kept(struct reading *r, const struct buffer *text)
{
    r->arena->failed = r->arena->failed || text->failed;
    return arena_copy(r->arena, buffer_text(text), text->length);
}

/* The answers of one home pack: its questions as asked (home), or, when it is not at hand (NULL), whatever the document answers. *plans:
 * what is planned for them; *ratings: what an assessor said to them, or NULL. */
static const char *items_of(struct reading *r, const char *pack, const struct pack *home, const char **plans, const char **ratings)
{
    struct buffer *out = r->scratch, planned, rated;
    buffer_init(&planned, BUFFER_MAX_DOCUMENT);
    buffer_init(&rated, BUFFER_MAX_DOCUMENT);
    buffer_clear(out);
    buffer_add_char(out, '{');
    for (size_t i = 0; home != NULL && i < r->list.count; i++) {
        const struct question *q = &r->list.questions[i];
        if (!q->repeated && q->home_pack == home) {
            merge_add_item(out, q->home_item->id, &q->answer, q->hidden, q->home_item->kind == ITEM_LEVEL ? q->target : -1, priority_of(q));
            if (!q->hidden) {
                planned_add(&planned, q->home_item->id, &q->answer);
            }
            ratings_add(&rated, q->home_item->id, &q->answer);
        }
    }
    const cJSON *answer;
    if (home == NULL) {
        cJSON_ArrayForEach(answer, json_get(json_get(r->document, "answers"), pack))
        {
            const struct answer a = answer_view(answer);
            merge_add_item(out, answer->string, &a, false, -1, 0);
            planned_add(&planned, answer->string, &a);
            ratings_add(&rated, answer->string, &a);
        }
    }
    buffer_add_char(out, '}');
    kept_end(&planned);
    kept_end(&rated);
    *plans = planned.length > 0 ? kept(r, &planned) : "";
    *ratings = rated.length > 0 ? kept(r, &rated) : NULL;
    buffer_release(&planned);
    buffer_release(&rated);
    return kept(r, out);
}

static const char *sections_of(struct reading *r, const struct pack_score *score)
{
    struct buffer *out = r->scratch;
    buffer_clear(out);
    buffer_add_char(out, '{');
    for (size_t i = 0; score != NULL && i < score->pack->nsections; i++) {
        merge_add_section(out, score->pack->sections[i].id, score->sections[i]);
    }
    buffer_add_char(out, '}');
    return kept(r, out);
}

static bool has_row(const struct reading *r, const char *pack)
{
    for (size_t i = 0; i < r->nrows; i++) {
        if (strcmp(r->rows[i].pack, pack) == 0) {
            return true;
        }
    }
    return r->nrows == ROWS_MAX;
}

/* Adds the row of a pack once; listed: its entry in the document's packs, or NULL. */
static void add_row(struct reading *r, const char *pack, const cJSON *listed)
{
    if (has_row(r, pack)) {
        return;
    }
    const struct pack_score *score = NULL;
    const struct pack *home = NULL; /* one of its questions is asked; there is one pack of an id in a list */
    for (size_t i = 0; i < r->score.npacks; i++) {
        if (strcmp(r->score.packs[i].pack->id, pack) == 0) {
            score = &r->score.packs[i];
        }
    }
    const struct pack *before = NULL;
    for (size_t i = 0; i < r->list.count && home == NULL; i++) {
        const struct pack *at = r->list.questions[i].home_pack;
        home = at != before && strcmp(at->id, pack) == 0 ? at : NULL;
        before = at;
    }
    const char *plans, *ratings, *items = items_of(r, pack, home, &plans, &ratings);
    r->rows[r->nrows++] = (struct received_pack){
        .pack = arena_text(r->arena, pack),
        .version = keep(r, listed, "version"),
        .digest = keep(r, listed, "sha256"),
        .held = listed == NULL ? home != NULL : score != NULL,
        .total = score == NULL ? RECEIVED_NONE : score->total,
        .floor = score == NULL ? RECEIVED_NONE : score->floor,
        .sections = sections_of(r, score),
        .items = items,
        .plans = plans,
        .ratings = ratings,
    };
}

static void add_rows(struct reading *r)
{
    const cJSON *entry;
    cJSON_ArrayForEach(entry, json_get(r->document, "packs"))
    {
        const char *id = json_text(entry, "id");
        if (id != NULL) {
            add_row(r, id, entry);
        }
    }
    for (size_t i = 0; i < r->list.count; i++) {
        const struct pack *home = r->list.questions[i].home_pack;
        if (i == 0 || home != r->list.questions[i - 1].home_pack) {
            add_row(r, home->id, NULL);
        }
    }
    cJSON_ArrayForEach(entry, json_get(r->document, "answers"))
    {
        add_row(r, entry->string, NULL);
    }
}

/* Scores with this program's own copies of the packs, found by digest. Packs that refer to others which are not at hand are not scored. */
static enum status score_packs(struct reading *r, const struct catalog *catalog, const struct asked_targets *asked,
                               struct received_document *out, struct error *e)
{
    const struct pack *held[RECORD_PACKS_MAX];
    bool missing = false;
    const size_t nheld = answers_packs_held(r->document, catalog, held, RECORD_PACKS_MAX, &missing);
    if (nheld == 0) {
        return ST_OK;
    }
    const struct facts facts = answers_facts(r->document);
    struct error why = {0};
    enum status st = question_list_build(&r->list, catalog, held, nheld, &facts, asked_targets_find(asked, out->request), &why);
    if (st == ST_OK) {
        st = score_compute(&r->list, &r->score, &why);
    }
    if (st == ST_SYSTEM) {
        return fail(e, st, "%s", why.text);
    }
    if (st != ST_OK) {
        question_list_release(&r->list);
        r->list = (struct question_list){0};
        return ST_OK;
    }
    bool alarm = true; /* nothing but replies to an alarm: the one question that they share with a year's answers is no score of the year */
    for (size_t i = 0; i < nheld; i++) {
        alarm = alarm && pack_is_emergency(held[i]);
    }
    out->total = alarm ? RECEIVED_NONE : r->score.total;
    out->floor = alarm ? RECEIVED_NONE : r->score.floor;
    out->answered = (int64_t)r->score.answered;
    out->asked = (int64_t)r->score.asked;
    out->packs_held = (int)nheld;
    out->score_differs = !missing && !score_matches(&r->score, json_get(r->document, "score"));
    return ST_OK;
}

static const char *key_of(struct reading *r, const cJSON *entry)
{
    const char *vendor = json_text(entry, "vendor"), *name = json_text(entry, "name");
    buffer_clear(r->scratch);
    if (!product_key(r->scratch, vendor == NULL ? "" : vendor, name == NULL ? "" : name)) {
        r->arena->failed = true;
    }
    return arena_copy(r->arena, buffer_text(r->scratch), r->scratch->length);
}

/* Whether a questionnaire that was answered asks for the inventory; one that is not at hand may. */
static bool inventory_asked(const struct reading *r, const struct catalog *catalog)
{
    const cJSON *packs = json_get(r->document, "packs"), *name;
    cJSON_ArrayForEach(name, packs)
    {
        const char *digest = json_text(name, "sha256");
        const struct pack *pack = digest == NULL ? NULL : catalog_find_digest(catalog, digest);
        if (pack == NULL || pack->inventory) {
            return true;
        }
    }
    return cJSON_GetArraySize(packs) == 0;
}

/* Nothing listed where nothing was asked says nothing: a reply to an alarm must not take its sender off the list of who runs the product.
 */
static void read_inventory(struct reading *r, const struct catalog *catalog, struct received_document *out)
{
    const cJSON *inventory = json_get(r->document, "inventory"), *entry;
    const size_t n = cJSON_IsArray(inventory) ? (size_t)cJSON_GetArraySize(inventory) : 0;
    out->has_inventory = n > 0 || (cJSON_IsArray(inventory) && inventory_asked(r, catalog));
    struct received_product *products = n == 0 ? NULL : arena_add(r->arena, n * sizeof *products);
    if (products == NULL) {
        return;
    }
    size_t i = 0;
    cJSON_ArrayForEach(entry, inventory)
    {
        products[i++] = (struct received_product){
            .name = keep(r, entry, "name"),
            .vendor = keep(r, entry, "vendor"),
            .version = keep(r, entry, "version"),
            .key = key_of(r, entry),
            .internet = json_true(entry, "internet"),
            .credentials = json_true(entry, "credentials"),
        };
    }
    out->products = products;
    out->nproducts = n;
}

static void read_contradictions(struct reading *r, struct received_document *out)
{
    buffer_clear(r->scratch);
    contradictions_add(r->scratch, r->document);
    out->contradictions = r->scratch->length > 0 ? kept(r, r->scratch) : "";
}

static void read_head(struct reading *r, struct received_document *out)
{
    const cJSON *d = r->document, *supplier = json_get(d, "supplier"), *contact = json_get(supplier, "contact");
    const int64_t perceived = json_integer(d, "perceived", -1);
    *out = (struct received_document){
        .assessment_id = keep(r, d, "assessment_id"),
        .revision = json_integer(d, "revision", 0),
        .period = keep(r, d, "period"),
        .request = arena_text(r->arena, json_text(json_get(d, "request"), "digest")),
        .issued_at = keep(r, d, "issued_at"),
        .unfinished = json_true(d, "unfinished"),
        .claimed_code = arena_text(r->arena, json_text(supplier, "supplier_code")),
        .claimed_number = arena_text(r->arena, json_text(supplier, "corporate_number")),
        .name = keep(r, supplier, "name"),
        .name_kana = keep(r, supplier, "name_kana"),
        .employees = keep(r, supplier, "employees"),
        .industry = keep(r, supplier, "industry"),
        .contact_name = keep(r, contact, "name"),
        .contact_email = keep(r, contact, "email"),
        .contact_phone = keep(r, contact, "phone"),
        .emergency_phone = keep(r, contact, "emergency_phone"),
        .perceived = perceived < 0 ? RECEIVED_NONE : (int)perceived * LEVEL_POINTS,
        .total = RECEIVED_NONE,
        .floor = RECEIVED_NONE,
    };
}

enum status received_document_read(const cJSON *document, const struct catalog *catalog, const struct asked_targets *asked,
                                   struct arena *arena, struct buffer *scratch, struct received_document *out, struct error *e)
{
    struct reading r = {.document = document, .arena = arena, .scratch = scratch};
    read_head(&r, out);
    const enum status st = score_packs(&r, catalog, asked, out, e);
    if (st == ST_OK) {
        add_rows(&r);
        read_inventory(&r, catalog, out);
        read_contradictions(&r, out);
        struct received_pack *rows = arena_add(arena, r.nrows * sizeof *rows);
        if (rows != NULL) {
            memcpy(rows, r.rows, r.nrows * sizeof *rows);
        }
        out->packs = rows;
        out->npacks = rows == NULL ? 0 : r.nrows;
    }
    score_release(&r.score);
    question_list_release(&r.list);
    return st == ST_OK && arena->failed ? fail_memory(e) : st;
}
