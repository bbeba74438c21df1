/* tenken new: a new draft for packs, or for what a customer requests, with last year's answers as proposals. */
#include "base/buffer.h"
#include "base/i18n.h"
#include "base/shell_word.h"
#include "command/carry_over.h"
#include "command/command.h"
#include "command/conversation.h"
#include "command/listing.h"
#include "command/print.h"
#include "command/record.h"
#include "command/request_show.h"
#include "model/json.h"
#include "model/record_check.h"

#include <getopt.h>
#include <unistd.h>

struct options {
    const char *draft;
    const char *packs[RECORD_PACKS_MAX];
    size_t npacks;
    const char *request;
    const char *from;
    const char *period;
    bool force;
};

static enum status add_pack_option(struct options *o, const char *value, struct error *e)
{
    if (o->npacks >= RECORD_PACKS_MAX) {
        return usage_error(&command_new, e, _("a draft asks at most %d packs."), RECORD_PACKS_MAX);
    }
    o->packs[o->npacks++] = value;
    return ST_OK;
}

static enum status read_option(struct options *o, int option, const char *shown, struct error *e)
{
    switch (option) {
    case 'p':
        return add_pack_option(o, optarg, e);
    case 'r':
        o->request = optarg;
        return ST_OK;
    case 'f':
        o->from = optarg;
        return ST_OK;
    case 'y':
        o->period = optarg;
        return ST_OK;
    case 'F':
        o->force = true;
        return ST_OK;
    default:
        return usage_error(&command_new, e, _("the option \"%s\" is not known here, or its value is missing."), shown);
    }
}

static enum status options_read(struct options *o, int argc, char **argv, struct error *e)
{
    static const struct option OPTIONS[] = {
        {"pack", required_argument, NULL, 'p'},   {"request", required_argument, NULL, 'r'}, {"from", required_argument, NULL, 'f'},
        {"period", required_argument, NULL, 'y'}, {"force", no_argument, NULL, 'F'},         {NULL, 0, NULL, 0},
    };
    *o = (struct options){0};
    optind = 1;
    opterr = 0;
    for (int option; (option = getopt_long(argc, argv, "", OPTIONS, NULL)) != -1;) {
        const enum status st = read_option(o, option, argv[optind - 1], e);
        if (st != ST_OK) {
            return st;
        }
    }
    if (optind >= argc) {
        return usage_error(&command_new, e, _("name the draft to make, for example 2026.tenken."));
    }
    o->draft = argv[optind++];
    /* --pack basic10 supply-chain: what follows the draft's name is more packs. */
    for (; optind < argc; optind++) {
        const enum status st = o->npacks > 0 ? add_pack_option(o, argv[optind], e)
                                             : usage_error(&command_new, e, _("\"%s\" is one word too many."), argv[optind]);
        if (st != ST_OK) {
            return st;
        }
    }
    if (o->npacks == 0 && o->request == NULL) {
        return usage_error(&command_new, e, _("say what it shall ask: --pack ID or --request FILE."));
    }
    return ST_OK;
}

static enum status refuse_pack(const struct catalog *catalog, const char *name, struct error *e)
{
    struct buffer ids;
    buffer_init(&ids, BUFFER_MAX_TEXT);
    for (size_t i = 0; i < catalog->count; i++) {
        (void)buffer_add_format(&ids, "%s%s", i > 0 ? ", " : "", catalog->packs[i]->id);
    }
    const enum status st = fail(e, ST_INPUT, _("There is no pack \"%s\"; installed are: %s."), name, buffer_text(&ids));
    buffer_release(&ids);
    return st;
}

