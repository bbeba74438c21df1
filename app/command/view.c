/* tenken view: the prime's screens. */
#include "tui/view.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/width.h"
#include "command/command.h"
#include "command/periods.h"
#include "command/startup.h"
#include "command/terminal_open.h"
#include "command/view_data.h"
#include "command/waiting.h"

#include <unistd.h>

struct options {
    const char *database, *period, *keys, *screen;
    const char *identity, *passphrase_file; /* what opens sealed files */
    int rows, columns, ambiguous;
};

static enum status reload(struct portfolio_view *view, struct error *e)
{
    return view_data_refresh(view->context, e);
}

static enum status reload_one(struct portfolio_view *view, const char *code, bool held, struct error *e)
{
    return view_data_reload_one(view->context, code, held, e);
}

static enum status turn(struct portfolio_view *view, struct error *e)
{
    return view_data_turn(view->context, e);
}

static void speak(struct portfolio_view *view, enum language language)
{
    startup_locale(language_code(language));
    view_data_speak(view->context);
}

static enum status show(const struct options *o, struct view_data *d, struct error *e)
{
    struct terminal *terminal = NULL;
    if (o->keys == NULL) {
        enum status st = open_terminal(o->ambiguous, &terminal, e);
        if (st == ST_OK) {
            waiting_quiet(true);
            st = view_screens(&d->view, terminal, e);
            terminal->ops->close(terminal);
            waiting_quiet(false);
        }
        return st;
    }
    struct buffer script;
    enum status st = open_script(o->keys, &(struct script_options){.rows = o->rows, .columns = o->columns, .ascii = o->ambiguous == 2},
                                 &script, &terminal, e);
    if (st == ST_OK) {
        st = view_screens(&d->view, terminal, e);
        if (st == ST_OK) {
            const char *screen = script_screen(terminal);
            st = file_write_atomic(o->screen, screen, strlen(screen), 0644, e);
        }
        terminal->ops->close(terminal);
    }
    buffer_release(&script);
    return st;
}

#define QUIET_STEPS 10 /* a portfolio that is read in a moment says nothing */

static bool tell_reading(void *context)
{
    int *asked = context;
    if (++*asked == QUIET_STEPS) {
        (void)fputs(_("Reading the portfolio ... (Ctrl-C stops)"), stderr);
        (void)fflush(stderr);
    }
    return true;
}

/* Before there is a screen. */
static enum status load(struct view_data *d, struct error *e)
{
    int asked = 0;
    if (isatty(STDERR_FILENO) == 1) {
        d->view.go_on = tell_reading;
        d->view.waiting = &asked;
    }
    const enum status st = view_data_load(d, e);
    if (asked >= QUIET_STEPS) {
        (void)fputs("\r\033[K", stderr);
        (void)fflush(stderr);
    }
    d->view.go_on = NULL;
    return st;
}

static enum status view(struct program *program, const struct options *o, struct error *e)
{
    struct view_data d = {.program = program, .database = o->database, .opener_file = o->identity, .passphrase_file = o->passphrase_file};
    (void)snprintf(d.period, sizeof d.period, "%s", o->period == NULL ? "" : o->period);
    d.view = (struct portfolio_view){.context = &d,
                                     .table = view_table,
                                     .text = view_text,
                                     .reload = reload,
                                     .reload_one = reload_one,
                                     .turn = turn,
                                     .decide = view_decide,
                                     .has_key = view_has_key,
                                     .hold = view_hold,
                                     .write = view_write,
                                     .recipients = view_recipients,
                                     .extend = view_extend,
                                     .propose = view_propose,
                                     .clarify = view_clarify,
                                     .open_question = view_open_question,
                                     .settle = view_settle,
                                     .ended = view_ended,
                                     .end = view_end,
                                     .alarm = view_alarm,
                                     .close = view_close,
                                     .mail = view_mail,
                                     .order = view_order,
                                     .preview = view_preview,
                                     .unlocked = view_unlocked,
                                     .overtaken = view_overtaken,
                                     .sign = view_sign,
                                     .language = speak};
    struct identity opener = {0};
    catalog_init(&d.catalog);
    enum status st = o->identity == NULL ? ST_OK : load_identity(o->identity, o->passphrase_file, &opener, e);
    d.opener = o->identity == NULL ? NULL : &opener;
    st = st == ST_OK ? load_catalog(program, &d.catalog, e) : st;
    if (st == ST_OK) {
        st = load(&d, e);
    }
    st = st == ST_OK ? period_known(&d.periods, o->period, d.view.nitems > 0, e) : st;
    if (st == ST_OK) {
        st = show(o, &d, e);
    }
    view_data_release(&d);
    catalog_release(&d.catalog);
    identity_release(&opener);
    return st;
}

