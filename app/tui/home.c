#include "tui/home.h"

#include "base/i18n.h"
#include "model/receipt.h"

#define LEFT_OVER_DAYS 90 /* past the due day */

void home_release(struct home *home)
{
    free(home->years);
    free(home->requests);
    home->years = NULL;
    home->requests = NULL;
    home->nyears = home->nrequests = 0;
}

size_t home_rows(const struct home *home)
{
    return home->nrequests + home->nyears;
}

const struct home_request *home_row_request(const struct home *home, size_t row)
{
    return row < home->nrequests ? &home->requests[row] : NULL;
}

size_t home_row_year(const struct home *home, size_t row)
{
    return row < home->nrequests ? home->requests[row].year : row - home->nrequests;
}

/* The first request of the newest year whose receipt is not there yet; else that year. */
static size_t awaiting_row(const struct home *home)
{
    for (size_t row = 0; row < home->nrequests; row++) {
        const enum home_next next = home_next(home, row);
        if (home->requests[row].year == 0 && (next == NEXT_RECEIPT || next == NEXT_CALL)) {
            return row;
        }
    }
    return home->nrequests;
}

/* Whether a customer's row is still to be worked on. */
static bool customer_waits(const struct home *home, size_t row)
{
    const struct home_request *request = home_row_request(home, row);
    if (request == NULL || !handed_signed(&request->state)) {
        return request != NULL;
    }
    const enum home_next next = home_next(home, row);
    return next == NEXT_SEND || next == NEXT_WRONG || (next == NEXT_CORRECT && (request->year == 0 || request->state.answers > 0));
}

/* Nothing that was signed has changed, but the answers of the year do not stand as they are. */
static bool waits_again(const struct home *home, size_t row)
{
    const struct home_request *request = home_row_request(home, row);
    return request != NULL && request->again > 0 && home_next(home, row) == NEXT_ANSWER;
}

const struct home_request *home_again(const struct home *home)
{
    for (size_t row = 0; row < home->nrequests; row++) {
        if (waits_again(home, row)) {
            return &home->requests[row];
        }
    }
    return NULL;
}

/* The first request that is still to be answered; else the first whose files still wait to be sent, or that has an answer which was
 * corrected since, of whatever year; or that is to be handed in anew in the newest year; else one with answers to be confirmed again; else
 * one whose receipt is awaited, unless that year itself is still to be worked on; else that year. */
size_t home_start_row(const struct home *home)
{
    for (size_t row = 0; row < home->nrequests; row++) {
        if (!handed_signed(&home->requests[row].state)) {
            return row;
        }
    }
    for (size_t row = 0; row < home->nrequests; row++) {
        if (customer_waits(home, row)) {
            return row;
        }
    }
    if (home_again(home) != NULL) {
        return (size_t)(home_again(home) - home->requests);
    }
    const enum home_next next = home->nyears > 0 ? home_next(home, home->nrequests) : NEXT_NONE;
    return next == NEXT_RESULTS || next == NEXT_LOOK ? awaiting_row(home) : home->nrequests;
}

const char *home_receipt_problem(const struct home *home, size_t row)
{
    const struct home_request *request = home_row_request(home, row);
    return request == NULL                   ? _("No new receipt lies among your downloads. What was sent is behind the customers' rows.")
           : !handed_signed(&request->state) ? _("Nothing was handed in for this customer yet.")
                                             : NULL;
}

enum home_choice home_receipt_choice(const struct home *home, size_t row)
{
    const enum handed_way way = home_row_request(home, row)->state.way;
    return way == HANDED_SENT || way == HANDED_BY_HAND ? HOME_RECEIPT : HOME_HANDED;
}

static bool can_be_opened(const struct home *home, size_t row)
{
    const struct home_year *year = &home->years[home_row_year(home, row)];
    return year->begun && year->problem[0] == '\0';
}

size_t home_key_row(const struct home *home, size_t row)
{
    size_t at = row < home_rows(home) && can_be_opened(home, row) ? row : 0;
    while (at < home_rows(home) && !can_be_opened(home, at)) {
        at++;
    }
    return at;
}