static enum status add_packs(const struct options *o, struct assessment *a, struct catalog *catalog, struct error *e)
{
    for (size_t i = 0; i < o->npacks; i++) {
        const char *name = o->packs[i], *id = name;
        const bool is_file = strchr(name, '/') != NULL || strchr(name, '.') != NULL;
        enum status st = is_file && catalog_find(catalog, name) == NULL ? load_pack_file(catalog, name, &id, e) : ST_OK;
        if (st != ST_OK) {
            return st;
        }
        const struct pack *pack = catalog_find(catalog, id);
        if (pack == NULL) {
            return refuse_pack(catalog, name, e);
        }
        st = assessment_add_pack(a, pack, id != name, e);
        if (st != ST_OK) {
            return st;
        }
    }
    return catalog_check(catalog, e);
}

static enum status take_request(const struct received_request *r, struct assessment *a, struct catalog *catalog, struct error *e)
{
    enum status st = assessment_add_request(a, r->judged.envelope.tree, e);
    st = st == ST_OK ? request_check_packs(r->document, catalog, e) : st;
    if (st == ST_OK) {
        print_requester(r);
        (void)printf("%s %s\n", _("The answers are due on"), json_text(r->document, "due"));
        if (json_text(r->document, "about") != NULL) {
            print_sentence(stdout, _("They are asked about: \"%s\" (the requester's own words)"), json_text(r->document, "about"));
        }
    }
    return st;
}

static enum status start_assessment(const struct options *o, const cJSON *request, const struct program *program, struct assessment *a,
                                    struct error *e)
{
    char year[DATE_TEXT];
    local_year(&program->clock, year);
    const char *period = o->period;
    if (period == NULL) {
        period = json_text(request, "period");
    }
    return assessment_new(a, period == NULL ? year : period, &program->clock, e);
}

static bool agrees(const char *question)
{
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
        return false;
    }
    (void)printf("%s ", question);
    (void)fflush(stdout);
    return conversation_agreed(false);
}

/* Another firm's answers must not slip into this one's. */
static enum status check_firm(const struct options *o, const struct assessment *a, const struct record *old, struct error *e)
{
    const char *theirs = json_text(old->facts.supplier, "name");
    for (size_t i = 0; !o->force && theirs != NULL && i < assessment_request_count(a); i++) {
        const char *asked = json_text(assessment_request(a, i), "supplier_name");
        if (asked != NULL && asked[0] != '\0' && strcmp(asked, theirs) != 0) {
            (void)printf(_("The request is for \"%s\", the answers in %s are those of \"%s\"."), asked, o->from, theirs);
            (void)putchar('\n');
            if (!agrees(_("Take them over all the same? [y/N]"))) {
                return fail(e, ST_INPUT,
                            _("Nothing was made: the answers in %s are another firm's. If it is the same firm, repeat with --force."),
                            o->from);
            }
        }
    }
    return ST_OK;
}

static void print_names(const struct question_list *list, const char *heading, const size_t *indices, size_t count)
{
    bool any = false;
    for (size_t i = 0; i < count; i++) {
        const struct question *q = &list->questions[indices[i]];
        if (q->hidden) {
            continue;
        }
        if (!any) {
            (void)printf("  %s\n", heading);
        }
        any = true;
        (void)fputs("    ", stdout);
        print_clean(q->pack->id);
        (void)putchar(':');
        print_clean(q->item->id);
        (void)fputs("  ", stdout);
        print_clean(text_of(q->home_item->title));
        (void)putchar('\n');
    }
}

static void print_carried(const struct question_list *list, const struct carried *carried)
{
    (void)printf(_n("%zu answer from before is proposed; it counts once you confirm or change it.",
                    "%zu answers from before are proposed; each counts once you confirm or change it.", carried->answers),
                 carried->answers);
    (void)putchar('\n');
    print_names(list, _("New questions:"), carried->fresh, carried->nfresh);
    print_names(list, _("Reworded since then:"), carried->reworded, carried->nreworded);
    const cJSON *name;
    if (cJSON_GetArraySize(carried->gone) > 0) {
        (void)printf("  %s\n", _("No longer asked (the old file keeps the answers):"));
    }
    cJSON_ArrayForEach(name, carried->gone)
    {
        (void)fputs("    ", stdout);
        print_clean(name->valuestring);
        (void)putchar('\n');
    }
}

