#include "command/urgent.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "base/list.h"
#include "command/view_data.h"
#include "model/json.h"
#include "model/pack.h"
#include "model/portfolio_standing.h"

#include <stdlib.h>
#include <string.h>

#define RECENT_DAYS 30 /* an emergency is answered in days, not in months */

enum status urgent_meant(const struct urgent_board *b, const struct urgent_request *r, struct error *e)
{
    struct buffer key;
    if (r->about[0] == '\0') { /* nobody said which product: only what is fresh can be about this one */
        return strcmp(r->issued_at, b->since) >= 0 ? ST_OK : ST_NO;
    }
    buffer_init(&key, BUFFER_MAX_TEXT);
    const enum status st = !product_key(&key, "", r->about)                   ? fail_memory(e)
                           : product_terms_match(b->terms, buffer_text(&key)) ? ST_OK
                                                                              : ST_NO;
    buffer_release(&key);
    return st;
}

enum status urgent_take(void *context, const struct urgent_request *r, struct error *e)
{
    struct urgent_board *b = context;
    const enum status st = urgent_meant(b, r, e);
    if (st != ST_OK) {
        return st == ST_NO ? ST_OK : st;
    }
    const struct urgent_reply *before = b->count == 0 ? NULL : &b->each[b->count - 1];
    const bool again = before != NULL && before->supplier == r->supplier; /* the newer one takes its place */
    if (again && !urgent_takes_place(r, before->replied_at)) {
        return ST_OK;
    }
    if (!again) {
        struct urgent_reply *each = list_room(b->each, b->count, &b->room, sizeof *each);
        if (each == NULL) {
            return fail_memory(e);
        }
        b->each = each;
        b->count++;
    }
    struct urgent_reply *reply = &b->each[b->count - 1];
    *reply = (struct urgent_reply){.supplier = r->supplier,
                                   .contact_name = arena_text(&b->texts, r->contact_name),
                                   .phone = arena_text(&b->texts, r->phone),
                                   .reason = "",
                                   .closed_reason = arena_text(&b->texts, r->closed_reason),
                                   .state = urgent_state_of(r, b->today),
                                   .file = r->file};
    (void)snprintf(reply->asked_at, sizeof reply->asked_at, "%s", r->issued_at);
    (void)snprintf(reply->due, sizeof reply->due, "%.10s", r->due);
    (void)snprintf(reply->replied_at, sizeof reply->replied_at, "%s", r->replied_at);
    (void)snprintf(reply->held_at, sizeof reply->held_at, "%s", r->held_at);
    (void)snprintf(reply->rejected_at, sizeof reply->rejected_at, "%s", r->rejected_at);
    (void)snprintf(reply->closed_at, sizeof reply->closed_at, "%s", r->closed_at);
    return ST_OK;
}

static int by_supplier(const void *a, const void *b)
{
    const struct urgent_reply *x = a, *y = b;
    return x->supplier < y->supplier ? -1 : x->supplier > y->supplier;
}

void urgent_begin(struct urgent_board *out, const struct product_terms *terms, int64_t now)
{
    *out = (struct urgent_board){.terms = terms};
    time_format(now - RECENT_DAYS * (int64_t)DAY_SECONDS, out->since);
    local_day(now, out->today);
}

enum status urgent_end(struct urgent_board *board, struct error *e)
{
    if (board->count > 0) {
        qsort(board->each, board->count, sizeof *board->each, by_supplier);
    }
    for (size_t i = 0; i < board->count; i++) {
        board->states[board->each[i].state]++;
    }
    return board->texts.failed ? fail_memory(e) : ST_OK;
}

enum status urgent_read(struct urgent_board *out, struct portfolio *p, const struct product_terms *terms, int64_t now, struct error *e)
{
    urgent_begin(out, terms, now);
    const enum status st = portfolio_urgent(p, urgent_take, out, e);
    return st == ST_OK ? urgent_end(out, e) : st;
}

/* The reason beside the first answer that says that it is not used. */
static const char *reason_in(const cJSON *document)
{
    const cJSON *pack;
    cJSON_ArrayForEach(pack, json_get(document, "answers"))
    {
        const char *reason = json_text(json_get(pack, ITEM_IN_USE), "na_reason");
        if (reason != NULL) {
            return reason;
        }
    }
    return "";
}

enum status urgent_reasons(struct urgent_board *board, struct portfolio *p, const struct identity *opener, struct error *e)
{
    enum status st = ST_OK;
    for (size_t i = 0; i < board->count && st == ST_OK; i++) {
        cJSON *tree = NULL;
        const cJSON *document = NULL;
        if (board->each[i].state != URGENT_UNUSED) {
            continue;
        }
        st = view_document(p, opener, board->each[i].file, &tree, &document, e);
        if (st == ST_OK) {
            board->each[i].reason = arena_text(&board->texts, reason_in(document));
        }
        cJSON_Delete(tree);
        st = st == ST_NO ? ST_OK : st; /* sealed for a key that is not here */
    }
    return st == ST_OK && board->texts.failed ? fail_memory(e) : st;
}

void urgent_release(struct urgent_board *board)
{
    arena_release(&board->texts);
    free(board->each);
    *board = (struct urgent_board){0};
}

const struct urgent_reply *urgent_of(const struct urgent_board *board, int64_t supplier)
{
    static const struct urgent_reply NOT_ASKED = {
        .state = URGENT_NOT_ASKED, .contact_name = "", .phone = "", .reason = "", .closed_reason = ""};
    const struct urgent_reply key = {.supplier = supplier};
    const struct urgent_reply *found = board->count == 0 ? NULL : bsearch(&key, board->each, board->count, sizeof key, by_supplier);
    return found != NULL ? found : &NOT_ASKED;
}

bool urgent_contact(const struct urgent_reply *reply, const struct found_supplier *supplier)
{
    char replied[DATE_TEXT];
    return reply->phone[0] != '\0' && strcmp(local_day_of(reply->replied_at, replied), supplier->answered_on) >= 0;
}

const char *urgent_phone(const struct urgent_reply *reply, const struct found_supplier *supplier)
{
    return urgent_contact(reply, supplier)        ? reply->phone
           : supplier->emergency_phone[0] != '\0' ? supplier->emergency_phone
                                                  : supplier->contact_phone;
}

bool urgent_phone_usual(const struct urgent_reply *reply, const struct found_supplier *supplier)
{
    return !urgent_contact(reply, supplier) && supplier->emergency_phone[0] == '\0' && supplier->contact_phone[0] != '\0';
}

/* As far as it is said of it what came of it. */
static struct urgent_request request_of(const struct urgent_reply *reply)
{
    return (struct urgent_request){
        .due = reply->due,
        .replied_at = reply->replied_at,
        .held_at = reply->held_at,
        .rejected_at = reply->rejected_at,
        .closed_at = reply->closed_at,
    };
}

bool urgent_aside(const struct urgent_reply *reply)
{
    const struct urgent_request r = request_of(reply);
    return urgent_set_aside(&r);
}

const char *urgent_words(const struct urgent_reply *reply, char out[URGENT_TEXT])
{
    const struct urgent_request r = request_of(reply);
    return urgent_state_words(&r, reply->state, out);
}
