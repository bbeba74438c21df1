/* Two answers that claim one place, side by side: what is held, and the file that contradicts it. Only what differs. */
#include "base/clock.h"
#include "base/i18n.h"
#include "base/shell_word.h"
#include "base/zip.h"
#include "command/merge_waiting.h"
#include "command/view_telling.h"
#include "export/package.h"
#include "model/answer.h"
#include "model/envelope.h"
#include "model/json.h"
#include "store/portfolio_keep.h"
#include "store/portfolio_look.h"
#include "trust/certificate.h"
#include "trust/seal.h"

#define FINGERPRINT_BEGINNING 19 /* four groups of four */

/* A file as it was kept, out of its seal when there is one. ST_NO: not with this key. */
static enum status original(struct portfolio *p, const struct identity *opener, int64_t file, struct buffer *out, struct error *e)
{
    struct buffer kept;
    struct error why = {0};
    uint8_t digest[SHA256_BYTES];
    enum status st = portfolio_file_digest(p, file, digest, e);
    if (st != ST_OK) {
        return st;
    }
    buffer_init(&kept, PACKAGE_FILE_MAX);
    st = portfolio_original(p, digest, &kept, &why);
    if (st == ST_OK && sealed_likely(buffer_text(&kept), kept.length)) {
        st = opener == NULL ? ST_NO : unseal(buffer_text(&kept), kept.length, opener, out, &why);
    } else if (st == ST_OK && !buffer_add(out, buffer_text(&kept), kept.length)) {
        st = fail_memory(e);
    }
    buffer_release(&kept);
    return st;
}

enum status view_document(struct portfolio *p, const struct identity *opener, int64_t file, cJSON **tree, const cJSON **document,
                          struct error *e)
{
    struct buffer bytes, inside;
    struct envelope envelope = {0};
    struct error why = {0};
    buffer_init(&bytes, SEALED_BYTES_MAX);
    buffer_init(&inside, PACKAGE_PART_MAX);
    enum status st = original(p, opener, file, &bytes, e);
    const struct buffer *json = &bytes;
    if (st == ST_OK && zip_likely(bytes.data, bytes.length)) {
        st = package_answers_json(bytes.data, bytes.length, "", &inside, &why);
        json = &inside;
    }
    if (st == ST_OK) {
        st = envelope_read(&envelope, buffer_text(json), json->length, "", true, &why);
    }
    *tree = envelope.tree;
    *document = envelope.document;
    buffer_release(&bytes);
    buffer_release(&inside);
    return st == ST_SYSTEM ? st : st == ST_OK ? ST_OK : ST_NO;
}

static void tell_both(struct view_table *t, const char *what, const char *held, const char *other)
{
    view_table_add(t, "", 0);
    view_put(t, 0, what);
    view_put(t, 1, held);
    view_put(t, 2, other);
}

static void difference(struct view_table *t, const char *what, const char *held, const char *other)
{
    if (strcmp(held, other) != 0) {
        tell_both(t, what, held, other);
    }
}

static const char *text_or(const cJSON *object, const char *key)
{
    const char *text = json_text(object, key);
    return text == NULL ? "" : text;
}

/* An answer with what is written to it, as one line. */
static void put_answer(struct buffer *out, const cJSON *tree)
{
    static const char *const TEXTS[] = {"note", "scope", "exceptions", "compensating", "na_reason", "done_at"};
    const cJSON *entry;
    const struct answer a = answer_view(tree);
    char words[ANSWER_WORDS];
    (void)buffer_add_text(out, answer_words(&a, words));
    for (size_t i = 0; i < sizeof TEXTS / sizeof TEXTS[0]; i++) {
        const char *text = json_text(tree, TEXTS[i]);
        if (text != NULL && text[0] != '\0') {
            (void)buffer_add_format(out, " - %s", text);
        }
    }
    if (json_integer(tree, "planned_level", -1) >= 0) {
        char plan[PLAN_TEXT];
        (void)buffer_add_format(out, " - %s", view_plan_words(tree, plan));
    }
    cJSON_ArrayForEach(entry, json_get(tree, "evidence"))
    {
        (void)buffer_add_text(out, " - ");
        (void)buffer_add_format(out, _("evidence: %s  %s  %s"), text_or(entry, "title"), text_or(entry, "reference"),
                                text_or(entry, "date"));
    }
}

