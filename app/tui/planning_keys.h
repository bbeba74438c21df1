/* The keys of the plan's screen: what Space does depends on the row. */
#ifndef TENKEN_TUI_PLANNING_KEYS_H
#define TENKEN_TUI_PLANNING_KEYS_H

#include "tui/screen.h"

enum planning_space {
    SPACE_TAKE,
    SPACE_LEAVE,
    SPACE_FORGET,   /* what was decided by hand: the plan decides again */
    SPACE_PROMISED, /* it is planned with a level: only the form changes that */
    SPACE_NOTHING,  /* no step here */
};
const struct key_help *planning_key_table(enum planning_space space);

#endif
