#ifndef TENKEN_TUI_INTERVIEW_KEYS_H
#define TENKEN_TUI_INTERVIEW_KEYS_H

#include "tui/screen.h"

const struct key_help *interview_key_table(bool presenter);
/* editing: a text is being typed into a cell. */
const struct key_help *sheet_key_table(bool presenter, bool editing);

#endif