/* What the supplier uses of others, as one line. */
static void put_products(struct buffer *out, const cJSON *document)
{
    const cJSON *entry;
    cJSON_ArrayForEach(entry, json_get(document, "inventory"))
    {
        (void)buffer_add_format(out, "%s%s %s%s%s", out->length > 0 ? " - " : "", text_or(entry, "name"), text_or(entry, "version"),
                                json_true(entry, "internet") ? _("  exposed to the internet") : "",
                                json_true(entry, "credentials") ? _("  holds credentials") : "");
    }
}

static void compare_products(struct view_table *t, const cJSON *held, const cJSON *other)
{
    struct buffer left, right;
    buffer_init(&left, BUFFER_MAX_TEXT);
    buffer_init(&right, BUFFER_MAX_TEXT);
    put_products(&left, held);
    put_products(&right, other);
    difference(t, _("Products listed"), buffer_text(&left), buffer_text(&right));
    buffer_release(&left);
    buffer_release(&right);
}

/* In points, as the supplier's page has it. */
static const char *expected(const cJSON *document, char out[16])
{
    const int64_t level = json_integer(document, "perceived", -1);
    return level < 0 || level >= LEVELS ? "" : score_text((int)level * LEVEL_POINTS, out);
}

static void compare_item(struct view_table *t, const struct view_data *d, const char *pack, const char *id, const cJSON *held,
                         const cJSON *other)
{
    struct buffer left, right;
    char what[200], number[VIEW_NUMBER_TEXT];
    const struct pack *p = catalog_find(&d->catalog, pack);
    const struct item *item = p == NULL ? NULL : pack_item(p, id);
    const struct portfolio_item named = {.pack = pack, .id = id, .home = p, .item = item};
    buffer_init(&left, BUFFER_MAX_TEXT);
    buffer_init(&right, BUFFER_MAX_TEXT);
    put_answer(&left, held);
    put_answer(&right, other);
    (void)snprintf(what, sizeof what, "%s %s", view_item_number(&named, number), item == NULL ? pack : text_of(item->title));
    difference(t, what, buffer_text(&left), buffer_text(&right));
    buffer_release(&left);
    buffer_release(&right);
}

static void compare_answers(struct view_table *t, const struct view_data *d, const cJSON *held, const cJSON *other)
{
    const cJSON *pack, *answer;
    cJSON_ArrayForEach(pack, json_get(held, "answers"))
    {
        cJSON_ArrayForEach(answer, pack)
        {
            compare_item(t, d, pack->string, answer->string, answer,
                         json_get(json_get(json_get(other, "answers"), pack->string), answer->string));
        }
    }
    cJSON_ArrayForEach(pack, json_get(other, "answers")) /* what only the other one answers */
    {
        cJSON_ArrayForEach(answer, pack)
        {
            if (json_get(json_get(json_get(held, "answers"), pack->string), answer->string) == NULL) {
                compare_item(t, d, pack->string, answer->string, NULL, answer);
            }
        }
    }
}

/* Who signed each, and when it came: always told, for a key that is not the one expected is what most conflicts come down to. */
static enum status compare_signers(struct view_table *t, struct portfolio *p, int64_t held, int64_t other, struct error *e)
{
    struct look_signer signers[2];
    char days[2][TIME_TEXT], keys[2][FINGERPRINT_TEXT];
    enum status st = portfolio_file_signer(p, held, &signers[0], e);
    st = st == ST_OK ? portfolio_file_signer(p, other, &signers[1], e) : st;
    for (int i = 0; i < 2 && st == ST_OK; i++) {
        keys[i][0] = '\0';
        if (signers[i].certificate[0] != '\0') {
            fingerprint_format(signers[i].certificate, keys[i]);
            (void)snprintf(keys[i] + FINGERPRINT_BEGINNING, sizeof keys[i] - FINGERPRINT_BEGINNING, "...");
        }
        (void)local_day_of(signers[i].received_at, days[i]);
    }
    if (st == ST_OK && strcmp(days[0], days[1]) == 0 &&
        strcmp(signers[0].received_at, signers[1].received_at) != 0) { /* which came first is what tells them apart */
        for (int i = 0; i < 2; i++) {
            (void)local_text_of(signers[i].received_at, days[i]);
        }
    }
    if (st == ST_OK) {
        tell_both(t, _("Signed by"), signers[0].subject, signers[1].subject);
        tell_both(t, _("Fingerprint of that key"), keys[0], keys[1]);
        tell_both(t, _("First received"), days[0], days[1]);
    }
    return st;
}

