/* tenken interview: the consultant's work with a firm. */
#include "base/i18n.h"
#include "command/interview_actions.h"

static enum status run(struct program *program, int argc, char **argv, struct error *e)
{
    enum status st;
    if (interview_action(program, argc, argv, &st, e)) {
        return st;
    }
    return usage_error(&command_interview, e, _("say what to do: report, sheet, import-sheet, followups or recheck."));
}

const struct command command_interview = {
    .name = "interview",
    .usage = N_("interview report DRAFT [--html OUT] [--xlsx OUT] [--assessor NAME] [--since OLD]\n"
                "interview sheet DRAFT --xlsx OUT\n"
                "interview import-sheet XLSX --into DRAFT\n"
                "interview followups DRAFT [--json] [--add TEXT [--about PACK:ITEM] [--owner NAME] [--due DATE] | --done N [--on DATE] | "
                "--open N | --remove N]\n"
                "interview recheck DRAFT [--keep PACK:ITEM] [--json]"),
    .help = N_("the consultant's interview: report for the owner, sheet, follow-ups"),
    .run = run,
};
