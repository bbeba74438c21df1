/* What `tenken interview` does with one draft besides the screens: a word behind the command, then the draft. */
#ifndef TENKEN_COMMAND_INTERVIEW_ACTIONS_H
#define TENKEN_COMMAND_INTERVIEW_ACTIONS_H

#include "command/command.h"

/* Runs the action that argv[1] names; false when it names none (then it is a draft: ./report is one for certain). */
bool interview_action(struct program *program, int argc, char **argv, enum status *st, struct error *e);

/* The report of a draft as it lies on the disk; html and xlsx may be NULL, and so may assessor (who held it) and since (an earlier year).
 */
struct report_order {
    const char *draft;
    const char *html, *xlsx;
    const char *assessor;
    const char *since;
};
enum status report_write(const struct program *program, const struct report_order *o, struct error *e);

/* One file each; argv[0] is the action's word. */
enum status interview_report(struct program *program, int argc, char **argv, struct error *e);
enum status interview_sheet(struct program *program, int argc, char **argv, struct error *e);
enum status interview_import_sheet(struct program *program, int argc, char **argv, struct error *e);
enum status interview_followups(struct program *program, int argc, char **argv, struct error *e);
enum status interview_recheck(struct program *program, int argc, char **argv, struct error *e);

#endif
