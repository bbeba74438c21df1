/* tenken portfolio: making the prime's database. */
#include "store/portfolio.h"
#include "base/i18n.h"
#include "command/command.h"
#include "command/listing.h"

static enum status run(struct program *program, int argc, char **argv, struct error *e)
{
    (void)program;
    if (argc < 2) {
        return usage_error(&command_portfolio, e, _("say what to do: init."));
    }
    if (strcmp(argv[1], "init") != 0) {
        return usage_error(&command_portfolio, e, _("there is no \"%s\" here."), argv[1]);
    }
    if (argc != 3) {
        return usage_error(&command_portfolio, e, _("name the database to make."));
    }
    struct portfolio *portfolio = NULL;
    const enum status st = portfolio_open(&portfolio, argv[2], PORTFOLIO_CREATE, e);
    portfolio_close(portfolio);
    if (st == ST_OK) {
        print_sentence(stdout, _("%s is ready. Next: \"tenken suppliers %s import CSV\" and \"tenken trust %s import CSV\"."), argv[2],
                       argv[2], argv[2]);
    }
    return st;
}

const struct command command_portfolio = {
    .name = "portfolio",
    .usage = N_("portfolio init DB"),
    .help = N_("make the database that suppliers' answers are merged into"),
    .run = run,
};
