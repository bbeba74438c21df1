#include "command/desk.h"

#include "base/i18n.h"
#include "command/startup.h"
#include "model/json.h"
#include "model/record_check.h"

char *desk_path(const struct desk *d, const char *period)
{
    char *path = NULL;
    return asprintf(&path, "%s/%s.tenken", d->program->user_directory, period) < 0 ? NULL : path;
}

static bool replaced(const struct assessment *a, const char *digest)
{
    const cJSON *text;
    cJSON_ArrayForEach(text, json_get(a->tree, REPLACED_REQUESTS))
    {
        if (cJSON_IsString(text) && strcmp(text->valuestring, digest) == 0) {
            return true;
        }
    }
    return false;
}

bool desk_holds(const struct desk *d, const char *period, const char *digest)
{
    struct draft draft;
    char *path = desk_path(d, period);
    bool holds = false;
    if (path != NULL && draft_open_for_reading(&draft, path, NULL) == ST_OK) {
        holds = assessment_find_request(&draft.assessment, NULL, digest) != NULL || replaced(&draft.assessment, digest);
        draft_close(&draft);
    }
    free(path);
    return holds;
}

static bool desk_before(void *context, const char *period, char *path, size_t size, char *its_period, size_t period_size)
{
    struct desk *d = context;
    const char *wanted = period != NULL ? period : json_text(d->opened.document, "period");
    for (size_t i = 0; i < d->home.nyears; i++) { /* newest first */
        const struct home_year *year = &d->home.years[i];
        if (year->begun && year->problem[0] == '\0' && year->answered > 0 && strcmp(year->period, wanted) < 0) {
            char *found = desk_path(d, year->period);
            (void)snprintf(path, size, "%s", found == NULL ? "" : found);
            (void)snprintf(its_period, period_size, "%s", year->period);
            free(found);
            return path[0] != '\0';
        }
    }
    return false;
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
                                    .open = desk_open,
                                    .look = desk_look,
                                    .confirm = desk_confirm,
                                    .take = desk_take,
                                    .receipt = desk_receipt,
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
    d->home = (struct home){
        .ops = &OPS, .context = d, .profile = &d->profile, .clock = program->clock, .first = !remembered_screens(&d->settings)};
    if (st == ST_OK) {
        path_show(program->user_directory, d->home.folder, sizeof d->home.folder);
    }
    return st;
}

void desk_release(struct desk *d)
{
    desk_forget(d);
    home_release(&d->home);
    session_release(&d->profile);
    assessment_release(&d->profile_record);
    catalog_release(&d->catalog);
    settings_release(&d->settings);
}