static void compare(struct view_table *t, const struct view_data *d, const cJSON *held, const cJSON *other)
{
    char left[TIME_TEXT], right[TIME_TEXT], points[2][16];
    const cJSON *a = json_get(held, "supplier"), *b = json_get(other, "supplier");
    difference(t, _("Number of the assessment"), text_or(held, "assessment_id"), text_or(other, "assessment_id"));
    (void)snprintf(left, sizeof left, "%lld", (long long)json_integer(held, "revision", 0));
    (void)snprintf(right, sizeof right, "%lld", (long long)json_integer(other, "revision", 0));
    difference(t, _("Revision"), left, right);
    difference(t, _("Period"), text_or(held, "period"), text_or(other, "period"));
    difference(t, _("Signed at"), local_text_of(text_or(held, "issued_at"), left), local_text_of(text_or(other, "issued_at"), right));
    difference(t, _("Name"), text_or(a, "name"), text_or(b, "name"));
    difference(t, _("Contact"), text_or(json_get(a, "contact"), "name"), text_or(json_get(b, "contact"), "name"));
    difference(t, _("Emergency phone"), text_or(json_get(a, "contact"), "emergency_phone"),
               text_or(json_get(b, "contact"), "emergency_phone"));
    difference(t, _("Owner's expected total"), expected(held, points[0]), expected(other, points[1]));
    compare_answers(t, d, held, other);
    compare_products(t, held, other);
}

/* Two assessments, not two versions of one, which a higher revision would settle. */
static bool second(const cJSON *held, const cJSON *other)
{
    return strcmp(text_or(held, "assessment_id"), text_or(other, "assessment_id")) != 0;
}

enum status view_conflict(struct view_data *d, const struct view_query *query, struct view_table *out, struct error *e)
{
    const struct view_column columns[] = {
        {_("What differs"), 22, true, false}, {_("Held now"), 22, true, false}, {_("In this file"), 22, true, false}};
    struct portfolio *p = NULL;
    int64_t file = 0;
    cJSON *trees[2] = {NULL, NULL};
    const cJSON *documents[2] = {NULL, NULL};
    char title[200];
    (void)snprintf(title, sizeof title, _("Side by side: %s"), query->words);
    view_table_init(out, title, columns, sizeof columns / sizeof columns[0]);
    enum status st = view_data_open(d, false, &p, e);
    if (st == ST_OK) {
        st = portfolio_held_instead(p, query->id, &file, e);
    }
    if (st == ST_OK) {
        st = view_document(p, d->opener, file, &trees[0], &documents[0], e);
    }
    if (st == ST_OK) {
        st = view_document(p, d->opener, query->id, &trees[1], &documents[1], e);
    }
    if (st == ST_OK) {
        st = compare_signers(out, p, file, query->id, e);
    }
    portfolio_close(p);
    if (st == ST_OK) {
        compare(out, d, documents[0], documents[1]);
        (void)snprintf(out->remark, sizeof out->remark, "%s",
                       second(documents[0], documents[1]) ? _("Ask which holds: t or h settles it, a correction does not.")
                                                          : _("Both are well signed. Ask which holds; t or h settles it."));
    }
    cJSON_Delete(trees[0]);
    cJSON_Delete(trees[1]);
    if (st == ST_NO && d->opener == NULL) {
        char place[SHELL_WORD];
        return fail(e, ST_INPUT,
                    _("One of the two cannot be read here: it came sealed, or was not kept. \"tenken view %s --identity FILE.p12\" opens "
                      "what was sealed for that key."),
                    shell_word(d->database, place));
    }
    return st == ST_NO ? fail(e, ST_INPUT, "%s", _("One of the two cannot be read here: it was sealed for another key, or not kept.")) : st;
}

enum status view_hold(struct portfolio_view *view, int64_t file, bool this, const char *reason, char message[VIEW_MESSAGE], struct error *e)
{
    struct view_data *d = view->context;
    struct portfolio *p = NULL;
    enum status st = view_data_open(d, true, &p, e);
    if (st == ST_OK && !this) {
        st = portfolio_held_instead(p, file, &file, e);
        st = st == ST_NO ? fail(e, ST_INPUT, "%s", _("Nothing is held in its place now.")) : st;
    }
    if (st == ST_OK) {
        st = merge_settle(d->program, p, &d->catalog, d->opener, file, reason, message, VIEW_MESSAGE, e);
    }
    view_data_close_written(d, p);
    view->decisions += st == ST_OK;
    return st;
}
