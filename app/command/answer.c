/* tenken answer: the questionnaire on full screens, one line at a time, or played from a key script. */
#include "base/buffer.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/width.h"
#include "command/command.h"
#include "command/outside.h"
#include "command/startup.h"
#include "command/terminal_open.h"
#include "model/pack.h"
#include "model/record_check.h"
#include "store/draft.h"
#include "tui/plain.h"
#include "tui/screens.h"

#include <errno.h>
#include <getopt.h>
#include <unistd.h>

#define SCREEN_MODE 0644

struct options {
    const char *draft;
    const char *packs[RECORD_PACKS_MAX];
    size_t npacks;
    bool plain;
    const char *keys;
    const char *screen;
    int rows, columns;
    int ambiguous; /* 0: ask the terminal */
};

/* ---- the command line ---- */

static enum status read_option(struct options *o, int option, const char *shown, struct error *e)
{
    char end = 0;
    switch (option) {
    case 'p':
        o->plain = true;
        return ST_OK;
    case 'k':
        o->keys = optarg;
        return ST_OK;
    case 'o':
        o->screen = optarg;
        return ST_OK;
    case 's':
        if (sscanf(optarg, "%4dx%4d%c", &o->columns, &o->rows, &end) != 2 || o->rows < 1 || o->columns < 1) {
            return usage_error(&command_answer, e, _("--size takes columns and rows like 80x24, not \"%s\"."), optarg);
        }
        return ST_OK;
    case 'a':
        if (strcmp(optarg, "1") != 0 && strcmp(optarg, "2") != 0) {
            return usage_error(&command_answer, e, _("--ambiguous-width takes 1 or 2, not \"%s\"."), optarg);
        }
        o->ambiguous = optarg[0] - '0';
        return ST_OK;
    case 'P':
        if (o->npacks == RECORD_PACKS_MAX) {
            return usage_error(&command_answer, e, _("a draft asks at most %d packs."), RECORD_PACKS_MAX);
        }
        o->packs[o->npacks++] = optarg;
        return ST_OK;
    default:
        return usage_error(&command_answer, e, _("the option \"%s\" is not known here, or its value is missing."), shown);
    }
}

static enum status options_read(struct options *o, int argc, char **argv, struct error *e)
{
    static const struct option OPTIONS[] = {
        {"plain", no_argument, NULL, 'p'},
        {"keys", required_argument, NULL, 'k'},
        {"screen", required_argument, NULL, 'o'},
        {"size", required_argument, NULL, 's'},
        {"ambiguous-width", required_argument, NULL, 'a'},
        {"pack", required_argument, NULL, 'P'},
        {NULL, 0, NULL, 0},
    };
    *o = (struct options){.rows = 24, .columns = 80};
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
    if ((o->keys == NULL) != (o->screen == NULL) || (o->keys != NULL && o->plain)) {
        return usage_error(&command_answer, e, _("--keys and --screen go together, and not with --plain."));
    }
    o->draft = argv[optind];
    return ST_OK;
}

/* ---- standard input and output, for plain mode and short questions ---- */

/* A line without its newline; of a line longer than the buffer the beginning. */
static bool read_line(void *context, struct buffer *line)
{
    (void)context;
    (void)fflush(stdout);
    buffer_clear(line);
    int c;
    bool any = false;
    while ((c = getc(stdin)) != EOF && c != '\n') {
        any = true;
        (void)buffer_add_char(line, (char)c);
    }
    return any || c == '\n';
}

static void write_text(void *context, const char *text)
{
    (void)context;
    (void)fputs(text, stdout);
}

/* ---- a draft that does not exist yet ---- */

static enum status make_draft(const struct options *o, const struct program *program, const struct catalog *catalog, struct draft *d,
                              struct error *e)
{
    static const char *const usual[] = {"basic10", "supply-chain"};
    const char *const *packs = o->npacks > 0 ? o->packs : usual;
    const size_t n = o->npacks > 0 ? o->npacks : sizeof usual / sizeof *usual;
    char year[DATE_TEXT];
    struct assessment a = {0};
    date_format(clock_now(&program->clock), year);
    year[4] = '\0';
    enum status st = assessment_new(&a, year, &program->clock, e);
    for (size_t i = 0; i < n && st == ST_OK; i++) {
        const struct pack *pack = catalog_find(catalog, packs[i]);
        st = pack == NULL ? fail(e, ST_INPUT, _("There is no pack \"%s\": \"tenken pack list\" shows those installed."), packs[i])
                          : assessment_add_pack(&a, pack, false, e);
    }
    if (st == ST_OK) {
        st = draft_create(d, o->draft, &a, e);
    }
    assessment_release(&a);
    return st;
}

/* A stray key is no consent to a new file. The last three: Japanese "yes", and the letters of a full-width keyboard. */
static bool agreed(const char *line)
{
    static const char *const YES[] = {"", "y", "Y", "yes", "Yes", "YES", "はい", "ｙ", "Ｙ"};
    for (size_t i = 0; i < sizeof YES / sizeof YES[0]; i++) {
        if (strcmp(line, YES[i]) == 0) {
            return true;
        }
    }
    return false;
}

/* At a terminal Enter or y agrees; without one the command itself is the wish. */
static bool wanted(const struct options *o)
{
    if (o->keys != NULL || !terminal_here()) {
        return true;
    }
    struct buffer line;
    buffer_init(&line, BUFFER_MAX_TEXT);
    (void)printf(_("%s does not exist yet. Make it and begin? [Y/n]"), o->draft);
    (void)putchar(' ');
    const bool got = read_line(NULL, &line);
    const bool yes = got && agreed(buffer_text(&line));
    buffer_release(&line);
    return yes;
}