size_t home_products_row(const struct home *home, size_t row)
{
    const size_t at = row == SIZE_MAX ? home->nrequests : row;
    return at < home_rows(home) && can_be_opened(home, at) ? at : home_rows(home);
}

const char *home_products_problem(void)
{
    return _("The list of products belongs to a year's answers: begin them first (Enter).");
}

/* 0: nothing was signed, or it is a year's row. */
static int signed_revision(const struct home_request *request)
{
    return request != NULL && handed_signed(&request->state) ? request->state.revision : 0;
}

void home_choose(struct home *home, size_t row, enum home_choice choice)
{
    const struct home_request *request = home_row_request(home, row);
    home->choice = choice;
    home->year = home_row_year(home, row);
    home->customer = request != NULL ? request->index : SIZE_MAX;
    home->next = home_next(home, row);
    home->revision = signed_revision(request);
    memcpy(home->period, home->years[home->year].period, sizeof home->period);
}

size_t home_row_after(const struct home *home)
{
    for (size_t row = 0; row < home_rows(home); row++) {
        const struct home_request *request = home_row_request(home, row);
        if (strcmp(home->years[home_row_year(home, row)].period, home->period) == 0 &&
            (request != NULL ? request->index : SIZE_MAX) == home->customer) {
            const enum home_next next = home_next(home, row);
            const bool done = next == NEXT_RESULTS || next == NEXT_RECEIPT;
            const size_t start = home_start_row(home);
            const bool waits = customer_waits(home, start) || waits_again(home, start);
            return done && waits && (home->next != next || home->revision != signed_revision(request)) ? start : row;
        }
    }
    return home_start_row(home);
}

bool home_back_to_page(const struct home *home, size_t row)
{
    const struct home_request *request = home_row_request(home, row);
    return home->choice == HOME_SEEN && request != NULL && request->index == home->customer &&
           strcmp(home->years[request->year].period, home->period) == 0 && home_next(home, row) == home->next;
}

/* A file that was never opened and whose day is long past is left over, not what to do next: r still lists it. */
static bool still_wanted(const struct home *home, const struct found_request *found)
{
    char oldest[DATE_TEXT];
    date_format(local_seconds(clock_now(&home->clock)) - (int64_t)LEFT_OVER_DAYS * DAY_SECONDS, oldest);
    return strcmp(found->due, oldest) >= 0;
}

enum status home_find(struct home *home, struct found_request **found, size_t *n, struct error *e)
{
    *found = NULL;
    *n = 0;
    const enum status st = home->ops->find(home->context, found, n, e);
    home->lying.path[0] = '\0';
    for (size_t i = 0; st == ST_OK && i < *n && home->lying.path[0] == '\0'; i++) {
        if (still_wanted(home, &(*found)[i])) {
            home->lying = (*found)[i];
        }
    }
    return st;
}

enum status home_look(struct home *home, struct error *e)
{
    struct found_request *found = NULL;
    size_t n = 0;
    const enum status st = home_find(home, &found, &n, e);
    free(found);
    return st;
}

bool home_request_first(const struct home *home)
{
    const size_t row = home_start_row(home);
    const struct home_request *request = home_row_request(home, row);
    const enum home_next next = home_next(home, row);
    const bool beside = next == NEXT_CORRECT && request != NULL && request->state.answers == 0; /* no answer: a note, say */
    return home->lying.path[0] != '\0' && (beside || next == NEXT_WRONG || next == NEXT_BEGIN || next == NEXT_VENDOR ||
                                           next == NEXT_RECEIPT || next == NEXT_LOOK || next == NEXT_RESULTS);
}

bool home_row_gives_way(const struct home *home, size_t row)
{
    const enum home_next next = home_next(home, row);
    return (home_request_first(home) && (row == home_start_row(home) || next == NEXT_RECEIPT)) ||
           (home->lying.path[0] != '\0' && next == NEXT_RESULTS);
}

