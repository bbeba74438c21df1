/* What the keys of the interview's table do to its cells. */
#include "tui/sheet_parts.h"

#include "base/i18n.h"
#include "tui/interview_private.h"
#include "tui/screens.h"
#include "tui/session_interview.h"

static void undo(struct sheet_screen *v)
{
    size_t question = SIZE_MAX;
    if (undo_key(&v->screen, v->session, &question)) {
        sheet_changed(v);
        for (int i = 0; question != SIZE_MAX && i < v->view.list.count; i++) {
            v->view.list.at = v->rows[i] == question ? i : v->view.list.at;
        }
    }
}

static void fill_down(struct sheet_screen *v)
{
    struct error e = {0};
    if (!cell_writable(v)) {
        return;
    }
    if (v->view.list.at == 0) {
        sheet_say(v, _("There is no row above this one to take it from."));
    } else if (sheet_made(v, sheet_copy(v->session, v->rows[v->view.list.at - 1], sheet_question(v), v->state.column, &e), &e,
                          _("Nothing in the row above fits here.")) &&
               v->view.list.at + 1 < v->view.list.count) {
        v->view.list.at++;
        sheet_remember_row(v);
    }
}

static void park(struct sheet_screen *v)
{
    struct error e = {0};
    if (consultant_alone(v->screen.ui, v->session) && !sheet_empty(v)) {
        (void)sheet_made(v, session_park(v->session, sheet_question(v), !session_parked(v->session, sheet_question(v)), &e), &e, "");
    }
}

struct effect sheet_command(struct sheet_screen *v, char c)
{
    switch (c) {
    case 'f':
    case 'l':
        sheet_choose_filter(v, (enum sheet_filter)((v->state.filter + 1) % SHEET_FILTERS));
        break;
    case 'o':
        v->state.order = (enum sheet_order)((v->state.order + 1) % SHEET_ORDERS);
        sheet_choose_filter(v, v->state.filter);
        break;
    case 'd':
        fill_down(v);
        break;
    case 'u':
        undo(v);
        break;
    case 'k':
        park(v);
        break;
    case 't':
    case 'n':
        return cell_snippet(v, c == 't');
    default:
        sheet_say(v, _("That key does nothing here: ? shows the keys."));
        break;
    }
    return effect_stay();
}

struct effect cell_fill(struct sheet_screen *v, char c)
{
    struct error e = {0};
    if (c == '-' && v->state.column == SHEET_FIRM) {
        return effect_push(reason_form_new(v->session, sheet_question(v)));
    }
    const enum status st = sheet_set_key(v->session, sheet_question(v), v->state.column, c, &e);
    if (st == ST_NO) {
        return sheet_command(v, c);
    }
    if (sheet_made(v, st, &e, "") && c != 'v') {
        sheet_go_on(v);
    }
    return effect_stay();
}

void cell_clear(struct sheet_screen *v)
{
    struct error e = {0};
    if (cell_writable(v)) {
        (void)sheet_made(v, sheet_clear(v->session, sheet_question(v), v->state.column, &e), &e, "");
    }
}
