#include "command/merge_waiting.h"

#include "base/i18n.h"
#include "base/sentence.h"
#include "command/merge_prepare.h"
#include "command/portfolio_anchors.h"
#include "store/portfolio_conflict.h"
#include "store/portfolio_keep.h"
#include "store/portfolio_look.h"

/* What the portfolio knows of a file that waits; it is noted first, since no statement may change what another one walks over. */
struct waiting_file {
    uint8_t digest[SHA256_BYTES];
    int64_t first;
    const char *name;
};

struct waiting {
    struct portfolio *portfolio;
    struct merge_facts facts;
    struct portfolio_trust *trust;
    struct asked_targets *asked;
    struct workbench bench;
    struct merge_item item;
    struct arena names;
    struct waiting_file *files;
    size_t count;
    int64_t run;
};

static enum status note(void *context, const struct waiting_record *record, struct error *e)
{
    struct waiting *w = context;
    if ((w->count & (w->count - 1)) == 0) { /* full at powers of two */
        struct waiting_file *files = realloc(w->files, (w->count * 2 + 1) * sizeof *files);
        if (files == NULL) {
            return fail_memory(e);
        }
        w->files = files;
    }
    struct waiting_file *f = &w->files[w->count++];
    *f = (struct waiting_file){.name = arena_text(&w->names, record->name)};
    memcpy(f->digest, record->digest, SHA256_BYTES);
    if (!time_parse(record->received_at, &f->first)) {
        f->first = w->facts.now;
    }
    return w->names.failed ? fail_memory(e) : ST_OK;
}

/* Adds to out what becomes of it. *received: state and reason, when it could be opened. */
static enum status take_in(struct waiting *w, const struct waiting_file *f, struct waiting_outcome *out, struct receive_outcome *received,
                           struct error *e)
{
    buffer_clear(&w->item.bytes);
    enum status st = portfolio_original(w->portfolio, f->digest, &w->item.bytes, e);
    if (st != ST_OK) {
        return st == ST_NO ? ST_OK : st; /* was never an answers file: there is nothing to take in */
    }
    merge_item_set_path(&w->item, f->name);
    void *source = language_source_begin(); /* what is found wrong with a file is kept, and read by others */
    merge_item_prepare_again(&w->item, &w->facts, &w->bench, f->digest, f->first);
    language_source_end(source);
    if (w->item.kind != MERGE_ITEM_FILE) {
        *e = w->item.problem;
        return ST_SYSTEM;
    }
    if (w->item.file.why == REASON_CLOSED) { /* not with the key at hand */
        out->sealed++;
        return ST_OK;
    }
    st = portfolio_receive(w->portfolio, &w->item.file, w->run, w->facts.now, received, e);
    out->merged +=
        st == ST_OK && (received->state == MERGE_MERGED || received->state == MERGE_UNCHANGED || received->state == MERGE_SUPERSEDED);
    return st;
}

static enum status take_all(struct waiting *w, const uint8_t *certificate, struct waiting_outcome *out, struct error *e)
{
    enum status st = portfolio_waiting(w->portfolio, certificate, note, w, e);
    if (st == ST_OK && w->count > 0) {
        st = portfolio_run_start(w->portfolio, &w->run, e);
    }
    out->files = w->count;
    for (size_t i = 0; i < w->count && st == ST_OK; i++) {
        struct receive_outcome received;
        st = take_in(w, &w->files[i], out, &received, e);
    }
    struct settled_in_run settled;
    return st == ST_OK ? portfolio_settle_held(w->portfolio, w->run, &settled, e) : st;
}

static void release(struct waiting *w)
{
    merge_item_release(&w->item);
    workbench_release(&w->bench);
    arena_release(&w->names);
    free(w->files);
    asked_targets_free(w->asked);
    portfolio_trust_free(w->trust);
}

/* Those that can be taken in now; *some: one came to be something else, so that others may follow. */
static enum status take_known(struct waiting *w, taken_visit *visit, void *context, bool *some, struct error *e)
{
    w->count = 0;
    *some = false;
    enum status st = portfolio_waiting_known(w->portfolio, w->run, note, w, e);
    for (size_t i = 0; i < w->count && st == ST_OK; i++) {
        struct waiting_outcome out = {0};
        struct receive_outcome received = {.state = MERGE_QUARANTINED};
        st = take_in(w, &w->files[i], &out, &received, e);
        if (st == ST_OK && received.state != MERGE_QUARANTINED) {
            *some = true;
            st = visit(context, w->files[i].digest, w->files[i].name, &received, e);
        }
    }
    return st;
}

