#include "command/view_order.h"

#include "command/find_request.h"
#include "command/remembered.h"
#include "command/view_about.h"
#include "command/view_data.h"
#include "model/json.h"
#include "store/portfolio_requests.h"

#define USUAL_PACK "basic10"
#define EMERGENCY_DAYS 3
#define USUAL_DAYS 30

enum status sender_find(struct portfolio *p, struct sender *out, struct error *e)
{
    char *document = NULL;
    *out = (struct sender){0};
    const enum status st = portfolio_request_newest(p, &document, e);
    if (st != ST_OK) {
        return st == ST_NO ? ST_OK : st;
    }
    out->tree = json_read(document, strlen(document), &JSON_LIMITS_DOCUMENT, "request", NULL);
    free(document);
    out->document = json_get(out->tree, "document");
    out->name = json_text(json_get(out->document, "requester"), "name");
    out->upload = json_text(out->document, "upload_url");
    out->encrypt_to = json_text(out->document, "encrypt_to");
    return ST_OK;
}

static const char *emergency_pack(const struct catalog *catalog)
{
    for (size_t i = 0; catalog_find(catalog, EMERGENCY_PACK) == NULL && i < catalog->count; i++) {
        if (pack_is_emergency(catalog->packs[i])) {
            return catalog->packs[i]->id;
        }
    }
    return EMERGENCY_PACK;
}

/* What the request asks, if all of it has room. */
static bool put_packs(struct view_order *out, const cJSON *document)
{
    size_t n = 0;
    const cJSON *pack;
    cJSON_ArrayForEach(pack, json_get(document, "packs"))
    {
        const char *id = json_text(pack, "id");
        const int added = id == NULL ? -1 : snprintf(out->pack + n, sizeof out->pack - n, "%s%s", n > 0 ? " " : "", id);
        if (added < 0 || (size_t)added >= sizeof out->pack - n) {
            return false;
        }
        n += (size_t)added;
    }
    return n > 0;
}

/* Whoever is chosen and has not answered is asked the same again, for the same year, and so are the others with them; else it is what was
 * asked of anybody last. */
static enum status usual(struct portfolio *p, struct view_order *out, struct error *e)
{
    char *document = NULL;
    enum status st = ST_NO;
    for (size_t i = 0; st == ST_NO && i < out->ncodes; i++) {
        st = portfolio_request_open(p, out->codes[i], &document, e);
    }
    const bool again = st == ST_OK;
    st = st == ST_NO ? portfolio_request_open(p, NULL, &document, e) : st;
    if (st != ST_OK && st != ST_NO) {
        return st;
    }
    cJSON *tree = document == NULL ? NULL : json_read(document, strlen(document), &JSON_LIMITS_DOCUMENT, "request", NULL);
    const cJSON *request = json_get(tree, "document");
    const char *period = json_text(request, "period");
    if (!put_packs(out, request)) {
        (void)snprintf(out->pack, sizeof out->pack, "%s", USUAL_PACK);
    }
    (void)snprintf(out->period, sizeof out->period, "%s", again && period != NULL ? period : "");
    cJSON_Delete(tree);
    free(document);
    return ST_OK;
}

enum status view_order(struct portfolio_view *view, const struct view_query *query, struct view_order *out, struct error *e)
{
    struct view_data *d = view->context;
    struct portfolio *p = NULL;
    char today[DATE_TEXT];
    const bool emergency = query->kind == VIEW_FOUND;
    const int64_t now = clock_now(&d->program->clock);
    enum status st = view_data_open(d, false, &p, e);
    if (st == ST_OK && emergency) {
        (void)snprintf(out->pack, sizeof out->pack, "%s", emergency_pack(&d->catalog));
        (void)snprintf(out->words, sizeof out->words, "%s", query->words);
        st = view_about_propose(d, p, query->words, out->about, e);
    } else if (st == ST_OK) {
        st = usual(p, out, e);
    }
    portfolio_close(p);
    if (st != ST_OK) {
        return st;
    }
    local_day(now, today);
    date_format(local_seconds(now) + (emergency ? EMERGENCY_DAYS : USUAL_DAYS) * (int64_t)DAY_SECONDS, out->due);
    (void)snprintf(out->directory, sizeof out->directory, "requests-%s", today);
    remembered_signer(d->program, out->identity, sizeof out->identity);
    return ST_OK;
}
