/* Screens: one file each, ending in its table of operations. A screen draws into a grid and answers to events; it never touches the
 * terminal, the stack of screens or a file itself. */
#ifndef TENKEN_TUI_SCREEN_H
#define TENKEN_TUI_SCREEN_H

#include "base/error.h"
#include "tui/event.h"
#include "tui/grid.h"

struct screen;
struct ui;

/* What the loop does after an event. */
enum effect_kind { EFFECT_STAY, EFFECT_PUSH, EFFECT_POP, EFFECT_REPLACE, EFFECT_QUIT };
struct effect {
    enum effect_kind kind;
    struct screen *screen; /* owned by the loop from now on; NULL with PUSH or REPLACE: out of memory */
};
static inline struct effect effect_stay(void)
{
    return (struct effect){EFFECT_STAY, NULL};
}
static inline struct effect effect_pop(void)
{
    return (struct effect){EFFECT_POP, NULL};
}
static inline struct effect effect_quit(void)
{
    return (struct effect){EFFECT_QUIT, NULL};
}
static inline struct effect effect_push(struct screen *screen)
{
    return (struct effect){EFFECT_PUSH, screen};
}
static inline struct effect effect_replace(struct screen *screen)
{
    return (struct effect){EFFECT_REPLACE, screen};
}

/* A line of the help screen. Those for the bar at the bottom stand there in order as far as they fit; "?" always does. */
struct key_help {
    const char *keys; /* "0-4", N_("arrows") */
    const char *text; /* N_("answer, next"), short */
    bool bar;
};

struct screen_ops {
    /* Becomes the top of the stack, for the first time or again: looks at what may have changed meanwhile. May be NULL. */
    void (*enter)(struct screen *);
    struct effect (*key)(struct screen *, const struct event *);
    /* Computes places, apart from painting: after every event and at every new size. May be NULL. */
    void (*layout)(struct screen *, int rows, int columns);
    void (*draw)(struct screen *, struct grid *);
    /* Leaves the stack and is freed. keep: nobody was asked (hang-up): what has been typed is kept as if confirmed. */
    void (*leave)(struct screen *, bool keep);
    /* Its keys, ended by keys == NULL; translated by whoever shows them. */
    const struct key_help *(*keys)(const struct screen *);
    /* What may be shown has changed: takes in what is being typed where it is not to be seen any more. May be NULL. */
    void (*turned)(struct screen *);
    /* Something typed here is not kept yet: the bar does not say that all is saved. May be NULL: never. */
    bool (*unkept)(const struct screen *);
    bool overlay; /* drawn over the screen below */
};

struct screen {
    const struct screen_ops *ops;
    struct ui *ui; /* set by the loop before enter */
    bool secluded; /* shows what only the consultant may see: never while the screen is turned to the firm */
};

#endif
