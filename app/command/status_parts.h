/* What the files of "tenken status" share. */
#ifndef TENKEN_COMMAND_STATUS_PARTS_H
#define TENKEN_COMMAND_STATUS_PARTS_H

#include "command/status_lists.h"
#include "store/portfolio_status.h"

/* title: until the list has ended. */
void status_list_begin(struct status_view *v, const char *key, const char *title);
void status_list_end(struct status_view *v);
/* Before every line of a list for people; false when enough have been shown. */
bool status_line_shown(struct status_view *v);
/* The same of a file about which this is said: beyond them, the first of each kind is shown, too. */
bool status_file_shown(struct status_view *v, const char *file, const char *said);
/* What most lines begin with: of --json, owned by the caller, and for people. */
cJSON *status_named_json(const char *code, const char *name);
void status_print_named(const char *code, const char *name);
/* The same, where columns follow: a name that is longer has the line to itself, and they stand below. */
void status_print_columns(const char *code, const char *name);

/* What was not taken in (status_held.c). context: struct status_view. */
status_visit status_quarantine, status_conflict, status_rejected;
/* Rejected ones of which nothing is asked any more, under the list of the others. */
void status_count_rejected(const struct status_view *v);

#endif
