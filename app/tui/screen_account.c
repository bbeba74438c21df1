/* After the interview, step by step: what is still open, then which file goes to whom. */
#include "tui/account.h"
#include "tui/handing_screens.h"
#include "tui/interview.h"
#include "tui/interview_private.h"
#include "tui/listing.h"
#include "tui/session_interview.h"
#include "tui/steps.h"
#include "tui/ui.h"
#include "tui/view.h"
#include "tui/words.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "model/rating.h"

#define SAID_MAX 2000

struct account_screen {
    struct screen screen;
    struct session *session;
    struct listing list;
    enum account_step writing; /* the step that the prompt is for */
    char said[SAID_MAX];       /* what was written, and what to do with it */
};

static struct account_screen *own(struct screen *screen)
{
    return (struct account_screen *)(void *)screen;
}

static struct effect take_path(void *context, struct ui *ui, const char *text)
{
    struct account_screen *v = context;
    struct error e = {0};
    struct buffer said;
    buffer_init(&said, BUFFER_MAX_TEXT);
    session_save(v->session);
    const enum status st = account_write(v->session, v->writing, text, &said, &e);
    if (st == ST_OK) {
        (void)snprintf(v->said, sizeof v->said, "%s", buffer_text(&said));
    } else {
        ui_warn(ui, "%s", e.text);
    }
    buffer_release(&said);
    return st == ST_OK ? effect_pop() : effect_stay();
}

/* Where it goes to, or the file that came back. */
static struct effect ask_path(struct account_screen *v, enum account_step step)
{
    char folder[FINISH_PATH] = "";
    if (v->session->account == NULL) {
        ui_say(v->screen.ui, "%s", _("Files are written with the command here: \"tenken interview report\", \"tenken sign\"."));
        return effect_stay();
    }
    v->writing = step;
    v->session->account->folder(v->session->account_context, folder, sizeof folder);
    if (step == ACCOUNT_SIGN) {
        return effect_push(view_prompt_new(N_("Co-sign"), N_("The JSON file that the firm sent:"), "", take_path, v));
    }
    return effect_push(view_prompt_new(step == ACCOUNT_REPORT ? N_("Report for the owner") : N_("Draft to the firm"),
                                       N_("Into which folder:"), folder, take_path, v));
}

static struct effect views(struct account_screen *v)
{
    size_t first;
    if (ratings_different(&v->session->list, true, &first, 1) > 0) {
        return effect_push(difference_form_new(v->session, first));
    }
    return effect_push(sheet_screen_new(v->session, SHEET_DIFFERING, false));
}

static struct effect step(struct account_screen *v)
{
    struct error e = {0};
    const enum account_step at = (enum account_step)v->list.at;
    v->said[0] = '\0';
    if ((at == ACCOUNT_VIEWS || at == ACCOUNT_RECHECK) && !consultant_alone(v->screen.ui, v->session)) { /* what was not talked about yet */
        return effect_stay();
    }
    switch (at) {
    case ACCOUNT_ANSWERS:
        return effect_push(session_company(v->session)[0] == '\0' ? profile_form_new(v->session, false)
                                                                  : sheet_screen_new(v->session, SHEET_OPEN, false));
    case ACCOUNT_VIEWS:
        return views(v);
    case ACCOUNT_FOLLOWUPS:
        return effect_push(followups_screen_new(v->session));
    case ACCOUNT_RECHECK:
        return effect_push(recheck_screen_new(v->session));
    case ACCOUNT_AFFIRM:
        return effect_push(affirm_form_new(v->session));
    case ACCOUNT_COSIGN:
        if (session_cosign(v->session, !session_cosigned(v->session), &e) != ST_OK) {
            ui_warn(v->screen.ui, "%s", e.text);
        }
        return effect_stay();
    default:
        return ask_path(v, at);
    }
}

static struct effect account_key(struct screen *screen, const struct event *event)
{
    struct account_screen *v = own(screen);
    if (listing_opens(&v->list, event)) {
        return step(v);
    }
    if (listing_key(&v->list, event) || event->kind != EVENT_KEY) {
        v->said[0] = '\0';
        return effect_stay();
    }
    return usual_key(screen, v->session, event);
}

static void account_layout(struct screen *screen, int rows, int columns)
{
    struct account_screen *v = own(screen);
    const struct area inside = frame_inside(rows, columns);
    listing_resize(&v->list, ACCOUNT_STEPS, (struct area){inside.row + 3, 0, ACCOUNT_STEPS, columns});
}

static void draw_step(const struct account_screen *v, int index, struct grid *g)
{
    static const enum step_mark MARKS[] = {[ACCOUNT_OPEN] = MARK_OPEN, [ACCOUNT_DONE] = MARK_DONE, [ACCOUNT_OFFERED] = MARK_NONE};
    const enum account_step step = (enum account_step)index;
    struct buffer words;
    buffer_init(&words, BUFFER_MAX_TEXT);
    account_words(&words, v->session, step);
    step_draw(&v->list, index, account_title(step), MARKS[account_state(v->session, step)], buffer_text(&words), g);
    buffer_release(&words);
}

static void account_draw(struct screen *screen, struct grid *g)
{
    struct account_screen *v = own(screen);
    const struct area inside = frame_draw(screen, g, session_company(v->session), _("after the interview"));
    const int wide = text_columns(g->columns);
    (void)grid_text(g, inside.row + 1, 4, wide, ROLE_STRONG, _("What is still open, and which file goes to whom"));
    for (int i = 0; i < ACCOUNT_STEPS; i++) {
        draw_step(v, i, g);
    }
    const int row = inside.row + 3 + ACCOUNT_STEPS + 1;
    (void)grid_wrap(g, (struct area){row, 4, inside.row + inside.rows - row, wide}, 0, ROLE_STRONG,
                    v->said[0] != '\0' ? v->said : account_hint(v->session, (enum account_step)v->list.at));
}

static void account_leave(struct screen *screen, bool keep)
{
    (void)keep;
    free(own(screen));
}

static const struct key_help *account_keys(const struct screen *screen)
{
    static const struct key_help keys[] = {{N_("Enter"), N_("do this step"), true},
                                           {N_("Up Down"), N_("choose"), true},
                                           {"Esc", N_("back"), true},
                                           {"?", N_("keys"), true},
                                           {"L", N_("日本語 / English"), false},
                                           {NULL, NULL, false}};
    (void)screen;
    return keys;
}

struct screen *account_screen_new(struct session *session)
{
    static const struct screen_ops ops = {
        .key = account_key, .layout = account_layout, .draw = account_draw, .leave = account_leave, .keys = account_keys};
    struct account_screen *v = calloc(1, sizeof *v);
    if (v == NULL) {
        return NULL;
    }
    v->screen.ops = &ops;
    v->session = session;
    return &v->screen;
}
