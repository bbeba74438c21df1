/* tenken merge: answers of any number of suppliers into the portfolio. Threads read, verify and score (merge_pool.h); this is the writer.
 */
#include "base/amount.h"
#include "base/i18n.h"
#include "base/sentence.h"
#include "base/shell_word.h"
#include "command/command.h"
#include "command/listing.h"
#include "command/merge_pool.h"
#include "command/merge_report.h"
#include "command/merge_waiting.h"
#include "command/portfolio_anchors.h"
#include "command/portfolio_packs.h"
#include "command/stopping.h"
#include "store/portfolio_status.h"

#include <getopt.h>
#include <unistd.h>

/* Files per transaction: a kill loses no more than these, and they come again with the next merge. Many enough for the pages that every
 * transaction changes, and for the disk's own delay, to count for little. */
#define BATCH_FILES 500
/* After so many the disk is told to begin: what it has still to do at the end of a transaction is little enough for the threads to have
 * room for what they do meanwhile (MERGE_RING). */
#define EARLY_FILES 64

struct merge {
    struct program *program;
    struct portfolio *portfolio;
    struct merge_facts facts;
    struct catalog catalog;
    struct identity opener; /* key NULL: none */
    struct portfolio_trust *trust;
    struct known_files *known;
    struct asked_targets *asked;
    struct walk walk;
    struct merge_pool *pool;
    struct merge_report report;
    struct merge_counts committed; /* the counts as of the last commit */
    int64_t run;
    int64_t now;
    unsigned batch; /* files in the open transaction */
    bool open;
};

struct options {
    const char *database;
    const char *identity; /* opens sealed files */
    const char *passphrase_file;
    bool reread; /* also what seems unchanged */
    bool json;
};

static enum status options_read(struct options *o, int argc, char **argv, struct error *e)
{
    enum { INTO = 1, IDENTITY, PASSPHRASE_FILE, REREAD, JSON };
    static const struct option OPTIONS[] = {
        {"into", required_argument, NULL, INTO},
        {"identity", required_argument, NULL, IDENTITY},
        {"passphrase-file", required_argument, NULL, PASSPHRASE_FILE},
        {"reread", no_argument, NULL, REREAD},
        {"json", no_argument, NULL, JSON},
        {NULL, 0, NULL, 0},
    };
    *o = (struct options){0};
    optind = 1;
    opterr = 0;
    for (int option; (option = getopt_long(argc, argv, "", OPTIONS, NULL)) != -1;) {
        if (option == INTO) {
            o->database = optarg;
        } else if (option == IDENTITY) {
            o->identity = optarg;
        } else if (option == PASSPHRASE_FILE) {
            o->passphrase_file = optarg;
        } else if (option == REREAD) {
            o->reread = true;
        } else if (option == JSON) {
            o->json = true;
        } else {
            return usage_error(&command_merge, e, _("the option \"%s\" is not known here, or its value is missing."), argv[optind - 1]);
        }
    }
    if (o->database == NULL) {
        return usage_error(&command_merge, e, _("name the portfolio with --into."));
    }
    if (optind == argc) {
        return usage_error(&command_merge, e, _("name the files or directories to merge."));
    }
    return ST_OK;
}

static bool is_held(void *context, const char *digest)
{
    return catalog_find_digest(context, digest) != NULL;
}

static enum status begin_writing(struct merge *m, struct error *e)
{
    if (m->open) {
        return ST_OK;
    }
    const enum status st = portfolio_begin(m->portfolio, true, e);
    m->open = st == ST_OK;
    return st;
}

/* For what a file became in this run. */
static enum status begin(struct merge *m, struct error *e)
{
    const enum status st = begin_writing(m, e);
    return st == ST_OK && m->run == 0 ? portfolio_run_start(m->portfolio, &m->run, e) : st;
}

static enum status commit(struct merge *m, struct error *e)
{
    if (!m->open) {
        return ST_OK;
    }
    m->open = false;
    m->batch = 0;
    const enum status st = portfolio_commit(m->portfolio, e);
    if (st != ST_OK) {
        return st;
    }
    m->committed = m->report.counts;
    return merge_report_committed(&m->report, e);
}