static enum status carry(const struct options *o, const struct program *program, struct assessment *a, const struct catalog *catalog,
                         struct error *e)
{
    struct record old;
    struct question_list list = {0};
    struct carried carried = {0};
    enum status st = record_load(program, o->from, &old, e);
    if (st != ST_OK) {
        return st;
    }
    st = check_firm(o, a, &old, e);
    st = st == ST_OK ? carry_over(a, catalog, &old, &carried, e) : st;
    st = st == ST_OK ? assessment_questions(a, catalog, &list, NULL, e) : st;
    if (st == ST_OK) {
        print_carried(&list, &carried);
    }
    carried_release(&carried);
    question_list_release(&list);
    record_release(&old);
    return st;
}

static enum status create(const struct options *o, struct assessment *a, const struct catalog *catalog, struct error *e)
{
    struct question_list list;
    enum status st = assessment_questions(a, catalog, &list, NULL, e);
    if (st != ST_OK) {
        return st;
    }
    size_t asked = 0;
    int minutes = 0;
    for (size_t i = 0; i < list.count; i++) {
        asked += !list.questions[i].hidden && !list.questions[i].repeated;
    }
    for (size_t i = 0; i < list.npacks; i++) {
        minutes += list.packs[i]->minutes;
    }
    question_list_release(&list);
    struct draft d;
    st = draft_create(&d, o->draft, a, e);
    if (st == ST_OK) {
        char word[SHELL_WORD];
        (void)printf(_n("Made %s: %zu question, about %d min.", "Made %s: %zu questions, about %d min.", asked), o->draft, asked, minutes);
        (void)putchar('\n');
        (void)printf(_("Next: tenken answer %s"), shell_word(o->draft, word));
        (void)putchar('\n');
        draft_close(&d);
    }
    return st;
}

static enum status make(const struct options *o, const struct received_request *received, struct program *program, struct catalog *catalog,
                        struct error *e)
{
    struct assessment a = {0};
    enum status st = start_assessment(o, received->document, program, &a, e);
    if (st == ST_OK) {
        st = add_packs(o, &a, catalog, e);
    }
    if (st == ST_OK && o->request != NULL) {
        st = take_request(received, &a, catalog, e);
        st = st == ST_OK ? received_request_keep(received, program, e) : st;
    }
    if (st == ST_OK) {
        st = assessment_load_packs(&a, catalog, e);
    }
    if (st == ST_OK && o->from != NULL) {
        st = carry(o, program, &a, catalog, e);
    }
    if (st == ST_OK) {
        st = guess_firm_name(&a, e);
    }
    if (st == ST_OK) {
        st = create(o, &a, catalog, e);
    }
    assessment_release(&a);
    return st;
}

static enum status run(struct program *program, int argc, char **argv, struct error *e)
{
    struct options o;
    enum status st = options_read(&o, argc, argv, e);
    if (st != ST_OK) {
        return st;
    }
    if (access(o.draft, F_OK) == 0) {
        return fail(e, ST_INPUT, _("%s exists already: choose another name, nothing is overwritten."), o.draft);
    }
    struct catalog catalog;
    struct received_request received = {0};
    st = load_catalog(program, &catalog, e);
    if (st != ST_OK) {
        return st;
    }
    if (o.request != NULL) {
        st = received_request_open(&received, program, o.request, e);
    }
    if (st == ST_OK) {
        st = make(&o, &received, program, &catalog, e);
    }
    received_request_release(&received);
    catalog_release(&catalog);
    return st;
}

const struct command command_new = {
    .name = "new",
    .usage = N_("new DRAFT --pack ID|FILE … [--from LAST_YEAR] [--period 2026]\n"
                "new DRAFT --request FILE [--from LAST_YEAR] [--force]"),
    .help = N_("start a draft for packs, or for a customer's request; --from proposes last year's answers"),
    .run = run,
};
