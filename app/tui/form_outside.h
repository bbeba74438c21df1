/* A text of a form, changed in the user's own editor. */
#ifndef TENKEN_TUI_FORM_OUTSIDE_H
#define TENKEN_TUI_FORM_OUTSIDE_H

#include "tui/outside.h"
#include "tui/ui.h"

/* What may come back; more is refused without being looked at. */
#define OUTSIDE_TEXT_MAX ((size_t)64 * 1024)

/* Hands the terminal to the editor and takes it back. out (max OUTSIDE_TEXT_MAX) then holds text without controls but newlines. ST_NO: it
 * is longer than max bytes, so that it does not fit the field but is worth keeping; other failures: nothing is worth keeping. */
enum status edit_outside(struct ui *ui, const struct outside *outside, const char *text, size_t max, struct buffer *out, struct error *e);

#endif
