/* New drafts at home, and requests into those that there are. */
#include "base/file.h"
#include "base/i18n.h"
#include "command/answering.h"
#include "command/carry_over.h"
#include "command/desk.h"
#include "model/given.h"
#include "model/json.h"
#include "model/request.h"

#include <unistd.h>

#define DIRECTORY_MODE 0700

/* What the newest request finds answered is to be confirmed for it. */
static enum status mark_given(const struct desk *d, struct assessment *a, struct catalog *catalog, struct error *e)
{
    const cJSON *request = assessment_request(a, assessment_request_count(a) - 1);
    const enum status st = request_load_packs(request, catalog, e);
    return st == ST_OK ? given_mark(a, request, catalog, &d->program->clock, e) : st;
}

enum status desk_take(void *context, struct error *e)
{
    struct desk *d = context;
    struct draft draft;
    struct catalog catalog;
    char *path = desk_path(d, json_text(d->opened.document, "period"));
    if (path == NULL) {
        return fail_memory(e);
    }
    if (access(path, F_OK) != 0) {
        free(path);
        return fail(e, ST_NO, _("There are no answers for %s yet."), json_text(d->opened.document, "period"));
    }
    enum status st = draft_open(&draft, path, e);
    const size_t earlier = st == ST_OK ? desk_earlier(d, &draft.assessment, path) : SIZE_MAX;
    free(path);
    if (st != ST_OK) {
        return st;
    }
    st = load_catalog(d->program, &catalog, e);
    if (st == ST_OK) {
        st = assessment_load_packs(&draft.assessment, &catalog, e);
        st = st == ST_OK ? request_check_packs(d->opened.document, &catalog, e) : st;
        st = st == ST_OK ? assessment_add_request(&draft.assessment, d->opened.judged.envelope.tree, e) : st;
        if (st == ST_OK) {
            st = earlier == SIZE_MAX ? mark_given(d, &draft.assessment, &catalog, e) : desk_replace(d, &draft.assessment, earlier, e);
        }
        st = st == ST_OK ? received_request_keep(&d->opened, d->program, e) : st;
        st = st == ST_OK ? draft_save(&draft, &d->program->clock, e) : st;
        catalog_release(&catalog);
    }
    draft_close(&draft);
    return st == ST_NO ? fail(e, ST_INPUT, "%s", e->text) : st; /* ST_NO means "begin it" to the caller */
}

/* ---- whose answers ---- */

static enum status carry_from(struct desk *d, struct assessment *a, const struct catalog *catalog, const char *from, bool mix,
                              struct begun *out, struct error *e)
{
    struct record old;
    struct carried carried = {0};
    char *path = path_expand(from);
    if (path == NULL) {
        return fail_memory(e);
    }
    enum status st = record_load(d->program, path, &old, e);
    if (st == ST_NO) {
        st = fail(e, ST_INPUT, "%s", e->text); /* ST_NO means "another firm's" to the caller */
    }
    if (st == ST_OK) {
        st = mix ? ST_OK : refuse_other_firm(json_get(d->profile_record.tree, "supplier"), &old, from, e);
        const enum status taken = st == ST_OK ? carry_over(a, catalog, &old, &carried, e) : st;
        st = st == ST_OK && taken == ST_NO ? fail(e, ST_INPUT, "%s", e->text) : taken;
        record_release(&old);
    }
    free(path);
    out->proposed = carried.answers;
    out->fresh = carried.nfresh - carried.nopen;
    out->open = carried.nopen;
    out->reworded = carried.nreworded;
    out->gone = (size_t)cJSON_GetArraySize(carried.gone);
    carried_release(&carried);
    return st;
}

/* ---- the draft ---- */

/* The company profile as it is remembered counts more than that of an old record. */
static enum status put_profile(const struct desk *d, struct assessment *a, struct error *e)
{
    const cJSON *supplier = json_get(d->profile_record.tree, "supplier");
    const char *name = json_text(supplier, "name");
    if (name != NULL && name[0] != '\0' && !json_put(a->tree, "supplier", cJSON_Duplicate(supplier, true))) {
        return fail_memory(e);
    }
    return guess_firm_name(a, e);
}

static enum status fill(struct desk *d, struct assessment *a, struct catalog *catalog, bool with_request, const char *from, bool mix,
                        struct begun *out, struct error *e)
{
    enum status st = ST_OK;
    if (with_request) {
        st = request_check_packs(d->opened.document, catalog, e);
        st = st == ST_OK ? assessment_add_request(a, d->opened.judged.envelope.tree, e) : st;
        st = st == ST_OK ? received_request_keep(&d->opened, d->program, e) : st;
    } else {
        st = add_installed_packs(a, catalog, USUAL_PACK_IDS, USUAL_PACKS, e);
    }
    st = st == ST_OK ? assessment_load_packs(a, catalog, e) : st;
    if (st == ST_NO) {
        st = fail(e, ST_INPUT, "%s", e->text);
    }
    st = st == ST_OK && from != NULL ? carry_from(d, a, catalog, from, mix, out, e) : st;
    return st == ST_OK ? put_profile(d, a, e) : st;
}

static enum status create(struct desk *d, struct assessment *a, const char *period, struct error *e)
{
    struct draft draft;
    char *path = desk_path(d, period);
    enum status st = path == NULL ? fail_memory(e) : directory_make(d->program->user_directory, DIRECTORY_MODE, e);
    st = st == ST_OK ? draft_create(&draft, path, a, e) : st;
    if (st == ST_OK) {
        draft_close(&draft);
    }
    free(path);
    return st;
}

enum status desk_begin(void *context, const char *period, const char *from, bool mix, struct begun *out, struct error *e)
{
    struct desk *d = context;
    struct assessment a = {0};
    struct catalog catalog;
    const bool with_request = period == NULL;
    const char *its_period = with_request ? json_text(d->opened.document, "period") : period;
    *out = (struct begun){.proposed = 0};
    (void)snprintf(out->period, sizeof out->period, "%s", its_period);
    enum status st = load_catalog(d->program, &catalog, e);
    if (st != ST_OK) {
        return st;
    }
    st = assessment_new(&a, its_period, &d->program->clock, e);
    st = st == ST_OK ? fill(d, &a, &catalog, with_request, from, mix, out, e) : st;
    st = st == ST_OK ? create(d, &a, its_period, e) : st;
    assessment_release(&a);
    catalog_release(&catalog);
    return st;
}

enum status desk_carry_again(const struct desk *d, struct assessment *a, const char *path, struct error *e)
{
    struct record old;
    struct catalog catalog;
    enum status st = record_load(d->program, path, &old, e);
    if (st != ST_OK) {
        return st;
    }
    st = load_catalog(d->program, &catalog, e);
    if (st == ST_OK) {
        st = assessment_load_packs(a, &catalog, e);
        st = st == ST_OK ? carry_over_again(a, &catalog, &old, e) : st;
        catalog_release(&catalog);
    }
    record_release(&old);
    return st;
}
