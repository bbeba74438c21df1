/* tenken report: a portfolio as a workbook, as CSV files, or in a few lines. */
#include "base/amount.h"
#include "base/day_text.h"
#include "base/file.h"
#include "base/i18n.h"
#include "command/command.h"
#include "command/listing.h"
#include "command/output.h"
#include "command/periods.h"
#include "command/portfolio_packs.h"
#include "command/product_aliases.h"
#include "command/report_json.h"
#include "command/report_letters.h"
#include "command/report_page.h"
#include "command/report_sender.h"
#include "command/supplier_code.h"
#include "export/portfolio_tables.h"
#include "export/portfolio_words.h"
#include "export/portfolio_xlsx.h"
#include "model/alarms.h"
#include "model/portfolio_statistics.h"
#include "store/portfolio_report.h"
#include "trust/verdict.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#define WEAKEST_SHOWN 5

struct options {
    const char *database, *xlsx, *html, *csv, *period;
    struct letters_options letters;
    bool json; /* nothing but the figures */
};

/* Names and addresses of the suppliers' people are in it. */
#define REPORT_MODE 0600

static enum status write_xlsx(struct portfolio_source *source, const char *path, struct error *e)
{
    struct file_replacement r;
    enum status st = file_replace_begin(&r, path, REPORT_MODE, e);
    if (st != ST_OK) {
        return st;
    }
    st = portfolio_xlsx_write(source, r.temporary, 0, e);
    if (st == ST_OK) {
        return file_replace_commit(&r, e);
    }
    file_replace_abandon(&r);
    return st == ST_SYSTEM ? fail_prefix(e, path) : st;
}

/* What to write into a file: one of the tables, or the page. */
struct piece {
    struct portfolio_source *source;
    const struct report_years *years; /* the page's; NULL: a table */
    enum portfolio_file file;
};

static enum status write_piece(const struct piece *piece, const char *path, struct error *e)
{
    struct file_replacement r;
    enum status st = file_replace_begin(&r, path, REPORT_MODE, e);
    if (st != ST_OK) {
        return st;
    }
    FILE *out = fopen(r.temporary, "we");
    if (out == NULL) {
        st = fail_errno(e, _("Cannot write %s"), path);
    } else {
        st = piece->years != NULL ? report_page_write(piece->source, piece->years, out, e)
                                  : portfolio_file_write(piece->source, piece->file, out, e);
        const bool failed = ferror(out) != 0;
        if ((fclose(out) != 0 || failed) && st == ST_OK) {
            st = fail_errno(e, _("Cannot write %s"), path);
        }
    }
    if (st == ST_OK) {
        return file_replace_commit(&r, e);
    }
    file_replace_abandon(&r);
    return st;
}

static enum status write_csv(struct portfolio_source *source, const char *directory, struct error *e)
{
    if (mkdir(directory, 0700) != 0 && errno != EEXIST) {
        return fail_errno(e, _("The directory %s cannot be made"), directory);
    }
    enum status st = ST_OK;
    for (int file = 0; file < PORTFOLIO_FILES && st == ST_OK; file++) {
        char *path = NULL;
        if (asprintf(&path, "%s/%s", directory, portfolio_file_name((enum portfolio_file)file)) < 0) {
            return fail_memory(e);
        }
        st = write_piece(&(struct piece){.source = source, .file = (enum portfolio_file)file}, path, e);
        free(path);
    }
    return st;
}

struct gathering {
    struct portfolio_source *source;
    struct portfolio_statistics statistics;
};

static enum status gather(void *context, const struct portfolio_supplier *row, struct error *e)
{
    struct gathering *g = context;
    (void)e;
    portfolio_statistics_add(&g->statistics, g->source, row);
    return ST_OK;
}

static void print_weakest(const struct gathering *g)
{
    size_t *order = malloc((g->statistics.nitems + 1) * sizeof *order);
    const size_t n = order == NULL ? 0 : portfolio_weakest(&g->statistics, order);
    for (size_t i = 0; i < n && i < WEAKEST_SHOWN && g->statistics.items[order[i]].below > 0; i++) {
        const struct portfolio_item_statistics *item = &g->statistics.items[order[i]];
        if (i == 0) {
            printf("\n%s\n", _("Most suppliers are below the target here:"));
        }
        printf("  ");
        print_text(stdout, g->source->items[order[i]].title, 24);
        printf("  ");
        printf(_("%s of %s"), COUNT_TEXT(item->below), COUNT_TEXT(portfolio_item_answers(item)));
        printf("\n");
    }
    free(order);
}

static void print_tier(const struct portfolio_statistics *s, enum portfolio_tier tier)
{
    const int mean = portfolio_tier_mean(s, tier);
    if (mean != SCORE_NONE) {
        char line[TIER_MEAN_TEXT];
        printf("%s\n", tier_mean_words(tier, s->tiers[tier].scored, s->tiers[tier].suppliers, mean, line));
    }
}

