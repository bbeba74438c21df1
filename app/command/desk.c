#include "command/desk.h"

#include "base/i18n.h"
#include "command/customer_facts.h"
#include "command/startup.h"
#include "model/json.h"

char *desk_path(const struct desk *d, const char *period)
{
    char *path = NULL;
    return asprintf(&path, "%s/%s.tenken", d->program->user_directory, period) < 0 ? NULL : path;
}

bool desk_holds(const struct desk *d, const char *period, const char *digest)
{
    struct draft draft;
    char *path = desk_path(d, period);
    bool holds = false;
    if (path != NULL && draft_open_for_reading(&draft, path, NULL) == ST_OK) {
        holds = assessment_find_request(&draft.assessment, NULL, digest) != NULL;
        draft_close(&draft);
    }
    free(path);
    return holds;
}

/* ---- the open request ---- */

static void forget_opened(struct desk *d)
{
    if (d->opened.document != NULL) {
        received_request_release(&d->opened);
    }
    d->opened = (struct received_request){0};
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
    return ST_OK;
}

static enum status open_request(void *context, const char *path, struct customer_request *out, struct error *e)
{
    struct desk *d = context;
    char *expanded = path_expand(path);
    forget_opened(d);
    if (expanded == NULL) {
        return fail_memory(e);
    }
    const enum status st = received_request_open(&d->opened, d->program, expanded, e);
    free(expanded);
    return st == ST_OK ? describe(d, out, e) : st;
}

static enum status look(void *context, const struct home_request *request, struct customer_request *out, struct error *e)
{
    struct desk *d = context;
    struct draft draft;
    char *path = desk_path(d, d->home.years[request->year].period);
    forget_opened(d);
    enum status st = path == NULL ? fail_memory(e) : draft_open_for_reading(&draft, path, e);
    if (st == ST_OK) {
        st = received_request_of_draft(&d->opened, d->program, &draft.assessment, request->index, path, e);
        draft_close(&draft);
    }
    free(path);
    return st == ST_OK ? describe(d, out, e) : st;
}

static enum status confirm(void *context, struct customer_request *out, struct error *e)
{
    struct desk *d = context;
    const enum status st = received_request_confirm(&d->opened, d->program, e);
    return st == ST_OK ? describe(d, out, e) : st;
}

/* ---- what is remembered ---- */

static void speak(void *context, enum language language)
{
    struct desk *d = context;
    struct error ignored; /* the language was switched; that it cannot be remembered is told when something that matters is written */
    startup_locale(language_code(language));
    (void)remembered_text(&d->settings, "language", language_code(language), &ignored);
}

static enum status save_profile(void *context, struct error *e)
{
    struct desk *d = context;
    return remembered_supplier(&d->settings, json_get(d->profile_record.tree, "supplier"), e);
}

/* The profile of home counts for the draft that is being worked on, not for those that were signed. */
static void profile_kept(void *context)
{
    struct desk *d = context;
    const struct home_year *year = d->home.years;
    for (size_t i = 0; i < d->home.nyears; i++) {
        char *path = year[i].begun && year[i].signed_on[0] == '\0' && year[i].problem[0] == '\0' ? desk_path(d, year[i].period) : NULL;
        struct draft draft;
        if (path != NULL && draft_open(&draft, path, NULL) == ST_OK) {
            cJSON *supplier = cJSON_Duplicate(json_get(d->profile_record.tree, "supplier"), true);
            if (json_put(draft.assessment.tree, "supplier", supplier)) {
                (void)draft_save(&draft, &d->program->clock, NULL);
            }
            draft_close(&draft);
        }
        free(path);
    }
}

enum status desk_remember(struct desk *d, const struct draft *draft, struct error *e)
{
    const cJSON *supplier = json_get(draft->assessment.tree, "supplier");
    const char *name = json_text(supplier, "name");
    enum status st = remembered_text(&d->settings, "language", language_code(language_current()), e);
    if (st == ST_OK && name != NULL && name[0] != '\0') {
        st = remembered_supplier(&d->settings, supplier, e);
        if (!json_put(d->profile_record.tree, "supplier", cJSON_Duplicate(supplier, true))) {
            st = fail_memory(e);
        }
    }
    return st;
}

/* ---- the desk itself ---- */

static enum status start_profile(struct desk *d, struct error *e)
{
    enum status st = assessment_new(&d->profile_record, "profile", &d->program->clock, e);
    const cJSON *supplier = json_get(d->settings.tree, "supplier");
    if (st == ST_OK && supplier != NULL && !json_put(d->profile_record.tree, "supplier", cJSON_Duplicate(supplier, true))) {
        st = fail_memory(e);
    }
    d->profile = (struct session){.assessment = &d->profile_record,
                                  .catalog = &d->catalog,
                                  .clock = d->program->clock,
                                  .save = save_profile,
                                  .language = speak,
                                  .context = d};
    return st == ST_OK ? session_init(&d->profile, e) : st;
}

static const struct home_ops OPS = {.refresh = desk_refresh,
                                    .find = desk_find,
                                    .complete = desk_complete,
                                    .open = open_request,
                                    .look = look,
                                    .confirm = confirm,
                                    .take = desk_take,
                                    .begin = desk_begin,
                                    .before = desk_before,
                                    .language = speak,
                                    .profile_kept = profile_kept};

enum status desk_init(struct desk *d, struct program *program, struct error *e)
{
    *d = (struct desk){.program = program};
    catalog_init(&d->catalog);
    enum status st = remembered_read(&d->settings, program, e);
    st = st == ST_OK ? start_profile(d, e) : st;
    d->home = (struct home){.ops = &OPS, .context = d, .profile = &d->profile, .clock = program->clock, .first = d->settings.fresh};
    if (st == ST_OK) {
        path_show(program->user_directory, d->home.folder, sizeof d->home.folder);
    }
    return st;
}

void desk_release(struct desk *d)
{
    forget_opened(d);
    home_release(&d->home);
    session_release(&d->profile);
    assessment_release(&d->profile_record);
    catalog_release(&d->catalog);
    settings_release(&d->settings);
}