static enum status read_options(struct options *o, int argc, char **argv, struct error *e)
{
    const char *size = NULL, *ambiguous = NULL;
    *o = (struct options){.rows = 24, .columns = 80};
    for (int i = 1; i < argc; i++) {
        const char **value = strcmp(argv[i], "--period") == 0            ? &o->period
                             : strcmp(argv[i], "--identity") == 0        ? &o->identity
                             : strcmp(argv[i], "--passphrase-file") == 0 ? &o->passphrase_file
                             : strcmp(argv[i], "--keys") == 0            ? &o->keys
                             : strcmp(argv[i], "--screen") == 0          ? &o->screen
                             : strcmp(argv[i], "--size") == 0            ? &size
                             : strcmp(argv[i], "--ambiguous-width") == 0 ? &ambiguous
                                                                         : NULL;
        if (value != NULL && i + 1 < argc) {
            *value = argv[++i];
        } else if (argv[i][0] == '-') {
            return usage_error(&command_view, e, _("the option \"%s\" is not known here, or its value is missing."), argv[i]);
        } else if (o->database != NULL) {
            return usage_error(&command_view, e, _("there is one word too many: \"%s\"."), argv[i]);
        } else {
            o->database = argv[i];
        }
    }
    char end = 0;
    if (size != NULL && (sscanf(size, "%4dx%4d%c", &o->columns, &o->rows, &end) != 2 || o->rows < 1 || o->columns < 1)) {
        return usage_error(&command_view, e, _("--size takes columns and rows like 80x24, not \"%s\"."), size);
    }
    if (ambiguous != NULL && strcmp(ambiguous, "1") != 0 && strcmp(ambiguous, "2") != 0) {
        return usage_error(&command_view, e, _("--ambiguous-width takes 1 or 2, not \"%s\"."), ambiguous);
    }
    o->ambiguous = ambiguous == NULL ? 0 : ambiguous[0] - '0';
    if ((o->keys == NULL) != (o->screen == NULL)) {
        return usage_error(&command_view, e, _("--keys and --screen go together."));
    }
    if (o->identity == NULL && o->passphrase_file != NULL) {
        return usage_error(&command_view, e, _("--passphrase-file belongs to --identity FILE.p12."));
    }
    return o->database == NULL ? usage_error(&command_view, e, _("name the database.")) : ST_OK;
}

static enum status run(struct program *program, int argc, char **argv, struct error *e)
{
    struct options o;
    const enum status st = read_options(&o, argc, argv, e);
    if (st != ST_OK) {
        return st;
    }
    if (o.ambiguous != 0) {
        width_set_ambiguous(o.ambiguous);
    }
    if (o.keys == NULL && !terminal_here()) {
        return fail(e, ST_USAGE, _("There is no terminal here: \"tenken status\", \"report\" and \"find\" say the same in lines."));
    }
    return view(program, &o, e);
}

const struct command command_view = {
    .name = "view",
    .usage = N_("view DB [--period 2026] [--identity FILE.p12 [--passphrase-file F]] [--ambiguous-width 1|2]\n"
                "view DB --keys SCRIPT --screen FILE [--size 80x24]"),
    .help = N_("the portfolio on screen: suppliers, items, heat map, who is late, quarantine, who runs what"),
    .run = run,
};