static enum status open_draft(const struct options *o, const struct program *program, const struct catalog *catalog, struct draft *d,
                              struct error *e)
{
    if (access(o->draft, F_OK) == 0 || errno != ENOENT) {
        if (o->npacks > 0) {
            return usage_error(&command_answer, e, _("%s exists already; --pack is for a new draft."), o->draft);
        }
        return draft_open(d, o->draft, e);
    }
    if (!wanted(o)) {
        return fail(e, ST_INPUT, _("Nothing was made. \"tenken new %s --pack ID\" makes a draft of your choice."), o->draft);
    }
    const enum status st = make_draft(o, program, catalog, d, e);
    if (st == ST_OK && o->keys == NULL) {
        (void)printf(_("Made %s."), o->draft);
        (void)putchar('\n');
    }
    return st;
}

/* ---- the three ways of answering ---- */

struct context {
    struct draft *draft;
    const struct clock *clock;
};

static enum status save(void *context, struct error *e)
{
    const struct context *c = context;
    return draft_save(c->draft, c->clock, e);
}

static void speak(void *context, enum language language)
{
    (void)context;
    startup_locale(language_code(language));
}

static enum status answer_script(const struct options *o, struct session *session, struct error *e)
{
    struct buffer script;
    struct terminal *terminal = NULL;
    const struct script_options options = {.rows = o->rows, .columns = o->columns, .ascii = o->ambiguous == 2};
    enum status st = open_script(o->keys, &options, &script, &terminal, e);
    if (st == ST_OK) {
        st = answer_screens(session, terminal, e);
        if (st == ST_OK) {
            const char *screen = script_screen(terminal);
            st = file_write_atomic(o->screen, screen, strlen(screen), SCREEN_MODE, e);
        }
        terminal->ops->close(terminal);
    }
    buffer_release(&script);
    return st;
}

static enum status answer_lines(struct session *session, struct error *e)
{
    const struct plain_io io = {.read = read_line, .write = write_text, .context = NULL, .echoes = isatty(STDIN_FILENO) == 1};
    return answer_plain(session, &io, e);
}

static void say_plain(void)
{
    (void)fprintf(stderr, "%s\n", _("This terminal shows no full screens: asking one line at a time (--plain)."));
}

static enum status answer_terminal(const struct options *o, struct session *session, struct error *e)
{
    struct terminal *terminal = NULL;
    enum status st = open_terminal(o->ambiguous, &terminal, e);
    if (st == ST_NO) {
        say_plain();
        return answer_lines(session, e);
    }
    if (st == ST_OK) {
        st = answer_screens(session, terminal, e);
        terminal->ops->close(terminal);
    }
    return st;
}

/* TERM=dumb and no terminal at all: one line at a time, and that is said once. */
static bool needs_plain(const struct options *o)
{
    const char *term = getenv("TERM");
    if (o->plain) {
        return true;
    }
    if (!terminal_here()) {
        (void)fprintf(stderr, "%s\n", _("No terminal here: asking one line at a time (--plain)."));
        return true;
    }
    if (term == NULL || term[0] == '\0' || strcmp(term, "dumb") == 0) {
        say_plain();
        return true;
    }
    return false;
}

static void print_farewell(const struct options *o, const struct session *session)
{
    size_t answered = 0;
    size_t asked = 0;
    session_progress(session, &answered, &asked);
    (void)printf(_("%s: %zu of %zu answered, saved."), o->draft, answered, asked);
    (void)putchar('\n');
    struct error why = {0};
    if (assessment_finished(session->assessment, &session->list, &why) == ST_OK) {
        (void)printf(_("Next, sign and write the answers: tenken export %s --identity YOUR_KEY.p12 --json answers.json"), o->draft);
    } else if (answered == asked) {
        (void)fputs(why.text, stdout);
    } else {
        (void)printf(_("Go on any time: tenken answer %s"), o->draft);
    }
    (void)putchar('\n');
}

static enum status answer(const struct options *o, struct program *program, struct draft *d, struct catalog *catalog, struct error *e)
{
    struct context context = {d, &program->clock};
    struct session session = {.assessment = &d->assessment,
                              .catalog = catalog,
                              .clock = program->clock,
                              .save = save,
                              .language = speak,
                              .context = &context,
                              .outside = &outside_here};
    enum status st = assessment_load_packs(&d->assessment, catalog, e);
    if (st == ST_OK) {
        st = session_init(&session, e);
    }
    if (st != ST_OK) {
        return st;
    }
    if (o->keys != NULL) {
        st = answer_script(o, &session, e);
    } else if (needs_plain(o)) {
        st = answer_lines(&session, e);
    } else {
        st = answer_terminal(o, &session, e);
    }
    session_save(&session);
    if (st == ST_OK && session.dirty) {
        st = fail(e, session.problem.status, _("The last answers are not saved: %s"), session.problem.text);
    }
    if (st == ST_OK && o->keys == NULL) {
        print_farewell(o, &session);
    }
    session_release(&session);
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
    if (o.ambiguous != 0) {
        width_set_ambiguous(o.ambiguous);
    }
    st = load_catalog(program, &catalog, e);
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
    "answer",
    N_("answer DRAFT [--plain] [--ambiguous-width 1|2]\n"
       "answer NEW_DRAFT --pack ID …\n"
       "answer DRAFT --keys SCRIPT --screen FILE [--size 80x24]"),
    N_("the questionnaire: answer on screen or, with --plain, line by line"),
    run,
};
