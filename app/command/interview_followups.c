/* tenken interview followups: what was agreed to come later. recheck: what is to be rated again. */
#include "base/i18n.h"
#include "command/interview_actions.h"
#include "command/listing.h"
#include "command/print.h"
#include "model/followup.h"
#include "model/json.h"
#include "model/rating.h"
#include "model/recheck.h"
#include "model/record_check.h"
#include "store/draft.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct options {
    const char *draft;
    const char *add, *about, *owner, *due;
    const char *done, *on, *reopen, *remove;
    const char *keep; /* recheck: a question whose rating stands */
    bool json;
};

/* Owns all of it. */
struct open_draft {
    struct draft draft;
    struct catalog catalog;
    struct question_list list;
    char today[DATE_TEXT];
};

static enum status options_read(struct options *o, int argc, char **argv, struct error *e)
{
    static const struct option OPTIONS[] = {
        {"add", required_argument, NULL, 'a'},
        {"about", required_argument, NULL, 'b'},
        {"owner", required_argument, NULL, 'o'},
        {"due", required_argument, NULL, 'd'},
        {"done", required_argument, NULL, 'f'},
        {"on", required_argument, NULL, 't'},
        {"open", required_argument, NULL, 'r'},
        {"remove", required_argument, NULL, 'm'},
        {"keep", required_argument, NULL, 'k'},
        {"json", no_argument, NULL, 'j'},
        {NULL, 0, NULL, 0},
    };
    const bool recheck = strcmp(argv[0], "recheck") == 0;
    *o = (struct options){0};
    optind = 1;
    opterr = 0;
    for (int option; (option = getopt_long(argc, argv, "", OPTIONS, NULL)) != -1;) {
        const char **value = option == 'a'   ? &o->add
                             : option == 'b' ? &o->about
                             : option == 'o' ? &o->owner
                             : option == 'd' ? &o->due
                             : option == 'f' ? &o->done
                             : option == 't' ? &o->on
                             : option == 'r' ? &o->reopen
                             : option == 'm' ? &o->remove
                                             : &o->keep;
        if (option == '?' || (option != 'j' && recheck != (option == 'k'))) {
            return usage_error(&command_interview, e, _("the option \"%s\" is not known here, or its value is missing."), argv[optind - 1]);
        }
        if (option == 'j') {
            o->json = true;
        } else {
            *value = optarg;
        }
    }
    if (optind + 1 != argc) {
        return usage_error(&command_interview, e, _("name one draft."));
    }
    o->draft = argv[optind];
    const int changes = (o->add != NULL) + (o->done != NULL) + (o->reopen != NULL) + (o->remove != NULL);
    if (changes > 1) {
        return usage_error(&command_interview, e, _("one change at a time: --add, --done, --open or --remove."));
    }
    if (((o->about != NULL || o->owner != NULL || o->due != NULL) && o->add == NULL) || (o->on != NULL && o->done == NULL)) {
        return usage_error(&command_interview, e, _("--about, --owner and --due go with --add; --on goes with --done."));
    }
    return ST_OK;
}

static enum status open_it(struct open_draft *d, const struct program *program, const char *path, bool write, struct error *e)
{
    *d = (struct open_draft){.draft = {.lock = {.fd = -1}}};
    local_today(&program->clock, d->today);
    enum status st = load_catalog(program, &d->catalog, e);
    st = st != ST_OK ? st : write ? draft_open(&d->draft, path, e) : draft_open_for_reading(&d->draft, path, e);
    st = st == ST_OK ? assessment_load_packs(&d->draft.assessment, &d->catalog, e) : st;
    return st == ST_OK ? assessment_questions(&d->draft.assessment, &d->catalog, &d->list, NULL, e) : st;
}

static void close_it(struct open_draft *d)
{
    question_list_release(&d->list);
    draft_close(&d->draft);
    catalog_release(&d->catalog);
}

/* A question by its name PACK:ITEM. */
static enum status find(const struct open_draft *d, const char *name, const struct question **q, struct error *e)
{
    char pack[PACK_ID_TEXT], item[ITEM_ID_TEXT];
    const size_t at = item_reference(name, NULL, pack, item) ? question_find(&d->list, pack, item) : SIZE_MAX;
    if (at == SIZE_MAX) {
        return fail(e, ST_INPUT, _("The draft asks no question \"%s\": name it as PACK:ITEM, for example basic10:3."), name);
    }
    *q = &d->list.questions[at];
    return ST_OK;
}

static const char *about(const struct open_draft *d, const struct followup *f)
{
    const size_t at = f->pack[0] == '\0' ? SIZE_MAX : question_find(&d->list, f->pack, f->item);
    return at == SIZE_MAX ? _("the firm as a whole") : question_title(&d->list.questions[at]);
}

/* ---- follow-ups ---- */