static void count(struct merge *m, enum merge_state state)
{
    m->report.counts.files++;
    m->report.counts.states[state]++;
}

static void note_written(struct merge *m)
{
    m->batch++;
    if (m->batch % EARLY_FILES == 0) {
        portfolio_write_early(m->portfolio);
    }
}

static enum status write_unreadable(struct merge *m, const struct merge_item *item, struct error *e)
{
    struct receive_outcome outcome;
    enum status st = begin(m, e);
    if (st == ST_OK) {
        st = portfolio_receive_unreadable(m->portfolio, buffer_text(&item->path), item->problem.text,
                                          item->unread ? REASON_UNREAD : REASON_VERDICT, m->now, &outcome, e);
    }
    if (st != ST_OK) {
        return st;
    }
    note_written(m);
    count(m, MERGE_REJECTED);
    const struct merge_left rejected = {.state = MERGE_REJECTED,
                                        .path = buffer_text(&item->path),
                                        .reason = outcome.reason,
                                        .why = outcome.why,
                                        .verdict = verdict_name(VERDICT_UNREADABLE),
                                        .code = "",
                                        .name = "",
                                        .certificate = "",
                                        .known = ""};
    return merge_report_left(&m->report, &rejected, e);
}

/* The file that was not merged, and whose it is: the prime's own name for the supplier where there is one. */
static enum status report_left(struct merge *m, const struct received_file *file, const struct receive_outcome *outcome, struct error *e)
{
    const struct received_document *d = file->document;
    const bool known = outcome->code[0] != '\0';
    char certificate[SHA256_TEXT] = "";
    if (file->signed_by_anyone) {
        hex_encode(file->certificate, SHA256_BYTES, certificate);
    }
    const struct merge_left left = {.state = outcome->state,
                                    .path = file->name,
                                    .reason = outcome->reason,
                                    .verdict = outcome->verdict,
                                    .code = outcome->code,
                                    .name = known && outcome->name[0] == '\0' && d->name != NULL ? d->name : outcome->name,
                                    .claimed = d == NULL ? file->claimed_code : d->claimed_code,
                                    .claimed_as = d == NULL ? file->claimed_name : d->name,
                                    .certificate = certificate,
                                    .known = outcome->known,
                                    .why = outcome->why,
                                    .digest = file->digest};
    return merge_report_left(&m->report, &left, e);
}

/* Each file is counted as what it is in the end, in whichever order they came. */
static void count_replaced(struct merge *m, const struct receive_outcome *outcome)
{
    m->report.counts.states[MERGE_MERGED] -= outcome->replaced_in_run;
    m->report.counts.states[MERGE_SUPERSEDED] += outcome->replaced_in_run;
    m->report.counts.states[MERGE_CONFLICT] -= outcome->settled_in_run;
    m->report.counts.states[MERGE_SUPERSEDED] += outcome->settled_in_run;
}

static enum status write_file(struct merge *m, const struct merge_item *item, struct error *e)
{
    struct receive_outcome outcome;
    enum status st = begin(m, e);
    if (st == ST_OK) {
        st = portfolio_receive(m->portfolio, &item->file, m->run, m->now, &outcome, e);
    }
    if (st != ST_OK) {
        return st;
    }
    note_written(m);
    count(m, outcome.state);
    count_replaced(m, &outcome);
    if (outcome.state == MERGE_REJECTED || outcome.state == MERGE_QUARANTINED || outcome.state == MERGE_CONFLICT) {
        return report_left(m, &item->file, &outcome, e);
    }
    return ST_OK;
}

/* Not a run of its own: nothing becomes of the file, it is only passed over unread the next time. */
static enum status write_known(struct merge *m, const struct merge_item *item, struct error *e)
{
    enum status st = ST_OK;
    if (item->file.stamp != NULL) {
        st = begin_writing(m, e);
        st = st == ST_OK ? portfolio_stamp(m->portfolio, item->file.digest, item->file.stamp, e) : st;
        note_written(m);
    }
    count(m, item->state);
    return st;
}

