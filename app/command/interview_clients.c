#include "command/interview_clients.h"

#include "base/i18n.h"
#include "command/remembered.h"
#include "command/startup.h"
#include "model/followup.h"
#include "model/json.h"
#include "model/rating.h"
#include "model/score.h"
#include "store/client.h"

/* ---- one client as it stands ---- */

static enum status fill_answers(const struct client_desk *d, const struct client *c, struct client_row *row, struct error *e)
{
    const struct assessment *a = &c->draft.assessment;
    struct catalog own;
    struct question_list list = {0};
    struct score score = {0};
    const bool packs_inside = json_get(a->tree, "embedded_packs") != NULL || assessment_request_count(a) > 0;
    catalog_init(&own);
    /* Most ask installed packs only; the others' own ones must not get into each other's lists. */
    enum status st = packs_inside ? load_catalog(d->program, &own, e) : ST_OK;
    st = st == ST_OK && packs_inside ? assessment_load_packs(a, &own, e) : st;
    st = st == ST_OK ? assessment_questions(a, packs_inside ? &own : &d->catalog, &list, NULL, e) : st;
    st = st == ST_OK ? score_compute(&list, &score, e) : st;
    if (st == ST_OK) {
        row->answered = score.answered;
        row->asked = score.asked;
        row->differences = ratings_different(&list, false, NULL, 0);
        row->unreasoned = ratings_different(&list, true, NULL, 0);
        score_release(&score);
    }
    question_list_release(&list);
    catalog_release(&own);
    return st;
}

static void fill_followups(const struct assessment *a, const char *today, struct client_row *row)
{
    size_t first = 0;
    row->open = followup_list(a, FOLLOWUPS_OPEN, NULL, today, &first, 1);
    row->overdue = followup_list(a, FOLLOWUPS_OVERDUE, NULL, today, NULL, 0);
    for (size_t i = 0; i < followup_count(a); i++) {
        const struct followup f = followup_view(a, i);
        if (!f.done && f.due[0] != '\0' && (row->next_due[0] == '\0' || strcmp(f.due, row->next_due) < 0)) {
            (void)snprintf(row->next_due, sizeof row->next_due, "%s", f.due);
        }
    }
}

static void fill_private(const struct interview *i, struct client_row *row)
{
    if (i->tree == NULL) {
        return;
    }
    (void)local_day_of(interview_last_session(i), row->last_session);
    if (interview_next_due(i)[0] != '\0') {
        (void)snprintf(row->next_due, sizeof row->next_due, "%s", interview_next_due(i));
        row->next_set = true;
    }
}

/* Of a client that cannot be opened, from its draft, if that one at least is sound: so that people know which it is. */
static void fill_name(const struct client_desk *d, const char *id, bool archived, struct client_row *row)
{
    struct draft draft;
    char *path = workspace_file(&d->consultant->workspace, archived, id, WORKSPACE_RECORD);
    if (path != NULL && refuse_link(path, NULL) == ST_OK && draft_open_for_reading(&draft, path, NULL) == ST_OK) {
        const char *named = assessment_client_id(&draft.assessment);
        if (named != NULL && strcmp(named, id) == 0) {
            show_text(json_text(json_get(draft.assessment.tree, "supplier"), "name"), row->name, sizeof row->name);
        }
        draft_close(&draft);
    }
    free(path);
}

static void fill_row(const struct client_desk *d, const char *id, bool archived, struct client_row *row)
{
    struct client c;
    struct error why = {0};
    char today[DATE_TEXT];
    local_today(&d->program->clock, today);
    *row = (struct client_row){.archived = archived};
    memcpy(row->id, id, UUID_TEXT);
    enum status st = client_look(&d->consultant->workspace, &c, archived, id, &why);
    if (st == ST_OK) {
        const cJSON *tree = c.draft.assessment.tree, *supplier = json_get(tree, "supplier");
        show_text(json_text(supplier, "name"), row->name, sizeof row->name);
        show_text(json_text(supplier, "corporate_number"), row->number, sizeof row->number);
        show_text(json_text(tree, "period"), row->period, sizeof row->period);
        const char *created = json_text(tree, "created_at");
        (void)local_day_of(created, row->created_on);
        st = fill_answers(d, &c, row, &why);
        fill_followups(&c.draft.assessment, today, row);
        fill_private(&c.interview, row);
        client_close(&c);
    }
    if (st != ST_OK) {
        show_text(why.text, row->problem, sizeof row->problem);
        fill_name(d, id, archived, row);
    }
}

static enum status refresh(void *context, struct clients *clients, struct error *e)
{
    const struct client_desk *d = context;
    char(*ids)[UUID_TEXT] = NULL;
    size_t n;
    enum status st = workspace_clients(&d->consultant->workspace, clients->archived, &ids, &n, e);
    if (st != ST_OK) {
        return st;
    }
    clients->rows = calloc(n + 1, sizeof *clients->rows);
    if (clients->rows == NULL) {
        free(ids);
        return fail_memory(e);
    }
    for (size_t i = 0; i < n; i++) {
        fill_row(d, ids[i], clients->archived, &clients->rows[i]);
    }
    clients->n = n;
    free(ids);
    return ST_OK;
}

/* ---- changes ---- */

static enum status archive(void *context, const char *id, bool back, struct error *e)
{
    const struct client_desk *d = context;
    return workspace_archive(&d->consultant->workspace, id, back, e);
}

static enum status due(void *context, const char *id, const char *date, struct error *e)
{
    const struct client_desk *d = context;
    struct client c;
    enum status st = client_open(&d->consultant->workspace, &c, id, &d->program->clock, e);
    if (st == ST_OK) {
        st = interview_set_next_due(&c.interview, date, e);
        st = st == ST_OK ? client_save_private(&c, &d->program->clock, e) : st;
        client_close(&c);
    }
    return st;
}

static void speak(void *context, enum language language)
{
    (void)context;
    startup_locale(language_code(language));
}

static enum status save_nothing(void *context, struct error *e)
{
    (void)context;
    (void)e;
    return ST_OK;
}

enum status client_desk_init(struct client_desk *d, struct program *program, struct consultant *consultant, struct error *e)
{
    static const struct clients_ops OPS = {
        .refresh = refresh, .create = client_desk_create, .adopt = client_desk_adopt, .archive = archive, .due = due, .language = speak};
    *d = (struct client_desk){.program = program, .consultant = consultant};
    d->clients = (struct clients){.ops = &OPS, .context = d, .clock = program->clock, .blank = &d->blank};
    catalog_init(&d->catalog);
    enum status st = load_catalog(program, &d->catalog, e);
    st = st == ST_OK ? assessment_new(&d->blank_record, "blank", &program->clock, e) : st;
    d->blank = (struct session){.assessment = &d->blank_record, .catalog = &d->catalog, .clock = program->clock, .save = save_nothing};
    st = st == ST_OK ? session_init(&d->blank, e) : st;
    return st == ST_OK ? clients_refresh(&d->clients, e) : st;
}

void client_desk_release(struct client_desk *d)
{
    clients_release(&d->clients);
    session_release(&d->blank);
    assessment_release(&d->blank_record);
    catalog_release(&d->catalog);
}
