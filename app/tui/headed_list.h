/* A list with lines of text above it and the details of one row below: the plan, and this year beside the last. */
#ifndef TENKEN_TUI_HEADED_LIST_H
#define TENKEN_TUI_HEADED_LIST_H

#include "tui/listing.h"

struct buffer;

#define ROWS_FOR_ALL 30 /* on fewer the head says less, so that the list shows more */
/* On few rows its lines follow each other as sentences; a warning ("! …") keeps a line of its own. */
void headed_list_flow(struct buffer *head);
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