/* The number that the list shows, from 1: its place in the draft. */
static enum status number_of(const struct open_draft *d, const char *text, size_t *i, struct error *e)
{
    char *end;
    const unsigned long n = strtoul(text, &end, 10);
    if (*end != '\0' || n == 0 || n > followup_count(&d->draft.assessment) || strchr("0123456789", text[0]) == NULL) {
        return fail(e, ST_INPUT, _("There is no follow-up %s: the list shows their numbers."), text);
    }
    *i = (size_t)n - 1;
    return ST_OK;
}

static enum status change(struct open_draft *d, const struct program *program, const struct options *o, struct error *e)
{
    struct assessment *a = &d->draft.assessment;
    const struct question *q = NULL;
    size_t i = 0;
    enum status st;
    if (o->add != NULL) {
        st = o->about != NULL ? find(d, o->about, &q, e) : ST_OK;
        st = st == ST_OK ? followup_add(a, q, o->add, o->owner == NULL ? "" : o->owner, o->due == NULL ? "" : o->due, &program->clock, e)
                         : st;
    } else {
        st = number_of(d, o->done != NULL ? o->done : o->reopen != NULL ? o->reopen : o->remove, &i, e);
        if (st == ST_OK && o->remove != NULL) {
            st = followup_remove(a, i, e);
        } else if (st == ST_OK) {
            st = followup_set(a, i, "done_at", o->reopen != NULL ? "" : o->on != NULL ? o->on : d->today, e);
        }
    }
    return st == ST_OK ? draft_save(&d->draft, &program->clock, e) : st;
}

static void print_group(const struct open_draft *d, enum followup_which which, const char *heading)
{
    size_t indices[FOLLOWUPS_MAX];
    const struct assessment *a = &d->draft.assessment;
    const size_t n = followup_list(a, which, NULL, d->today, indices, FOLLOWUPS_MAX);
    size_t shown = 0;
    for (size_t k = 0; k < n && k < FOLLOWUPS_MAX; k++) {
        const struct followup f = followup_view(a, indices[k]);
        const bool late = f.due[0] != '\0' && strcmp(f.due, d->today) < 0;
        if (which == FOLLOWUPS_OPEN && late) {
            continue; /* stands under overdue */
        }
        if (shown++ == 0) {
            (void)printf("%s\n", heading);
        }
        (void)printf("%4zu  %-10s  ", indices[k] + 1, f.done ? f.done_at : f.due);
        print_clean(about(d, &f));
        (void)fputs("\n      ", stdout);
        print_wrapped(f.text, 6, 6);
        if (f.owner[0] != '\0') {
            (void)printf("      %s ", _("Who does it:"));
            print_clean(f.owner);
            (void)putchar('\n');
        }
    }
}

static cJSON *followup_json(const struct open_draft *d, size_t i)
{
    const struct followup f = followup_view(&d->draft.assessment, i);
    cJSON *out = cJSON_CreateObject();
    const bool late = !f.done && f.due[0] != '\0' && strcmp(f.due, d->today) < 0;
    bool ok = json_put_integer(out, "number", (int64_t)i + 1) && json_put_text(out, "state", f.done ? "done" : late ? "overdue" : "open");
    const char *const names[] = {"pack", "item", "text", "owner", "due", "done_at", "created_at"};
    const char *const values[] = {f.pack, f.item, f.text, f.owner, f.due, f.done_at, f.created_at};
    for (size_t k = 0; k < sizeof names / sizeof names[0]; k++) {
        ok = ok && (values[k][0] == '\0' ? json_put(out, names[k], cJSON_CreateNull()) : json_put_text(out, names[k], values[k]));
    }
    if (!ok) {
        cJSON_Delete(out);
        return NULL;
    }
    return out;
}

static enum status followups_json(const struct open_draft *d, struct error *e)
{
    size_t indices[FOLLOWUPS_MAX];
    cJSON *out = cJSON_CreateObject(), *list = cJSON_CreateArray();
    const size_t n = followup_list(&d->draft.assessment, FOLLOWUPS_ALL, NULL, d->today, indices, FOLLOWUPS_MAX);
    bool ok = json_put(out, "followups", list);
    for (size_t k = 0; ok && k < n && k < FOLLOWUPS_MAX; k++) {
        cJSON *entry = followup_json(d, indices[k]);
        ok = entry != NULL && cJSON_AddItemToArray(list, entry);
    }
    if (ok) {
        return print_json(out, e);
    }
    cJSON_Delete(out);
    return fail_memory(e);
}

enum status interview_followups(struct program *program, int argc, char **argv, struct error *e)
{
    struct options o;
    struct open_draft d;
    enum status st = options_read(&o, argc, argv, e);
    if (st != ST_OK) {
        return st;
    }
    const bool changes = o.add != NULL || o.done != NULL || o.reopen != NULL || o.remove != NULL;
    st = open_it(&d, program, o.draft, changes, e);
    st = st == ST_OK && changes ? change(&d, program, &o, e) : st;
    if (st == ST_OK && o.json) {
        st = followups_json(&d, e);
    } else if (st == ST_OK) {
        print_group(&d, FOLLOWUPS_OVERDUE, _("Overdue:"));
        print_group(&d, FOLLOWUPS_OPEN, _("Open:"));
        print_group(&d, FOLLOWUPS_DONE, _("Done:"));
        if (followup_count(&d.draft.assessment) == 0) {
            (void)puts(_("Nothing was left for later."));
        }
    }
    close_it(&d);
    return st;
}