static enum status write_item(struct merge *m, const struct merge_item *item, struct error *e)
{
    switch (item->kind) {
    case MERGE_ITEM_FILE:
        return write_file(m, item, e);
    case MERGE_ITEM_UNREADABLE:
        return write_unreadable(m, item, e);
    case MERGE_ITEM_KNOWN:
        return write_known(m, item, e);
    case MERGE_ITEM_FAILED:
        break;
    }
    struct buffer said;
    buffer_init(&said, BUFFER_MAX_TEXT);
    (void)sentence_say(&said, item->problem.text);
    (void)fail(e, ST_SYSTEM, "%s", buffer_text(&said));
    buffer_release(&said);
    return ST_SYSTEM;
}

static enum status note_taken(void *context, const uint8_t digest[SHA256_BYTES], const char *name, const struct receive_outcome *outcome,
                              struct error *e)
{
    struct merge *m = context;
    const struct merge_left file = {.state = outcome->state,
                                    .path = name,
                                    .reason = outcome->reason,
                                    .verdict = outcome->verdict,
                                    .code = outcome->code,
                                    .name = outcome->name,
                                    .claimed = outcome->code,
                                    .claimed_as = outcome->name,
                                    .certificate = "",
                                    .known = "",
                                    .why = outcome->why,
                                    .digest = digest};
    count_replaced(m, outcome);
    return merge_report_taken(&m->report, &file, e);
}

/* In the last transaction of all. Counted as what they are in the end, as all the others. */
static enum status settle_held(struct merge *m, struct error *e)
{
    struct settled_in_run in_run = {0};
    enum status st = begin(m, e);
    st = st == ST_OK ? merge_known_since(m->portfolio, &m->facts, m->run, note_taken, m, e) : st;
    st = st == ST_OK ? portfolio_settle_signers(m->portfolio, m->run, merge_report_settled, &m->report, e) : st;
    st = st == ST_OK ? portfolio_settle_held(m->portfolio, m->run, &in_run, e) : st;
    if (st == ST_OK) {
        m->report.counts.states[MERGE_QUARANTINED] -= in_run.held;
        m->report.counts.states[MERGE_CONFLICT] -= in_run.conflicts;
        m->report.counts.states[MERGE_SUPERSEDED] += in_run.held + in_run.conflicts;
        struct run_marks marks;
        st = portfolio_run_marks(m->portfolio, m->run, &marks, e);
        m->report.counts.unfinished = marks.unfinished;
        m->report.counts.sheets = marks.sheets;
    }
    return st;
}

/* ST_INPUT: stopped. What has been written by then is kept, as whole as at the end. */
static enum status write_all(struct merge *m, struct error *e)
{
    enum status st = ST_OK;
    bool stopped = false;
    for (struct merge_item *item; st == ST_OK && !stopped && (item = merge_pool_next(m->pool)) != NULL;) {
        st = write_item(m, item, e);
        if (st == ST_OK && m->batch >= BATCH_FILES) {
            st = commit(m, e);
        }
        if (merge_report_due(&m->report)) {
            merge_report_progress(&m->report, merge_pool_remaining(m->pool));
        }
        stopped = stopping() && merge_pool_remaining(m->pool) > 0;
    }
    st = st == ST_OK && m->run != 0 ? settle_held(m, e) : st;
    st = st == ST_OK ? commit(m, e) : st;
    if (m->open) {
        portfolio_rollback(m->portfolio);
    }
    if (st != ST_OK) {
        m->report.counts = m->committed;
    }
    return st == ST_OK && stopped ? ST_INPUT : st;
}

/* A stop ends waiting for another program, too: then it is said instead of what that program kept it from. */
static enum status tell_stopped(struct merge *m, enum status st, struct error *e)
{
    return st == ST_INPUT && stopping() ? merge_report_stopped(&m->report, e) : st;
}

static unsigned threads(void)
{
    const long n = sysconf(_SC_NPROCESSORS_ONLN);
    return n < 1 ? 1 : n > MERGE_THREADS_MAX ? MERGE_THREADS_MAX : (unsigned)n;
}