static enum status print_alarms(struct portfolio_source *source, struct error *e)
{
    struct alarms alarms;
    char text[ALARMS_TEXT];
    const enum status st = alarms_gather(&alarms, source, e);
    if (st == ST_OK && alarms.burning > 0) {
        print_sentence(stdout, "%s", alarms_words(&alarms, text));
    }
    alarms_release(&alarms);
    return st;
}

static enum status print_summary(struct portfolio_source *source, struct error *e)
{
    struct gathering g = {.source = source};
    enum status st = portfolio_statistics_init(&g.statistics, source, e);
    if (st != ST_OK) {
        return st;
    }
    st = source->suppliers(source, gather, &g, e);
    if (st == ST_OK) {
        const uint64_t *states = g.statistics.states;
        const int mean = portfolio_mean(&g.statistics);
        printf(_("Period %s: %s of %s suppliers have answered; late: %s; held back or in conflict: %s."), source->period,
               COUNT_TEXT(g.statistics.answered), COUNT_TEXT(g.statistics.suppliers), COUNT_TEXT(states[PORTFOLIO_LATE]),
               COUNT_TEXT(g.statistics.held));
        printf("\n");
        st = print_alarms(source, e);
        if (g.statistics.begun > 0) {
            printf(_n("%s more has begun and not finished, and is still expected.",
                      "%s more have begun and not finished, and are still expected.", g.statistics.begun),
                   COUNT_TEXT(g.statistics.begun));
            printf("\n");
        }
        if (states[PORTFOLIO_UNASKED] > 0) {
            printf(_n("%s supplier was not asked yet.", "%s suppliers were not asked yet.", states[PORTFOLIO_UNASKED]),
                   COUNT_TEXT(states[PORTFOLIO_UNASKED]));
            printf("\n");
        }
        if (states[PORTFOLIO_ENDED] > 0) {
            printf(_n("%s more is not counted: your business with it has ended.",
                      "%s more are not counted: your business with them has ended.", states[PORTFOLIO_ENDED]),
                   COUNT_TEXT(states[PORTFOLIO_ENDED]));
            printf("\n");
        }
        print_other_periods(&source->periods, source->period);
        if (mean != SCORE_NONE) {
            printf(_("Mean total: %d.%d of 100."), mean / 10, mean % 10);
            printf("\n");
        }
        print_tier(&g.statistics, PORTFOLIO_TIER_HIGHER);
        print_tier(&g.statistics, PORTFOLIO_TIER_BASE);
        print_tier(&g.statistics, PORTFOLIO_TIER_UNSET);
        print_weakest(&g);
        if (source->plans_unknown > 0) {
            printf("\n");
            print_sentence(stdout,
                           _n("The plans of %s supplier are not known here: its answers were taken in by a version that did not keep them, "
                              "and cannot be read again.",
                              "The plans of %s suppliers are not known here: their answers were taken in by a version that did not keep "
                              "them, and cannot be read again.",
                              source->plans_unknown),
                           COUNT_TEXT(source->plans_unknown));
        }
    }
    portfolio_statistics_release(&g.statistics);
    return st;
}

static void say_written(const struct options *o, const char *path)
{
    if (o->json) {
        return;
    }
    printf(_("Written: %s"), path);
    printf("\n");
}

static enum status make_report(struct portfolio_source *source, const struct options *o, const struct report_years *years, struct error *e)
{
    source->verdict_words = verdict_name_words;
    enum status st = o->json ? report_json(source, e) : print_summary(source, e);
    if (st == ST_OK && !o->json && (o->xlsx != NULL || o->html != NULL || o->csv != NULL || o->letters.directory != NULL)) {
        printf("\n");
    }
    if (st == ST_OK && o->xlsx != NULL) {
        st = write_xlsx(source, o->xlsx, e);
        if (st == ST_OK) {
            say_written(o, o->xlsx);
        }
    }
    if (st == ST_OK && o->html != NULL) {
        st = write_piece(&(struct piece){.source = source, .years = years}, o->html, e);
        if (st == ST_OK) {
            say_written(o, o->html);
        }
    }
    return st;
}

/* Unlike what people read, the tables also hold what was answered after an alert. */
static enum status make_csv(struct portfolio *portfolio, const struct catalog *catalog, const struct options *o, int64_t now,
                            struct error *e)
{
    struct portfolio_source source;
    enum status st = portfolio_source_open(&source, portfolio, catalog, o->period, true, now, e);
    if (st != ST_OK) {
        return st;
    }
    st = write_csv(&source, o->csv, e);
    portfolio_source_release(&source);
    if (st == ST_OK) {
        say_written(o, o->csv);
    }
    return st;
}

