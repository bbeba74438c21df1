/* tenken answer: the questionnaire on full screens, one line at a time, or played from a key script. */
#include "base/i18n.h"
#include "base/shell_word.h"
#include "command/answering.h"
#include "command/remembered.h"
#include "command/terminal_open.h"
#include "model/pack.h"
#include "model/record_check.h"

#include <errno.h>
#include <unistd.h>

struct options {
    const char *draft;
    const char *packs[RECORD_PACKS_MAX];
    size_t npacks;
    struct conversation_options talk;
};

/* ---- the command line ---- */

static enum status read_option(struct options *o, int option, const char *shown, struct error *e)
{
    enum status st;
    if (conversation_option(&o->talk, option, &command_answer, &st, e)) {
        return st;
    }
    if (option != 'P') {
        return usage_error(&command_answer, e, _("the option \"%s\" is not known here, or its value is missing."), shown);
    }
    if (o->npacks == RECORD_PACKS_MAX) {
        return usage_error(&command_answer, e, _("a draft asks at most %d packs."), RECORD_PACKS_MAX);
    }
    o->packs[o->npacks++] = optarg;
    return ST_OK;
}

static enum status options_read(struct options *o, int argc, char **argv, struct error *e)
{
    static const struct option OPTIONS[] = {
        CONVERSATION_OPTIONS,
        {"pack", required_argument, NULL, 'P'},
        {NULL, 0, NULL, 0},
    };
    *o = (struct options){.npacks = 0};
    conversation_options_init(&o->talk);
    optind = 1;
    opterr = 0;
    for (int option; (option = getopt_long(argc, argv, "", OPTIONS, NULL)) != -1;) {
        const enum status st = read_option(o, option, argv[optind - 1], e);
        if (st != ST_OK) {
            return st;
        }
    }
    if (optind + 1 != argc) {
        return usage_error(&command_answer, e, _("name one draft, for example 2026.tenken."));
    }
    o->draft = argv[optind];
    return conversation_options_check(&o->talk, &command_answer, e);
}

/* ---- a draft that does not exist yet ---- */

/* catalog: all packs, loaded here. */
static enum status make_draft(const struct options *o, const struct program *program, struct catalog *catalog, struct draft *d,
                              struct error *e)
{
    char year[DATE_TEXT];
    struct assessment a = {0};
    local_year(&program->clock, year);
    enum status st = load_catalog(program, catalog, e);
    st = st == ST_OK ? assessment_new(&a, year, &program->clock, e) : st;
    if (st == ST_OK) {
        st = o->npacks > 0 ? add_installed_packs(&a, catalog, o->packs, o->npacks, e)
                           : add_installed_packs(&a, catalog, USUAL_PACK_IDS, USUAL_PACKS, e);
    }
    if (st == ST_OK) {
        st = draft_create(d, o->draft, &a, e);
    }
    assessment_release(&a);
    return st;
}

/* At a terminal Enter or y agrees; without one the command itself is the wish. */
static bool wanted(const struct options *o)
{
    if (o->talk.keys != NULL || !terminal_here()) {
        return true;
    }
    (void)printf(_("%s does not exist yet. Make it and begin? [Y/n]"), o->draft);
    (void)putchar(' ');
    return conversation_agreed(true);
}

/* And the packs that it needs; on failure too the caller releases catalog. */
static enum status open_draft(const struct options *o, const struct program *program, struct catalog *catalog, struct draft *d,
                              struct error *e)
{
    catalog_init(catalog);
    if (access(o->draft, F_OK) == 0 || errno != ENOENT) {
        if (o->npacks > 0) {
            return usage_error(&command_answer, e, _("%s exists already; --pack is for a new draft."), o->draft);
        }
        enum status st = draft_open(d, o->draft, e);
        size_t installed;
        if (st == ST_OK && (st = load_catalog_for(program, &d->assessment, catalog, &installed, e)) != ST_OK) {
            draft_close(d);
        }
        return st;
    }
    if (!wanted(o)) {
        char word[SHELL_WORD];
        return fail(e, ST_INPUT, _("Nothing was made. \"tenken new %s --pack ID\" makes a draft of your choice."),
                    shell_word(o->draft, word));
    }
    const enum status st = make_draft(o, program, catalog, d, e);
    if (st == ST_OK && o->talk.keys == NULL) {
        (void)printf(_("Made %s."), o->draft);
        (void)putchar('\n');
    }
    return st;
}

/* ---- answering ---- */

static void print_farewell(const struct options *o, const struct answered *end)
{
    char word[SHELL_WORD];
    const char *draft = shell_word(o->draft, word);
    (void)printf(_("%s: %zu of %zu answered, saved."), o->draft, end->answered, end->asked);
    (void)putchar('\n');
    if (end->finished && end->given > 0) {
        (void)printf(_n("%zu answer is still to be confirmed for the customer who asked later: tenken answer %s",
                        "%zu answers are still to be confirmed for the customer who asked later: tenken answer %s", end->given),
                     end->given, draft);
    } else if (end->finished) {
        (void)printf(_("To sign and hand in: tenken answer %s, then f."), draft);
    } else if (end->answered == end->asked) {
        (void)fputs(end->open.text, stdout);
    } else {
        (void)printf(_("Go on any time: tenken answer %s"), draft);
    }
    (void)putchar('\n');
}

static enum status answer(const struct options *o, struct program *program, struct draft *d, struct catalog *catalog, struct error *e)
{
    struct conversation talk = {.options = &o->talk};
    struct settings settings = {0};
    struct answered end = {.answered = 0};
    struct error why = {0};
    if (remembered_read(&settings, program, &why) != ST_OK) { /* answering needs none of it, only signing does */
        (void)fprintf(stderr, "%s\n", why.text);
        settings_release(&settings);
    }
    enum status st = conversation_open(&talk, &o->talk, e);
    if (st == ST_OK) {
        st = answering(program, d, catalog, &settings, &talk, (struct begin_at){.start = START_FLOW}, NULL, &end, e);
        const enum status closed = conversation_close(&talk, st == ST_OK ? e : NULL);
        st = st == ST_OK ? closed : st;
    }
    if (st == ST_OK && o->talk.keys == NULL) {
        print_farewell(o, &end);
    }
    settings_release(&settings);
    return st;
}

static enum status run(struct program *program, int argc, char **argv, struct error *e)
{
    struct options o;
    struct catalog catalog;
    struct draft d;
    enum status st = options_read(&o, argc, argv, e);
    if (st != ST_OK) {
        return st;
    }
    st = open_draft(&o, program, &catalog, &d, e);
    if (st == ST_OK) {
        st = answer(&o, program, &d, &catalog, e);
        draft_close(&d);
    }
    catalog_release(&catalog);
    return st;
}

const struct command command_answer = {
    .name = "answer",
    .usage = N_("answer DRAFT [--plain] [--ambiguous-width 1|2]\n"
                "answer NEW_DRAFT --pack ID …\n"
                "answer DRAFT --keys SCRIPT --screen FILE [--size 80x24]"),
    .help = N_("the questionnaire: answer on screen or, with --plain, line by line"),
    .run = run,
};
