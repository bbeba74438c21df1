/* Home's part that judges requests: the open one, and those that drafts hold. */
#include "command/customer_facts.h"
#include "command/desk.h"
#include "command/handed_state.h"
#include "model/as_signed.h"
#include "model/document.h"
#include "model/given.h"
#include "model/json.h"

/* ---- the open request ---- */

void desk_forget(struct desk *d)
{
    if (d->opened.document != NULL) {
        received_request_release(&d->opened);
    }
    d->opened = (struct received_request){0};
}

/* Whether it takes the place of one that the draft of its period holds. */
static void find_earlier(const struct desk *d, struct customer_request *out)
{
    struct draft draft;
    char *path = desk_path(d, json_text(d->opened.document, "period"));
    if (path != NULL && draft_open_for_reading(&draft, path, NULL) == ST_OK) {
        const size_t i = out->held ? SIZE_MAX : desk_earlier(d, &draft.assessment, path);
        if (i != SIZE_MAX) {
            show_text(json_text(assessment_request(&draft.assessment, i), "due"), out->due_before, sizeof out->due_before);
        }
        draft_close(&draft);
    }
    free(path);
}

/* Home itself needs no pack but those of the drafts; whoever looks at a request wants to see titles. */
static enum status describe(struct desk *d, struct customer_request *out, struct error *e)
{
    const enum status st = d->catalog.count == 0 ? load_catalog(d->program, &d->catalog, e) : ST_OK;
    if (st != ST_OK) {
        return st;
    }
    customer_facts(&d->opened, &d->catalog, &d->program->clock, out);
    out->held = desk_holds(d, json_text(d->opened.document, "period"), d->opened.digest);
    find_earlier(d, out);
    return ST_OK;
}

enum status desk_open(void *context, const char *path, struct customer_request *out, struct error *e)
{
    struct desk *d = context;
    char *expanded = path_expand(path);
    desk_forget(d);
    if (expanded == NULL) {
        return fail_memory(e);
    }
    const enum status st = received_request_open(&d->opened, d->program, expanded, e);
    free(expanded);
    return st == ST_OK ? describe(d, out, e) : st;
}

static void keep_had(struct customer_request *out, const struct customer_request *from)
{
    memcpy(out->had, from->had, sizeof out->had);
    out->nhad = from->nhad;
}

enum status desk_look(void *context, const struct home_request *request, struct customer_request *out, struct error *e)
{
    struct desk *d = context;
    struct draft draft;
    struct customer_request had = {.nhad = 0};
    char *path = desk_path(d, d->home.years[request->year].period);
    desk_forget(d);
    enum status st = path == NULL ? fail_memory(e) : draft_open_for_reading(&draft, path, e);
    if (st == ST_OK) {
        st = received_request_of_draft(&d->opened, d->program, &draft.assessment, request->index, path, e);
        handed_had(&draft.assessment, assessment_request(&draft.assessment, request->index), &had);
        draft_close(&draft);
    }
    free(path);
    st = st == ST_OK ? describe(d, out, e) : st;
    if (st == ST_OK) {
        memcpy(out->answered_on, handed_first_day(&request->state), sizeof out->answered_on);
        keep_had(out, &had);
    }
    return st;
}

enum status desk_confirm(void *context, struct customer_request *out, struct error *e)
{
    struct desk *d = context;
    const struct customer_request before = *out;
    enum status st = received_request_confirm(&d->opened, d->program, e);
    st = st == ST_OK ? describe(d, out, e) : st;
    if (st == ST_OK) {
        memcpy(out->answered_on, before.answered_on, sizeof out->answered_on);
        keep_had(out, &before);
    }
    return st;
}

/* ---- those of the drafts ---- */

/* Of the answers that this recipient was told, those that wait to be confirmed again. */
static size_t count_again(const struct assessment *a, const cJSON *request, const struct question_list *list)
{
    const cJSON *recipient = recipient_of(a, request);
    size_t n = 0;
    for (size_t i = 0; recipient != NULL && i < list->count; i++) {
        const struct question *q = &list->questions[i];
        n += question_asked(q) && q->answer.unconfirmed && as_signed_told(recipient, q->home_pack->id, q->home_item->id);
    }
    return n;
}

enum status desk_add_request(const struct desk *d, struct home *home, size_t year, const struct draft *draft, const struct catalog *catalog,
                             const struct question_list *list, size_t i, struct error *e)
{
    struct received_request r;
    struct home_request *grown = reallocarray(home->requests, home->nrequests + 1, sizeof *grown);
    if (grown == NULL) {
        return fail_memory(e);
    }
    home->requests = grown;
    struct home_request *out = &grown[home->nrequests++];
    const cJSON *document = assessment_request(&draft->assessment, i);
    char digest[SHA256_TEXT];
    *out = (struct home_request){.year = year, .index = i, .again = count_again(&draft->assessment, document, list)};
    if (assessment_request_digest(&draft->assessment, document, digest, NULL) == ST_OK) {
        out->given = given_count(list, digest);
    }
    if (received_request_of_draft(&r, d->program, &draft->assessment, i, draft->path, NULL) == ST_OK) {
        customer_facts(&r, catalog, &d->program->clock, &out->facts);
        received_request_release(&r);
    } else { /* its sender's certificate has expired meanwhile, say: it stays on the list, and looking at it says why */
        out->facts.days = received_request_days_left(document, &d->program->clock);
        out->facts.standing = STANDING_FIRST;
        show_text(json_text(json_get(document, "requester"), "name"), out->facts.name, sizeof out->facts.name);
        show_text(json_text(document, "due"), out->facts.due, sizeof out->facts.due);
    }
    out->facts.held = true;
    handed_state(d->program, &draft->assessment, catalog, document, &out->state);
    memcpy(out->facts.answered_on, handed_first_day(&out->state), sizeof out->facts.answered_on);
    out->receipt_lies = (out->state.way == HANDED_SENT || out->state.way == HANDED_BY_HAND) && desk_receipt_lies(&draft->assessment, i);
    return ST_OK;
}