/* ---- what is to be rated again ---- */

static void print_recheck(const struct open_draft *d, size_t question)
{
    struct recheck_news news[ANSWER_EVIDENCE_MAX];
    const struct question *q = &d->list.questions[question];
    const struct rating rating = rating_view(&q->answer);
    const size_t n = recheck_news(&d->draft.assessment, q, news, ANSWER_EVIDENCE_MAX);
    char words[ANSWER_WORDS];
    const struct answer assessor = {.state = rating.assessor >= 0 ? ANSWER_LEVEL : ANSWER_NONE,
                                    .level = rating.assessor < 0 ? 0 : rating.assessor};
    (void)printf("%3d ", question_list_number(&d->list, question));
    print_clean(question_title(q));
    (void)printf("  (%s:%s)\n    %s%s", q->home_pack->id, q->home_item->id, _("Firm: "), answer_words(&q->answer, words));
    (void)printf("  %s%s\n", _("Assessor: "), answer_words(&assessor, words));
    for (size_t i = 0; i < n && i < ANSWER_EVIDENCE_MAX; i++) {
        (void)printf("    - %-10s  %s ", news[i].date, news[i].followup ? _("done:") : _("evidence:"));
        print_clean(news[i].text);
        (void)putchar('\n');
    }
}

static enum status recheck_json(const struct open_draft *d, const size_t *indices, size_t n, struct error *e)
{
    cJSON *out = cJSON_CreateObject(), *list = cJSON_CreateArray();
    bool ok = json_put(out, "recheck", list);
    for (size_t k = 0; ok && k < n; k++) {
        struct recheck_news news[ANSWER_EVIDENCE_MAX];
        const struct question *q = &d->list.questions[indices[k]];
        const size_t found = recheck_news(&d->draft.assessment, q, news, ANSWER_EVIDENCE_MAX);
        cJSON *entry = cJSON_CreateObject(), *what = cJSON_CreateArray();
        ok = cJSON_AddItemToArray(list, entry) && json_put_text(entry, "pack", q->home_pack->id) &&
             json_put_text(entry, "item", q->home_item->id) && json_put(entry, "news", what);
        for (size_t i = 0; ok && i < found && i < ANSWER_EVIDENCE_MAX; i++) {
            cJSON *one = cJSON_CreateObject();
            ok = cJSON_AddItemToArray(what, one) && json_put_text(one, "kind", news[i].followup ? "followup" : "evidence") &&
                 json_put_text(one, "text", news[i].text) &&
                 (news[i].date[0] == '\0' ? json_put(one, "date", cJSON_CreateNull()) : json_put_text(one, "date", news[i].date));
        }
    }
    if (ok) {
        return print_json(out, e);
    }
    cJSON_Delete(out);
    return fail_memory(e);
}

/* The rating stands as it is, now also in the light of what came. */
static enum status keep(struct open_draft *d, const struct program *program, const char *name, struct error *e)
{
    const struct question *q = NULL;
    enum status st = find(d, name, &q, e);
    if (st == ST_OK && q->answer.assessor_level < 0) {
        st = fail(e, ST_INPUT, _("%s has no rating of an assessor that could stand."), name);
    }
    st = st == ST_OK ? assessment_set_assessor(&d->draft.assessment, q, q->answer.assessor_level, e) : st;
    return st == ST_OK ? draft_save(&d->draft, &program->clock, e) : st;
}

enum status interview_recheck(struct program *program, int argc, char **argv, struct error *e)
{
    struct options o;
    struct open_draft d;
    enum status st = options_read(&o, argc, argv, e);
    if (st != ST_OK) {
        return st;
    }
    st = open_it(&d, program, o.draft, o.keep != NULL, e);
    st = st == ST_OK && o.keep != NULL ? keep(&d, program, o.keep, e) : st;
    size_t *indices = st == ST_OK ? calloc(d.list.count + 1, sizeof *indices) : NULL;
    st = st == ST_OK && indices == NULL ? fail_memory(e) : st;
    if (st == ST_OK) {
        const size_t n = recheck_list(&d.draft.assessment, &d.list, indices, d.list.count);
        if (o.json) {
            st = recheck_json(&d, indices, n, e);
        } else if (n == 0) {
            (void)puts(_("Nothing came after the assessor's ratings: nothing is to be rated again."));
        } else {
            print_wrapped(_("To be rated again, because something came after the rating:"), 0, 0);
            for (size_t k = 0; k < n; k++) {
                print_recheck(&d, indices[k]);
            }
        }
    }
    free(indices);
    close_it(&d);
    return st;
}