enum status home_choose_begun(struct home *home, const char *period, struct error *e)
{
    const enum status st = home->ops->refresh(home->context, home, e);
    for (size_t row = 0; st == ST_OK && row < home_rows(home); row++) { /* its customer's row stands before the year's */
        if (strcmp(home->years[home_row_year(home, row)].period, period) == 0) {
            home_choose(home, row, HOME_ANSWER);
            break;
        }
    }
    return st;
}

bool home_unasked(const struct home *home, size_t year)
{
    for (size_t i = 0; i < home->nrequests; i++) {
        if (home->requests[i].year == year) {
            return false;
        }
    }
    return true;
}

const struct home_request *home_uncorrected(const struct home *home, size_t year)
{
    for (size_t i = 0; i < home->nrequests; i++) {
        const struct home_request *request = &home->requests[i];
        if (request->year == year && handed_outdated(&request->state)) {
            return request;
        }
    }
    return NULL;
}

const struct home_request *home_wrong(const struct home *home)
{
    for (size_t row = 0; row < home->nrequests; row++) {
        if (home_next(home, row) == NEXT_WRONG) {
            return &home->requests[row];
        }
    }
    return NULL;
}

size_t home_open(const struct home_year *year)
{
    return year->asked - year->answered - year->carried - year->idle;
}

/* With what was signed. */
static enum home_next next_of(const struct handed_state *state, const struct clock *clock)
{
    if (state->changed) {
        return NEXT_CORRECT;
    }
    switch (state->way) {
    case HANDED_HERE:
    case HANDED_UNKNOWN:
    case HANDED_FAILED:
        return NEXT_SEND;
    case HANDED_SENT:
    case HANDED_BY_HAND:
        return receipt_overdue(state->since, clock, NULL) ? NEXT_CALL : NEXT_RECEIPT;
    case HANDED_RECEIVED:
        break;
    }
    return NEXT_RESULTS;
}

enum home_next home_next(const struct home *home, size_t row)
{
    const struct home_request *request = home_row_request(home, row);
    const struct home_year *year = &home->years[home_row_year(home, row)];
    if (year->problem[0] != '\0') {
        return NEXT_NONE;
    }
    if (!year->begun) {
        return NEXT_BEGIN;
    }
    const size_t open = home_open(year), given = request != NULL ? request->given : year->given;
    if (open > year->waiting || year->carried > 0) {
        return NEXT_ANSWER;
    }
    if (given > 0) {
        return NEXT_GIVEN;
    }
    if (open > 0) {
        return NEXT_VENDOR;
    }
    if (!year->finished) {
        return NEXT_FINISH;
    }
    if (request == NULL && home_unasked(home, home_row_year(home, row))) {
        return year->looks > 0 ? NEXT_LOOK : NEXT_RESULTS;
    }
    if (request == NULL && home_uncorrected(home, home_row_year(home, row)) != NULL) {
        return NEXT_CORRECT;
    }
    if (request == NULL || !handed_signed(&request->state)) {
        return (request != NULL ? request->state.signed_on : year->signed_on)[0] == '\0' ? NEXT_FINISH : NEXT_RESULTS;
    }
    const enum home_next next = next_of(&request->state, &home->clock);
    return next == NEXT_RESULTS && request->wrong > 0 ? NEXT_WRONG : next;
}

bool home_done_for(const struct home *home, size_t row)
{
    return home_row_request(home, row) != NULL && home_next(home, row) == NEXT_RESULTS;
}

enum home_choice home_next_choice(const struct home *home, size_t row)
{
    switch (home_next(home, row)) {
    case NEXT_FINISH:
    case NEXT_CORRECT:
        return HOME_FINISH;
    case NEXT_SEND:
        return HOME_HANDED;
    case NEXT_RECEIPT:
    case NEXT_CALL:
        return HOME_RECEIPT;
    case NEXT_WRONG:
        return HOME_QUESTIONS;
    case NEXT_RESULTS:
        return HOME_RESULTS;
    case NEXT_BEGIN:
    case NEXT_ANSWER:
    case NEXT_VENDOR:
    case NEXT_GIVEN:
    case NEXT_LOOK:
    case NEXT_NONE:
        break;
    }
    return HOME_ANSWER;
}
