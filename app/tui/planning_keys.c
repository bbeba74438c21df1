#include "tui/planning_keys.h"

#include "base/i18n.h"

#define BUDGET                                                                                                                             \
    {                                                                                                                                      \
        "b", N_("budget"), true                                                                                                            \
    }
#define REST                                                                                                                               \
    {N_("Enter"), N_("who, when"), true}, {"Esc", N_("back"), true}, {"u", N_("undo"), true}, {"?", N_("keys"), true},                     \
        {N_("Up Down"), N_("move"), false}, {"g", N_("look at the question"), false}, {"L", N_("日本語 / English"), false},                \
        {"[1] [2] [3]", N_("proposed, to do first: they bring most"), false},                                                              \
        {"[*]", N_("proposed: what costs nothing stands first"), false},                                                                   \
        {"[+]", N_("yours, taken or planned: customers see only these"), false}, {"[ ]", N_("stays open"), false},                         \
        {"[-]", N_("left out by you"), false},                                                                                             \
    {                                                                                                                                      \
        NULL, NULL, false                                                                                                                  \
    }

const struct key_help *planning_key_table(enum planning_space space)
{
    static const struct key_help take[] = {BUDGET, {N_("Space"), N_("take"), true}, REST};
    static const struct key_help leave_out[] = {BUDGET, {N_("Space"), N_("not this one"), true}, REST};
    static const struct key_help forget[] = {BUDGET, {N_("Space"), N_("let the plan decide"), true}, REST};
    static const struct key_help plain[] = {BUDGET, REST};
    switch (space) {
    case SPACE_TAKE:
        return take;
    case SPACE_LEAVE:
        return leave_out;
    case SPACE_FORGET:
        return forget;
    case SPACE_PROMISED:
    case SPACE_NOTHING:
        break;
    }
    return plain;
}