enum status merge_known_since(struct portfolio *portfolio, const struct merge_facts *facts, int64_t run, taken_visit *visit, void *context,
                              struct error *e)
{
    struct waiting w = {.portfolio = portfolio, .facts = *facts, .run = run};
    bool some = true;
    enum status st = ST_OK;
    workbench_init(&w.bench);
    merge_item_init(&w.item);
    while (st == ST_OK && some) {
        st = take_known(&w, visit, context, &some, e);
    }
    release(&w);
    return st;
}

static enum status begin(struct waiting *w, struct program *program, struct portfolio *portfolio, const struct catalog *catalog,
                         const struct identity *opener, struct error *e)
{
    *w = (struct waiting){.portfolio = portfolio, .facts = {.catalog = catalog, .opener = opener, .now = clock_now(&program->clock)}};
    enum status st = portfolio_trust_load(&w->trust, portfolio, w->facts.now, e);
    st = st == ST_OK ? asked_targets_load(&w->asked, portfolio, e) : st;
    w->facts.trust = w->trust;
    w->facts.asked = w->asked;
    workbench_init(&w->bench);
    merge_item_init(&w->item);
    return st == ST_OK ? portfolio_begin(portfolio, true, e) : st;
}

enum status merge_waiting(struct program *program, struct portfolio *portfolio, const struct catalog *catalog,
                          const struct identity *opener, const uint8_t certificate[SHA256_BYTES], struct waiting_outcome *out,
                          struct error *e)
{
    struct waiting w;
    *out = (struct waiting_outcome){0};
    enum status st = begin(&w, program, portfolio, catalog, opener, e);
    if (st == ST_OK) {
        st = portfolio_end(portfolio, take_all(&w, certificate, out, e), e);
    }
    release(&w);
    return st;
}

/* The file that holds, judged as if it came now: its signer may have been revoked since. */
static enum status take_chosen(struct waiting *w, const struct conflict_decision *decision, bool *later, struct error *e)
{
    struct waiting_file file = {.first = decision->first, .name = decision->name};
    struct waiting_outcome out = {0};
    struct receive_outcome received = {.state = MERGE_CONFLICT};
    memcpy(file.digest, decision->digest, SHA256_BYTES);
    enum status st = portfolio_run_start(w->portfolio, &w->run, e);
    st = st == ST_OK ? take_in(w, &file, &out, &received, e) : st;
    *later = st == ST_OK && out.sealed > 0;
    if (st == ST_OK && !*later && received.state != MERGE_MERGED && received.state != MERGE_UNCHANGED) {
        struct buffer said;
        buffer_init(&said, BUFFER_MAX_TEXT);
        (void)sentence_say(&said, received.reason);
        st = fail(e, ST_INPUT, _("%s cannot be taken in, so nothing was changed. %s"), decision->name, buffer_text(&said));
        buffer_release(&said);
    }
    struct settled_in_run settled;
    return st == ST_OK ? portfolio_settle_held(w->portfolio, w->run, &settled, e) : st;
}

static enum status decide(struct waiting *w, int64_t file, const char *reason, struct conflict_decision *out, bool *later, struct error *e)
{
    const enum status st = portfolio_conflict_decide(w->portfolio, file, reason, w->facts.now, out, e);
    if (st == ST_NO) {
        return fail(e, ST_INPUT, "%s", _("Nothing is in conflict with this file any more."));
    }
    return st == ST_OK && !out->stands ? take_chosen(w, out, later, e) : st;
}

enum status merge_settle(struct program *program, struct portfolio *portfolio, const struct catalog *catalog, const struct identity *opener,
                         int64_t file, const char *reason, char *out, size_t size, struct error *e)
{
    struct waiting w;
    struct conflict_decision decision;
    bool later = false;
    enum status st = begin(&w, program, portfolio, catalog, opener, e);
    if (st == ST_OK) {
        st = portfolio_end(portfolio, decide(&w, file, reason, &decision, &later, e), e);
    }
    if (st == ST_OK && later) {
        (void)snprintf(out, size,
                       _("%s: %s holds. It came sealed, so run \"tenken merge\" again on it, with --identity: then it takes its place."),
                       decision.code, decision.shown);
    } else if (st == ST_OK) {
        (void)snprintf(out, size,
                       _n("%s: %s holds, and counts. %lld other file is kept as superseded.",
                          "%s: %s holds, and counts. %lld other files are kept as superseded.", decision.others),
                       decision.code, decision.shown, (long long)decision.others);
    }
    release(&w);
    return st;
}
