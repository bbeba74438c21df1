#include "model/urgent.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "model/portfolio_standing.h"

#include <stdio.h>
#include <string.h>

const char *urgent_state_name(enum urgent_state state)
{
    static const char *const NAMES[URGENT_STATES] = {
        [URGENT_NOT_ASKED] = "not_asked", [URGENT_WAITING] = "waiting", [URGENT_OVERDUE] = "overdue",  [URGENT_CLEAN] = "clean",
        [URGENT_UNUSED] = "not_used",     [URGENT_HELP] = "needs_help", [URGENT_BEGUN] = "unfinished", [URGENT_CLOSED] = "closed"};
    return NAMES[state];
}

const char *urgent_state_label(enum urgent_state state)
{
    static const char *const LABELS[URGENT_STATES] = {
        [URGENT_NOT_ASKED] = N_("was not asked"),  [URGENT_WAITING] = N_("no reply yet"),  [URGENT_OVERDUE] = N_("no reply: overdue"),
        [URGENT_CLEAN] = N_("clean: all is done"), [URGENT_UNUSED] = N_("not used there"), [URGENT_HELP] = N_("needs help"),
        [URGENT_BEGUN] = N_("reply not finished"), [URGENT_CLOSED] = N_("closed by us")};
    return _(LABELS[state]);
}

enum urgent_state urgent_state_of(const struct urgent_request *r, const char *today)
{
    if (r->closed_at[0] != '\0') {
        return URGENT_CLOSED;
    }
    if (r->replied_at[0] != '\0') {
        return r->unused ? URGENT_UNUSED : r->clean ? URGENT_CLEAN : r->unfinished ? URGENT_BEGUN : URGENT_HELP;
    }
    return portfolio_overdue(r->due, today) ? URGENT_OVERDUE : URGENT_WAITING;
}

void urgent_request_keep(struct urgent_request *r, struct arena *arena)
{
    const char **texts[] = {&r->code,     &r->name,       &r->email,        &r->about,     &r->issued_at,    &r->due,
                            &r->ended_at, &r->replied_at, &r->contact_name, &r->phone,     &r->ring,         &r->digest,
                            &r->request,  &r->held_at,    &r->rejected_at,  &r->closed_at, &r->closed_reason};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        *texts[i] = (*texts[i])[0] == '\0' ? "" : arena_text(arena, *texts[i]);
    }
}

bool urgent_takes_place(const struct urgent_request *newer, const char *replied_at)
{
    return newer->replied_at[0] != '\0' || replied_at[0] == '\0' || strcmp(replied_at, newer->issued_at) < 0;
}

bool urgent_is_open(enum urgent_state state)
{
    return state == URGENT_WAITING || state == URGENT_OVERDUE || state == URGENT_HELP || state == URGENT_BEGUN;
}

bool urgent_awaited(const struct urgent_request *r, enum urgent_state state)
{
    return r->ended_at[0] == '\0' && urgent_is_open(state) && state != URGENT_HELP;
}

bool urgent_to_ring(const struct urgent_request *r, enum urgent_state state, const char *today)
{
    return state == URGENT_HELP || (urgent_awaited(r, state) && portfolio_overdue(r->due, today));
}

bool urgent_set_aside(const struct urgent_request *r)
{
    return r->replied_at[0] == '\0' && (strcmp(r->held_at, r->closed_at) > 0 || strcmp(r->rejected_at, r->closed_at) > 0);
}

const char *urgent_state_words(const struct urgent_request *r, enum urgent_state state, char out[URGENT_TEXT])
{
    char day[DATE_TEXT];
    if (urgent_set_aside(r)) {
        const bool held = strcmp(r->held_at, r->rejected_at) > 0; /* the newer one */
        (void)snprintf(out, URGENT_TEXT, held ? _("%s in quarantine") : _("%s rejected"),
                       local_day_of(held ? r->held_at : r->rejected_at, day));
        return out;
    }
    switch (state) {
    case URGENT_NOT_ASKED:
        (void)snprintf(out, URGENT_TEXT, "%s", _("was not asked"));
        break;
    case URGENT_WAITING:
        (void)snprintf(out, URGENT_TEXT, _("due %s"), r->due);
        break;
    case URGENT_OVERDUE:
        (void)snprintf(out, URGENT_TEXT, _("%s overdue"), r->due);
        break;
    case URGENT_CLEAN:
        (void)snprintf(out, URGENT_TEXT, _("%s clean"), local_day_of(r->replied_at, day));
        break;
    case URGENT_UNUSED:
        (void)snprintf(out, URGENT_TEXT, _("%s not used"), local_day_of(r->replied_at, day));
        break;
    case URGENT_HELP:
        (void)snprintf(out, URGENT_TEXT, _("%s help"), local_day_of(r->replied_at, day));
        break;
    case URGENT_BEGUN:
        (void)snprintf(out, URGENT_TEXT, _("%s begun"), local_day_of(r->replied_at, day));
        break;
    case URGENT_CLOSED:
        (void)snprintf(out, URGENT_TEXT, _("%s closed"), local_day_of(r->closed_at, day));
        break;
    }
    return out;
}
