#include "command/merge_report.h"

#include "base/amount.h"
#include "base/i18n.h"
#include "base/list.h"
#include "base/sentence.h"
#include "base/shell_word.h"
#include "command/next_step.h"
#include "trust/verdict.h"

#include <stdlib.h>
#include <unistd.h>

#define TERMINAL_MILLISECONDS 200
#define OTHERWISE_MILLISECONDS 60000
#define BAR 20

static int64_t monotonic(void)
{
    struct timespec t;
    return clock_gettime(CLOCK_MONOTONIC, &t) == 0 ? (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000 : 0;
}

void merge_report_time(struct merge_report *r, bool terminal, int64_t (*now)(void))
{
    r->terminal = terminal;
    r->now = now;
    r->started = r->last = now();
}

void merge_report_open(struct merge_report *r, const char *database, bool json)
{
    *r = (struct merge_report){.database = database, .json = json};
    merge_report_time(r, isatty(STDERR_FILENO) == 1, monotonic);
    if (json) {
        r->pending = cJSON_CreateArray();
        json_stream_open(&r->stream);
        json_stream_list(&r->stream, "rejected");
    }
}

static void clear_line(struct merge_report *r)
{
    if (r->shown) {
        fputs("\r\033[K", stderr);
    }
    r->shown = false;
}

static void print_reason(struct merge_report *r, const char *path, const char *reason)
{
    clear_line(r);
    struct buffer said;
    buffer_init(&said, BUFFER_MAX_TEXT);
    (void)sentence_say(&said, reason);
    print_text(stderr, path, 0);
    fputs(": ", stderr);
    print_text(stderr, buffer_text(&said), 0);
    fputc('\n', stderr);
    buffer_release(&said);
}

static void print_below(const char *text)
{
    if (text[0] != '\0') {
        fputs("    ", stderr);
        print_text(stderr, text, 0);
        fputc('\n', stderr);
    }
}

static const char *step_of(const struct merge_report *r, const struct merge_left *file, char out[STEP_TEXT])
{
    const struct rejected_file rejected = {.file = file->path,
                                           .verdict = file->verdict,
                                           .why = file->why,
                                           .code = file->claimed,
                                           .certificate = file->certificate,
                                           .known = file->known};
    return rejected_step(out, &rejected, r->database);
}

static void print_left(struct merge_report *r, const struct merge_left *file)
{
    char who[CLAIM_TEXT], text[STEP_TEXT];
    if (file->state == MERGE_REJECTED && !alike_files_name(&r->alike, file->path, file->reason, MERGE_REASONS_SHOWN)) {
        return;
    }
    if (file->state != MERGE_REJECTED && r->counts.states[file->state] > MERGE_REASONS_SHOWN) {
        r->unnamed[file->state]++;
        return;
    }
    print_reason(r, file->path, file->reason);
    print_below(file->code[0] != '\0' ? supplier_words(who, file->code, file->name) : claim_words(who, file->claimed, file->claimed_as));
    print_below(file->state == MERGE_CONFLICT ? conflict_step(text, r->database, &(struct conflict_files){.other = ""}) : "");
    print_below(file->state == MERGE_REJECTED ? step_of(r, file, text) : "");
}

static enum status note_digest(struct merge_digests *d, const uint8_t *digest, struct error *e)
{
    if (digest == NULL) {
        return ST_OK;
    }
    uint8_t(*each)[SHA256_BYTES] = list_room(d->each, d->count, &d->room, sizeof *each);
    if (each == NULL) {
        return fail_memory(e);
    }
    d->each = each;
    memcpy(d->each[d->count++], digest, SHA256_BYTES);
    return ST_OK;
}

static int compare_digests(const void *a, const void *b)
{
    return memcmp(a, b, SHA256_BYTES);
}

/* How many of the files are the same bytes as another one: the portfolio keeps those once. What has come to be superseded since it was
 * noted is no longer among the files: 0 where that leaves too few of them. */
static unsigned long long count_copies(struct merge_digests *d, unsigned long long files)
{
    unsigned long long copies = 0;
    if (d->count > 0) {
        qsort(d->each, d->count, sizeof d->each[0], compare_digests);
    }
    for (size_t i = 1; i < d->count; i++) {
        copies += memcmp(d->each[i], d->each[i - 1], SHA256_BYTES) == 0;
    }
    return copies < files ? copies : 0;
}

static enum status put_rejected(struct merge_report *r, const struct merge_left *file, struct error *e)
{
    char text[STEP_TEXT];
    struct buffer said;
    buffer_init(&said, BUFFER_MAX_TEXT);
    (void)sentence_say(&said, file->reason);
    cJSON *o = cJSON_CreateObject();
    put_clean(o, "file", file->path);
    put_clean(o, "reason", buffer_text(&said));
    put_clean(o, "supplier_code", file->code);
    put_clean(o, "name", file->name);
    put_clean(o, "claimed_supplier_code", file->claimed);
    put_clean(o, "claimed_name", file->claimed_as);
    put_clean(o, "next_step", step_of(r, file, text));
    buffer_release(&said);
    if (r->pending == NULL || !cJSON_AddItemToArray(r->pending, o)) {
        cJSON_Delete(o);
        return fail_memory(e);
    }
    return ST_OK;
}

enum status merge_report_left(struct merge_report *r, const struct merge_left *file, struct error *e)
{
    const enum status st = note_digest(&r->left[file->state], file->digest, e);
    if (st == ST_OK && !r->json) {
        print_left(r, file);
    }
    return st == ST_OK && r->json && file->state == MERGE_REJECTED ? put_rejected(r, file, e) : st;
}

/* Takes one of those with the digest out. */
static bool forget_digest(struct merge_digests *d, const uint8_t *digest)
{
    for (size_t i = 0; i < d->count; i++) {
        if (memcmp(d->each[i], digest, SHA256_BYTES) == 0) {
            d->count--;
            memmove(d->each[i], d->each[d->count], i < d->count ? SHA256_BYTES : 0);
            return true;
        }
    }
    return false;
}

enum status merge_report_settled(void *report, const struct settled_file *file, struct error *e)
{
    struct merge_report *r = report;
    const struct merge_left left = {.state = MERGE_REJECTED,
                                    .path = file->name,
                                    .reason = file->reason,
                                    .verdict = verdict_name(VERDICT_DIFFERENT_SIGNER),
                                    .code = "",
                                    .name = "",
                                    .claimed = file->claimed_code,
                                    .claimed_as = file->claimed_name,
                                    .certificate = file->certificate,
                                    .known = file->known,
                                    .why = REASON_VERDICT,
                                    .digest = file->digest};
    enum status st = ST_OK;
    while (st == ST_OK && forget_digest(&r->left[MERGE_QUARANTINED], file->digest)) {
        r->counts.states[MERGE_QUARANTINED]--;
        r->counts.states[MERGE_REJECTED]++;
        st = merge_report_left(r, &left, e);
    }
    return st;
}

enum status merge_report_taken(struct merge_report *r, const struct merge_left *file, struct error *e)
{
    const bool in = file->state == MERGE_MERGED || file->state == MERGE_UNCHANGED || file->state == MERGE_SUPERSEDED;
    enum merge_state state = file->state;
    enum status st = ST_OK;
    while (st == ST_OK && forget_digest(&r->left[MERGE_QUARANTINED], file->digest)) {
        r->counts.states[MERGE_QUARANTINED]--;
        r->counts.states[state]++;
        st = in ? ST_OK : merge_report_left(r, file, e);
        state = in ? MERGE_UNCHANGED : state; /* its copies */
    }
    if (in && !r->json && r->unnamed[MERGE_QUARANTINED] == 0) { /* else it may not have been named */
        print_reason(r, file->path, N_("It is taken in after all: another file of this merge has made its signer known."));
    }
    return st;
}

enum status merge_report_committed(struct merge_report *r, struct error *e)
{
    enum status st = ST_OK;
    for (cJSON *o; st == ST_OK && r->json && (o = cJSON_DetachItemFromArray(r->pending, 0)) != NULL;) {
        st = json_stream_element(&r->stream, o, e);
    }
    return st;
}

bool merge_report_due(const struct merge_report *r)
{
    return r->now() - r->last >= (r->terminal ? TERMINAL_MILLISECONDS : OTHERWISE_MILLISECONDS);
}

static void print_bar(unsigned long long done, unsigned long long all)
{
    char bar[BAR + 1];
    const size_t full = (size_t)(done * BAR / all);
    memset(bar, '.', BAR);
    memset(bar, '#', full);
    bar[BAR] = '\0';
    fprintf(stderr, "[%s] ", bar);
}

void merge_report_progress(struct merge_report *r, size_t remaining)
{
    const unsigned long long done = r->counts.files, all = done + remaining;
    r->last = r->now();
    const int64_t elapsed = r->last - r->started + 1;
    const long long rate = (long long)((int64_t)done * 1000 / elapsed);
    const long long left = done == 0 ? 0 : (long long)(elapsed * (int64_t)remaining / (int64_t)done / 1000 + 1);
    clear_line(r);
    if (r->terminal && all > 0) {
        print_bar(done, all);
    }
    if (done == 0) {
        fprintf(stderr, _("%s of %s files"), COUNT_TEXT(done), COUNT_TEXT(all));
    } else if (left < 100) {
        fprintf(stderr, _("%s of %s files, %s a second, about %s s left"), COUNT_TEXT(done), COUNT_TEXT(all), COUNT_TEXT(rate),
                COUNT_TEXT(left));
    } else {
        fprintf(stderr, _("%s of %s files, %s a second, about %s min left"), COUNT_TEXT(done), COUNT_TEXT(all), COUNT_TEXT(rate),
                COUNT_TEXT((left + 30) / 60));
    }
    if (!r->terminal) {
        fputc('\n', stderr);
    }
    r->shown = r->terminal;
    (void)fflush(stderr);
}

static void close_json(struct merge_report *r, bool complete, const unsigned long long copies[MERGE_STATES], const struct walk *walk)
{
    static const struct {
        const char *key;
        enum merge_state state;
    } MEMBERS[] = {{"merged", MERGE_MERGED},
                   {"unchanged", MERGE_UNCHANGED},
                   {"superseded", MERGE_SUPERSEDED},
                   {"conflicts", MERGE_CONFLICT},
                   {"quarantined", MERGE_QUARANTINED}};
    json_stream_list_end(&r->stream);
    json_stream_integer(&r->stream, "files", (long long)r->counts.files);
    for (size_t i = 0; i < sizeof MEMBERS / sizeof MEMBERS[0]; i++) {
        json_stream_integer(&r->stream, MEMBERS[i].key, (long long)r->counts.states[MEMBERS[i].state]);
    }
    json_stream_integer(&r->stream, "unfinished", (long long)r->counts.unfinished);
    json_stream_integer(&r->stream, "sheets", (long long)r->counts.sheets);
    json_stream_integer(&r->stream, "conflict_copies", (long long)copies[MERGE_CONFLICT]);
    json_stream_integer(&r->stream, "quarantined_copies", (long long)copies[MERGE_QUARANTINED]);
    json_stream_integer(&r->stream, "rejected_copies", (long long)copies[MERGE_REJECTED]);
    json_stream_integer(&r->stream, "skipped", (long long)(walk->skipped.count + walk->litter.count));
    (void)json_stream_member(&r->stream, "complete", cJSON_CreateBool(complete), NULL);
    json_stream_close(&r->stream);
    cJSON_Delete(r->pending);
}

/* Japanese has its counter beside the number. */
static void print_number(unsigned long long n)
{
    printf(_("%8s  "), COUNT_TEXT(n));
}

static void print_count(unsigned long long n, const char *words)
{
    if (n > 0) {
        print_number(n);
        printf("%s\n", words);
    }
}

static void print_copies(unsigned long long copies)
{
    print_count(copies, _("of them copies of others: \"tenken status\" counts different files"));
}

/* With the names, cleaned: they are of a folder into which others write. */
static void print_passed(const struct walk_passed *passed, const char *words)
{
    if (passed->count > 0) {
        print_number(passed->count);
        printf("%s: ", words);
        print_text(stdout, buffer_text(&passed->names), 0);
        printf("\n");
    }
}

/* Whoever reads the names would take the last one for the last file. */
static void tell_unnamed(const struct merge_report *r)
{
    char word[SHELL_WORD];
    const char *place = shell_word(r->database, word);
    const unsigned long long *n = r->unnamed;
    if (r->alike.unnamed > 0) {
        print_sentence(stderr, _("… and %s more rejected: tenken status %s --json lists them all."), COUNT_TEXT(r->alike.unnamed), place);
        alike_files_tell(&r->alike, stderr);
    }
    if (n[MERGE_CONFLICT] > 0) {
        print_sentence(stderr, _("… and %s more in conflict: tenken status %s --json lists them all."), COUNT_TEXT(n[MERGE_CONFLICT]),
                       place);
    }
    if (n[MERGE_QUARANTINED] > 0) {
        print_sentence(stderr, _("… and %s more in quarantine: tenken status %s --json lists them all."), COUNT_TEXT(n[MERGE_QUARANTINED]),
                       place);
    }
}

enum status merge_report_stopped(struct merge_report *r, struct error *e)
{
    const unsigned long long n = r->counts.files;
    r->stopped = true;
    if (n == 0) {
        return fail(e, ST_INPUT, "%s",
                    _("Stopped before the first file was taken in. Nothing is changed, and the same command begins again."));
    }
    return fail(e, ST_INPUT,
                _n("Stopped after %s file. What came of it is kept, nothing is lost, and the same command goes on with the others.",
                   "Stopped after %s files. What came of them is kept, nothing is lost, and the same command goes on with the others.", n),
                COUNT_TEXT(n));
}

void merge_report_close(struct merge_report *r, bool complete, const struct walk *walk)
{
    const unsigned long long *n = r->counts.states;
    unsigned long long copies[MERGE_STATES];
    for (int state = 0; state < MERGE_STATES; state++) {
        copies[state] = complete ? count_copies(&r->left[state], n[state]) : 0;
        free(r->left[state].each);
        r->left[state] = (struct merge_digests){.each = NULL};
    }
    clear_line(r);
    if (r->json) {
        close_json(r, complete, copies, walk);
        return;
    }
    if (complete) { /* else the database does not have them all */
        tell_unnamed(r);
    }
    print_number(r->counts.files);
    printf("%s\n", _("files"));
    print_count(n[MERGE_MERGED], _("merged"));
    print_count(r->counts.unfinished, _("of them begun, not finished: the rest is still expected"));
    print_count(r->counts.sheets, _("of them on an answer sheet, which nobody signed"));
    print_count(n[MERGE_UNCHANGED], _("unchanged: they were here already"));
    print_count(n[MERGE_SUPERSEDED], _("superseded: a higher revision is here"));
    print_count(n[MERGE_CONFLICT], _("in conflict with what is here: kept until you say which one holds"));
    print_copies(copies[MERGE_CONFLICT]);
    print_count(n[MERGE_QUARANTINED], _("in quarantine: kept, \"tenken status\" says what to do"));
    print_copies(copies[MERGE_QUARANTINED]);
    print_count(n[MERGE_REJECTED], _("rejected"));
    print_copies(copies[MERGE_REJECTED]);
    print_passed(&walk->skipped, _("passed over (links, pipes and devices are not read)"));
    print_passed(&walk->litter, _("passed over (hidden files, locks and what Windows keeps about a folder)"));
    if (!complete && !r->stopped) {
        printf("%s\n", _("The merge was not finished: run it again, what was merged is kept."));
    }
}