static enum status prepare(struct merge *m, const struct options *o, char **paths, size_t npaths, struct error *e)
{
    m->now = clock_now(&m->program->clock);
    enum status st = load_catalog(m->program, &m->catalog, e);
    if (st == ST_OK && o->identity != NULL) {
        st = load_identity(o->identity, o->passphrase_file, &m->opener, e);
    }
    stopping_begin(); /* a passphrase is asked for before it */
    if (st == ST_OK) {
        st = portfolio_open(&m->portfolio, o->database, PORTFOLIO_WRITE, e);
    }
    if (st == ST_OK) {
        st = portfolio_packs_load(m->portfolio, &m->catalog, e);
    }
    if (st == ST_OK) {
        st = portfolio_trust_load(&m->trust, m->portfolio, m->now, e);
    }
    if (st == ST_OK) {
        st = known_files_load(&m->known, m->portfolio, is_held, &m->catalog, e);
    }
    if (st == ST_OK) {
        st = asked_targets_load(&m->asked, m->portfolio, e);
    }
    bool purged = false;
    if (st == ST_OK) {
        st = portfolio_any_purged(m->portfolio, &purged, e);
    }
    if (st == ST_OK) {
        st = walk_open(&m->walk, paths, npaths, o->database, o->reread ? NULL : m->known, e);
    }
    m->facts = (struct merge_facts){
        .catalog = &m->catalog, .trust = m->trust, .known = m->known, .asked = m->asked, .content = purged, .now = m->now};
    m->facts.opener = m->opener.key != NULL ? &m->opener : NULL;
    return st;
}

struct misnamed {
    size_t suppliers;
    char last[SUPPLIER_CODE_MAX + 1];
};

/* A key may name several others (one by its code, one by its name), each a line of its own; they come by supplier. */
static enum status count_misnamed(void *context, const struct status_line *line, struct error *e)
{
    struct misnamed *m = context;
    (void)e;
    m->suppliers += strcmp(m->last, line->code) != 0;
    (void)snprintf(m->last, sizeof m->last, "%s", line->code);
    return ST_OK;
}

/* A request that reached the wrong firm makes that firm's key the key of whom it was for. */
static enum status tell_misnamed(const struct merge *m, const char *database, struct error *e)
{
    struct misnamed misnamed = {.suppliers = 0};
    char place[SHELL_WORD];
    const enum status st =
        m->report.counts.states[MERGE_MERGED] > 0 ? portfolio_status(m->portfolio, STATUS_MISNAMED, count_misnamed, &misnamed, e) : ST_OK;
    const size_t n = misnamed.suppliers;
    if (n > 0) {
        print_sentence(stdout,
                       _n("%s supplier has a key that names another supplier of yours: perhaps a request went to the wrong firm. \"tenken "
                          "status %s\" says whose.",
                          "%s suppliers have a key that names another supplier of yours: perhaps requests went to the wrong firm. \"tenken "
                          "status %s\" says whose.",
                          n),
                       COUNT_TEXT(n), shell_word(database, place));
    }
    return st;
}

static enum status run(struct program *program, int argc, char **argv, struct error *e)
{
    struct options o;
    enum status st = options_read(&o, argc, argv, e);
    if (st != ST_OK) {
        return st;
    }
    struct merge m = {.program = program};
    st = tell_stopped(&m, prepare(&m, &o, argv + optind, (size_t)(argc - optind), e), e);
    if (st == ST_OK) {
        st = merge_pool_start(&m.pool, &m.facts, &m.walk, threads(), e);
    }
    if (st == ST_OK) {
        merge_report_open(&m.report, o.database, o.json);
        st = tell_stopped(&m, write_all(&m, e), e);
        merge_pool_stop(m.pool);
        merge_report_close(&m.report, st == ST_OK, &m.walk);
        st = st == ST_OK && !o.json ? tell_misnamed(&m, o.database, e) : st;
        if (st == ST_OK && m.report.counts.states[MERGE_REJECTED] > 0) {
            st = ST_NO;
        }
    }
    stopping_end();
    walk_close(&m.walk);
    known_files_free(m.known);
    asked_targets_free(m.asked);
    portfolio_trust_free(m.trust);
    catalog_release(&m.catalog);
    identity_release(&m.opener);
    portfolio_close(m.portfolio);
    return st;
}

const struct command command_merge = {
    .name = "merge",
    .usage = N_("merge --into DB PATH… [--identity FILE.p12 [--passphrase-file F]] [--reread] [--json]"),
    .help = N_("verify suppliers' answers and take them into the portfolio"),
    .run = run,
};
