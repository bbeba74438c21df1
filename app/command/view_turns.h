/* Whose turn it is: what came in a supplier's name and waits for the prime. */
#ifndef TENKEN_COMMAND_VIEW_TURNS_H
#define TENKEN_COMMAND_VIEW_TURNS_H

#include "command/view_data.h"
#include "export/portfolio_words.h"

enum view_turn { VIEW_TURN_NONE, VIEW_TURN_REJECTED, VIEW_TURN_HELD };
#define VIEW_TURN_TEXT (STANDING_TEXT + 100)

/* Of each supplier, in their order; to be freed. NULL: out of memory. */
enum view_turn *view_turns(const struct view_data *d);
/* The state of a supplier, with what waits: out, or what stays as long as the program. */
const char *view_turn_words(const struct portfolio_supplier *s, enum view_turn turn, char out[VIEW_TURN_TEXT]);

#endif
