/* A list with lines of text above it and the details of one row below: the plan, and this year beside the last. */
#ifndef TENKEN_TUI_HEADED_LIST_H
#define TENKEN_TUI_HEADED_LIST_H

#include "tui/listing.h"

/* Places the list in a screen of this size: below the head and `gap` rows more, above a rule and `detail_rows`. It keeps a row of its own
 * however small the screen. */
void headed_list_place(struct listing *list, const char *head, int gap, int detail_rows, int rows, int columns);
/* Draws the head. inside: of the frame; gap as above. */
void headed_list_draw_head(const struct listing *list, const char *head, int gap, struct grid *g, struct area inside);
/* Draws the rule below the list, with the cursor's place ("3/29") when the list is longer than its room. Returns where the details go. */
struct area headed_list_draw_rule(const struct listing *list, const char *place, int detail_rows, struct grid *g);
/* On that rule: how many rows more there are above and below. */
void headed_list_draw_more(const struct listing *list, struct grid *g);

#endif
