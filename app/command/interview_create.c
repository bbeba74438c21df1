/* New clients of a workspace: from a name and packs, a request, last year's answers, or a draft that a firm has begun. */
#include "base/i18n.h"
#include "command/answering.h"
#include "command/carry_over.h"
#include "command/interview_clients.h"
#include "command/received_request.h"
#include "command/remembered.h"
#include "model/json.h"
#include "store/client.h"

/* A path as people type or drop it into a window: in quotation marks, with "~". Owned by the caller. */
static char *path_typed(const char *text)
{
    size_t n = strlen(text);
    const bool quoted = n >= 2 && (text[0] == '\'' || text[0] == '"') && text[n - 1] == text[0];
    char *bare = quoted ? strndup(text + 1, n - 2) : strdup(text);
    char *path = bare == NULL ? NULL : path_expand(bare);
    free(bare);
    return path;
}

/* ids: separated by spaces or commas. */
static enum status add_packs(struct assessment *a, const struct catalog *catalog, const char *ids, struct error *e)
{
    enum status st = ST_OK;
    for (const char *at = ids + strspn(ids, " ,"); *at != '\0' && st == ST_OK;) {
        char id[PACK_ID_TEXT];
        const char *const list[] = {id};
        const size_t n = strcspn(at, " ,");
        (void)snprintf(id, sizeof id, "%.*s", (int)n, at);
        st = add_installed_packs(a, catalog, list, 1, e);
        at += n;
        at += strspn(at, " ,");
    }
    return st;
}

static enum status ask_packs(struct assessment *a, const struct catalog *catalog, const struct new_client *wanted, struct error *e)
{
    if (wanted->packs[strspn(wanted->packs, " ,")] != '\0') {
        return add_packs(a, catalog, wanted->packs, e);
    }
    return wanted->request[0] != '\0' ? ST_OK : add_installed_packs(a, catalog, USUAL_PACK_IDS, USUAL_PACKS, e);
}

static enum status take_request(const struct client_desk *d, struct assessment *a, struct catalog *catalog,
                                const struct received_request *received, struct error *e)
{
    enum status st = request_check_packs(received->document, catalog, e);
    st = st == ST_OK ? assessment_add_request(a, received->judged.envelope.tree, e) : st;
    return st == ST_OK ? received_request_keep(received, d->program, e) : st;
}

/* Another client's answers must not slip into this one's. */
static enum status carry_from(const struct client_desk *d, struct assessment *a, const struct catalog *catalog, const char *typed,
                              struct error *e)
{
    struct record old;
    struct carried carried = {0};
    char *path = path_typed(typed);
    enum status st = path == NULL ? fail_memory(e) : record_load(d->program, path, &old, e);
    if (st == ST_OK) {
        st = refuse_other_firm(json_get(a->tree, "supplier"), &old, path, e);
        st = st == ST_OK ? carry_over(a, catalog, &old, &carried, e) : st;
        record_release(&old);
    }
    carried_release(&carried);
    free(path);
    return st;
}

static enum status fill(const struct client_desk *d, struct assessment *a, struct catalog *catalog, const struct new_client *wanted,
                        const struct received_request *received, struct error *e)
{
    enum status st = ask_packs(a, catalog, wanted, e);
    st = st == ST_OK && received->document != NULL ? take_request(d, a, catalog, received, e) : st;
    st = st == ST_OK ? assessment_load_packs(a, catalog, e) : st;
    st = st == ST_OK && wanted->name[0] != '\0' ? assessment_set_supplier(a, "name", wanted->name, e) : st;
    st = st == ST_OK ? guess_firm_name(a, e) : st;
    st = st == ST_OK && wanted->before[0] != '\0' ? carry_from(d, a, catalog, wanted->before, e) : st;
    /* The name given counts more than that of an old record. */
    return st == ST_OK && wanted->name[0] != '\0' ? assessment_set_supplier(a, "name", wanted->name, e) : st;
}

static enum status put_into_workspace(const struct client_desk *d, struct assessment *a, char id[UUID_TEXT], struct error *e)
{
    struct client c;
    const enum status st = client_create(&d->consultant->workspace, &c, a, &d->program->random, &d->program->clock, e);
    if (st == ST_OK) {
        memcpy(id, c.id, UUID_TEXT);
        client_close(&c);
    }
    return st;
}

static enum status open_request(const struct client_desk *d, const char *typed, struct received_request *received, struct error *e)
{
    char *path = path_typed(typed);
    const enum status st = path == NULL ? fail_memory(e) : received_request_open(received, d->program, path, e);
    free(path);
    return st;
}

enum status client_desk_create(void *context, const struct new_client *wanted, char id[UUID_TEXT], struct error *e)
{
    const struct client_desk *d = context;
    struct assessment a = {.tree = NULL};
    struct catalog catalog;
    struct received_request received = {.document = NULL};
    char year[DATE_TEXT];
    local_year(&d->program->clock, year);
    id[0] = '\0';
    enum status st = load_catalog(d->program, &catalog, e);
    if (st != ST_OK) {
        return st;
    }
    st = wanted->request[0] != '\0' ? open_request(d, wanted->request, &received, e) : ST_OK;
    const char *period = json_text(received.document, "period");
    st = st == ST_OK ? assessment_new(&a, period == NULL ? year : period, &d->program->clock, e) : st;
    st = st == ST_OK ? fill(d, &a, &catalog, wanted, &received, e) : st;
    st = st == ST_OK ? put_into_workspace(d, &a, id, e) : st;
    if (received.document != NULL) {
        received_request_release(&received);
    }
    assessment_release(&a);
    catalog_release(&catalog);
    return st;
}

enum status client_desk_adopt(void *context, const char *path, char id[UUID_TEXT], struct error *e)
{
    const struct client_desk *d = context;
    struct draft draft;
    char *from = path_typed(path);
    id[0] = '\0';
    enum status st = from == NULL ? fail_memory(e) : draft_open_for_reading(&draft, from, e);
    if (st == ST_OK) {
        struct assessment copy = {.tree = cJSON_Duplicate(draft.assessment.tree, true)};
        st = copy.tree == NULL ? fail_memory(e) : put_into_workspace(d, &copy, id, e);
        assessment_release(&copy);
        draft_close(&draft);
    }
    free(from);
    return st;
}