static const char **option_value(struct options *o, const char *name)
{
    const struct {
        const char *name;
        const char **value;
    } OPTIONS[] = {{"--xlsx", &o->xlsx},
                   {"--html", &o->html},
                   {"--csv", &o->csv},
                   {"--period", &o->period},
                   {"--letters", &o->letters.directory},
                   {"--to", &o->letters.to},
                   {"--by", &o->letters.by},
                   {"--contact", &o->letters.contact}};
    for (size_t i = 0; i < sizeof OPTIONS / sizeof OPTIONS[0]; i++) {
        if (strcmp(OPTIONS[i].name, name) == 0) {
            return OPTIONS[i].value;
        }
    }
    return NULL;
}

static enum status check_letters(const struct letters_options *l, const struct clock *clock, struct error *e)
{
    char day[DATE_TEXT], today[DATE_TEXT];
    if (l->directory == NULL && (l->to != NULL || l->by != NULL || l->contact != NULL)) {
        return usage_error(&command_report, e, _("--to, --by and --contact are for the letters of --letters."));
    }
    if (l->by != NULL && !day_read(l->by, day)) {
        return usage_day(&command_report, e, "--by", l->by);
    }
    local_today(clock, today);
    if (l->by != NULL && strcmp(day, today) < 0) {
        return usage_error(&command_report, e, _("--by is the day by which the first steps are taken; %s is over."), day);
    }
    return ST_OK;
}

static enum status read_options(struct options *o, const struct clock *clock, int argc, char **argv, struct error *e)
{
    for (int i = 1; i < argc; i++) {
        const char **value = option_value(o, argv[i]);
        if (value != NULL && i + 1 < argc) {
            *value = argv[++i];
        } else if (strcmp(argv[i], "--json") == 0) {
            o->json = true;
        } else if (argv[i][0] == '-') {
            return usage_error(&command_report, e, _("the option \"%s\" is not known here, or its value is missing."), argv[i]);
        } else if (o->database != NULL) {
            return usage_error(&command_report, e, _("there is one word too many: \"%s\"."), argv[i]);
        } else {
            o->database = argv[i];
        }
    }
    if (o->database == NULL) {
        return usage_error(&command_report, e, _("name the database."));
    }
    enum status st = check_letters(&o->letters, clock, e);
    st = st == ST_OK ? output_check(o->xlsx, &o->database, 1, e) : st;
    return st == ST_OK ? output_check(o->html, &o->database, 1, e) : st;
}

static enum status run(struct program *program, int argc, char **argv, struct error *e)
{
    struct options o = {0};
    enum status st = read_options(&o, &program->clock, argc, argv, e);
    if (st != ST_OK) {
        return st;
    }
    struct catalog catalog;
    struct portfolio *portfolio = NULL;
    struct portfolio_source source;
    struct report_years years;
    struct report_sender sender = {0};
    struct product_aliases aliases = {0};
    catalog_init(&catalog);
    st = load_catalog(program, &catalog, e);
    if (st == ST_OK) {
        st = portfolio_open(&portfolio, o.database, PORTFOLIO_READ, e);
    }
    if (st == ST_OK) {
        st = portfolio_packs_load(portfolio, &catalog, e);
    }
    if (st == ST_OK) {
        st = report_sender_find(&sender, portfolio, e);
    }
    if (st == ST_OK && o.html != NULL) {
        st = load_product_aliases(program, portfolio, &aliases, e);
    }
    if (st == ST_OK && o.html != NULL) {
        st = report_years_gather(&years, portfolio, &catalog, o.period, clock_now(&program->clock), e);
    }
    if (st == ST_OK) {
        st = portfolio_source_open(&source, portfolio, &catalog, o.period, false, clock_now(&program->clock), e);
    }
    if (st == ST_OK) {
        struct letters_options letters = o.letters;
        char to[SUPPLIER_CODE_MAX + 1];
        source.owner = buffer_text(&sender.name);
        source.aliases = &aliases;
        letters.contact = letters.contact != NULL ? letters.contact : buffer_text(&sender.contact);
        st = period_known(&source.periods, o.period, source.files > 0, e);
        st = st == ST_OK ? make_report(&source, &o, &years, e) : st;
        if (st == ST_OK && o.letters.directory != NULL) {
            st = letters.to != NULL ? supplier_code_meant(portfolio, &letters.to, to, e) : ST_OK;
            st = st == ST_OK ? report_letters_write(&source, portfolio, &catalog, &letters, e) : st;
        }
        portfolio_source_release(&source);
    }
    if (st == ST_OK && o.csv != NULL) {
        st = make_csv(portfolio, &catalog, &o, clock_now(&program->clock), e);
    }
    report_sender_release(&sender);
    product_aliases_release(&aliases);
    portfolio_close(portfolio);
    catalog_release(&catalog);
    return st;
}

const struct command command_report = {
    .name = "report",
    .usage = N_("report DB [--xlsx OUT] [--html OUT] [--csv DIR] [--period 2026] [--json]\n"
                "report DB --letters DIR [--to SUPPLIER] [--by DATE] [--contact TEXT] [--period 2026]"),
    .help = N_("the suppliers' answers taken together, as a workbook, a page or CSV files"),
    .run = run,
};
