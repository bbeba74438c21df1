#include "command/interview_actions.h"

#include <string.h>

static const struct {
    const char *word;
    enum status (*run)(struct program *program, int argc, char **argv, struct error *e);
} ACTIONS[] = {
    {"report", interview_report},       {"sheet", interview_sheet},     {"import-sheet", interview_import_sheet},
    {"followups", interview_followups}, {"recheck", interview_recheck},
};

bool interview_action(struct program *program, int argc, char **argv, enum status *st, struct error *e)
{
    for (size_t i = 0; argc > 1 && i < sizeof ACTIONS / sizeof ACTIONS[0]; i++) {
        if (strcmp(argv[1], ACTIONS[i].word) == 0) {
            *st = ACTIONS[i].run(program, argc - 1, argv + 1, e);
            return true;
        }
    }
    return false;
}
