/* tenken home, and tenken alone: the firm's years, the requests received, and the way to signed answers. */
#include "base/i18n.h"
#include "command/answering.h"
#include "command/desk.h"
#include "command/startup.h"
#include "model/json.h"
#include "tui/plain_home.h"

struct options {
    const char *request;
    struct conversation_options talk;
};

static enum status options_read(struct options *o, int argc, char **argv, struct error *e)
{
    static const struct option OPTIONS[] = {CONVERSATION_OPTIONS, {NULL, 0, NULL, 0}};
    enum status st = ST_OK;
    *o = (struct options){.request = NULL};
    conversation_options_init(&o->talk);
    optind = 1;
    opterr = 0;
    for (int option; (option = getopt_long(argc, argv, "", OPTIONS, NULL)) != -1 && st == ST_OK;) {
        const char *shown = argv[optind - 1];
        if (!conversation_option(&o->talk, option, &command_home, &st, e)) {
            st = usage_error(&command_home, e, _("the option \"%s\" is not known here, or its value is missing."), shown);
        }
    }
    if (st == ST_OK && argc - optind > 1) {
        st = usage_error(&command_home, e, _("\"%s\" is one word too many."), argv[optind + 1]);
    }
    o->request = st == ST_OK && argc - optind == 1 ? argv[optind] : NULL;
    return st == ST_OK ? conversation_options_check(&o->talk, &command_home, e) : st;
}

/* Works on the draft that was chosen at home; what was learnt about the firm there is remembered. */
static enum status open_year(struct desk *d, const struct conversation *talk, bool *gone, struct error *e)
{
    static const enum session_start STARTS[] = {
        [HOME_ANSWER] = START_FLOW,   [HOME_QUESTIONS] = START_QUESTIONS, [HOME_RESULTS] = START_RESULTS, [HOME_FINISH] = START_FINISH,
        [HOME_HANDED] = START_HANDED, [HOME_PRODUCTS] = START_PRODUCTS,   [HOME_RECEIPT] = START_RECEIPT, [HOME_KEY] = START_KEY,
        [HOME_SEEN] = START_SEEN};
    struct draft draft;
    struct catalog catalog;
    size_t installed;
    struct answered end = {.answered = 0};
    char *path = desk_path(d, d->home.years[d->home.year].period);
    enum status st = path == NULL ? fail_memory(e) : draft_open(&draft, path, e);
    free(path);
    if (st != ST_OK) {
        return st;
    }
    catalog_init(&catalog);
    st = load_catalog_for(d->program, &draft.assessment, &catalog, &installed, e);
    if (st == ST_OK) {
        (void)desk_look_back(d, &draft.assessment);
        struct draft later, before;
        const bool repeated = desk_find_later(d, &draft.assessment, &later);
        const bool repeats = desk_find_before(d, &draft.assessment, &before);
        const cJSON *chosen = d->home.customer != SIZE_MAX ? assessment_request(&draft.assessment, d->home.customer) : NULL;
        const struct begin_at begin = {.start = STARTS[d->home.choice],
                                       .customer = chosen,
                                       .home = true,
                                       .later = repeated ? &later.assessment : NULL,
                                       .before = repeats ? &before.assessment : NULL,
                                       .said = d->home.said};
        st = answering(d->program, &draft, &catalog, &d->settings, talk, begin, NULL, &end, e);
        if (repeated) {
            draft_close(&later);
        }
        if (repeats) {
            draft_close(&before);
        }
        d->home.said[0] = '\0';
        const enum status kept = desk_remember(d, &draft, st == ST_OK ? e : NULL);
        st = st == ST_OK ? kept : st;
        catalog_release(&catalog);
    }
    draft_close(&draft);
    desk_follow(d, d->home.years[d->home.year].period);
    *gone = end.gone;
    return st;
}

static enum status talk_on(struct desk *d, const struct conversation *talk, struct error *e)
{
    size_t row = home_start_row(&d->home);
    for (;;) {
        bool gone = false;
        enum status st = talk->terminal != NULL ? home_screens(&d->home, row, talk->terminal, e) : home_plain(&d->home, &talk->io, e);
        if (st != ST_OK || d->home.gone || d->home.choice == HOME_LEAVE) {
            return st;
        }
        st = open_year(d, talk, &gone, e);
        if (st == ST_SYSTEM || gone) {
            return st;
        }
        if (st != ST_OK) { /* another program holds the draft, say: home can tell, and other years can be opened */
            d->home.remark = *e;
            *e = (struct error){0};
        }
        st = desk_refresh(d, &d->home, e);
        if (st != ST_OK) {
            return st;
        }
        row = home_row_after(&d->home);
    }
}

static enum status run(struct program *program, int argc, char **argv, struct error *e)
{
    struct options o;
    struct desk desk = {0};
    struct conversation talk;
    enum status st = options_read(&o, argc, argv, e);
    if (st != ST_OK) {
        return st;
    }
    st = desk_init(&desk, program, e);
    const char *language = json_text(desk.settings.tree, "language");
    if (st == ST_OK && language != NULL && !program->language_given) {
        startup_locale(language);
    }
    st = st == ST_OK ? desk_refresh(&desk, &desk.home, e) : st; /* names questions, in the language */
    desk.home.request = o.request;
    o.talk.known = !desk.home.first;
    st = st == ST_OK ? conversation_open(&talk, &o.talk, e) : st;
    if (st == ST_OK) {
        st = talk_on(&desk, &talk, e);
        const enum status closed = conversation_close(&talk, st == ST_OK ? e : NULL);
        st = st == ST_OK ? closed : st;
    }
    desk_release(&desk);
    return st;
}

const struct command command_home = {
    .name = "home",
    .usage = N_("home [REQUEST] [--plain] [--ambiguous-width 1|2]\n"
                "home [REQUEST] --keys SCRIPT --screen FILE [--size 80x24]"),
    .help = N_("your answers, year by year, and your customers' requests (the same as tenken alone)"),
    .run = run,
};
