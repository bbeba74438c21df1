#include "command/interviewing.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "command/accounting.h"
#include "model/snippets.h"

#define SNIPPETS_FILE "snippets.p7m"

/* The workspace's snippets while a client is open. Another window may have them open: then they are there, but nothing can be added. */
struct snippet_store {
    struct snippets snippets;
    struct sealed_file file;
    struct error taken; /* why it cannot be written; text "" when it can */
};

struct context {
    struct client *client;
    struct snippet_store *store;
    const struct clock *clock;
};

static enum status save_interview(void *context, struct error *e)
{
    const struct context *c = context;
    return client_save_private(c->client, c->clock, e);
}

static enum status save_snippets(void *context, struct error *e)
{
    struct snippet_store *store = ((const struct context *)context)->store;
    struct buffer plain;
    if (store->taken.text[0] != '\0') {
        return fail(e, store->taken.status, "%s", store->taken.text);
    }
    buffer_init(&plain, SEALED_PLAIN_MAX);
    enum status st = snippets_write(&store->snippets, &plain, e);
    st = st == ST_OK ? sealed_file_save(&store->file, plain.data, plain.length, e) : st;
    buffer_wipe(&plain);
    return st;
}

static enum status open_snippets(struct snippet_store *store, const struct workspace *w, struct error *e)
{
    struct buffer plain;
    char *path = NULL;
    *store = (struct snippet_store){.file = {.lock = {.fd = -1}}};
    if (asprintf(&path, "%s/" SNIPPETS_FILE, w->path) < 0) {
        return fail_memory(e);
    }
    buffer_init(&plain, SEALED_PLAIN_MAX);
    enum status st = sealed_file_open(&store->file, path, w->sealer, &plain, &store->taken);
    if (st != ST_OK && st != ST_NO) {
        st = sealed_file_read(path, w->sealer, &plain, e);
    } else {
        store->taken.text[0] = '\0';
    }
    if (st == ST_OK) {
        st = snippets_read(&store->snippets, buffer_text(&plain), plain.length, path, e);
    } else if (st == ST_NO) {
        st = snippets_new(&store->snippets, e);
    }
    buffer_wipe(&plain);
    free(path);
    return st;
}

static void close_snippets(struct snippet_store *store)
{
    snippets_release(&store->snippets);
    sealed_file_close(&store->file);
}

static enum status talk_with(struct program *program, const struct consultant *consultant, struct client *client,
                             struct snippet_store *store, const struct conversation *talk, struct answered *out, struct error *e)
{
    struct catalog catalog;
    struct settings none = {.path = NULL}; /* nothing is signed here */
    struct context context = {client, store, &program->clock};
    struct accounting accounting = {program, &client->draft, &consultant->identity, consultant->subject};
    const struct beside beside = {.interview = &client->interview,
                                  .save_interview = save_interview,
                                  .snippets = &store->snippets,
                                  .save_snippets = save_snippets,
                                  .account = &accounting_ops,
                                  .account_context = &accounting,
                                  .context = &context};
    enum status st = load_catalog(program, &catalog, e);
    if (st != ST_OK) {
        return st;
    }
    st = assessment_load_packs(&client->draft.assessment, &catalog, e);
    st = st != ST_OK ? st : interview_session_begin(&client->interview, &program->clock, e);
    st = st == ST_OK ? client_save_private(client, &program->clock, e) : st;
    if (st == ST_OK) {
        st = answering(program, &client->draft, &catalog, &none, talk, (struct begin_at){.start = START_FLOW}, &beside, out, e);
        struct error why = {0};
        enum status ended = interview_session_end(&client->interview, &program->clock, &why);
        ended = ended == ST_OK ? client_save_private(client, &program->clock, &why) : ended;
        if (st == ST_OK && ended != ST_OK) {
            st = fail(e, ended, "%s", why.text);
        }
    }
    catalog_release(&catalog);
    return st;
}

enum status interviewing(struct program *program, const struct consultant *consultant, struct client *client,
                         const struct conversation *talk, struct answered *out, struct error *e)
{
    struct snippet_store store;
    *out = (struct answered){.answered = 0};
    enum status st = open_snippets(&store, &consultant->workspace, e);
    st = st == ST_OK ? talk_with(program, consultant, client, &store, talk, out, e) : st;
    close_snippets(&store);
    return st;
}
