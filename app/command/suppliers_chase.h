/* tenken suppliers DB extend | clarify | settle */
#ifndef TENKEN_COMMAND_SUPPLIERS_CHASE_H
#define TENKEN_COMMAND_SUPPLIERS_CHASE_H

#include "base/clock.h"
#include "command/command.h"

/* Whether the word names one of the three. */
bool suppliers_chase_named(const char *word);
/* argv[0] is that word, database the portfolio's path. */
enum status suppliers_chase(struct program *program, const char *database, int argc, char **argv, struct error *e);

struct portfolio;

/* What both the command and the screens do. until: a day, YYYY-MM-DD; references: "PACK:ITEM,PACK:ITEM". ST_NO: there is no such supplier.
 * alarm: the day of emergency questions that are open, which stays; "" none are. */
enum status chase_extend(struct portfolio *p, const char *code, const char *until, const char *reason, int64_t now, char alarm[DATE_TEXT],
                         struct error *e);
enum status chase_clarify(struct portfolio *p, const struct catalog *catalog, const char *code, const char *references, const char *text,
                          int64_t now, int64_t *id, struct error *e);

#endif
