/* The page about one supplier in the making: its parts append lines to it (view_line). */
#ifndef TENKEN_COMMAND_VIEW_TELLING_H
#define TENKEN_COMMAND_VIEW_TELLING_H

#include "command/view_data.h"

/* A document of the year, or a reply to an alarm: of those whose answers count. */
struct view_source {
    int64_t file;
    cJSON *tree;
    const cJSON *document;  /* NULL: it cannot be read here */
    char about[VIEW_WORDS]; /* the product that the alarm was about, "" when nobody has said */
};

/* Each item's answer is told with what its own document says to it. Zeroed, then view_sources_read; released on failure, too. */
struct view_sources {
    int64_t *files;           /* one an item, 0: it was not asked */
    int8_t *levels;           /* one an item: enum portfolio_level */
    struct view_source *each; /* the newest first */
    size_t count;
};
enum status view_sources_read(struct view_sources *s, struct view_data *d, struct portfolio *p, const char *code, struct error *e);
void view_sources_release(struct view_sources *s);
/* That of an item, or NULL. */
const struct view_source *view_source_of(const struct view_sources *s, size_t item);

/* Borrows all of it. */
struct telling {
    struct view_data *d;
    struct buffer *out;
    const struct portfolio_supplier *s;
    const char *code;
    const cJSON *document; /* the newest one, or NULL */
    struct view_sources sources;
    bool any; /* a list has had a line */
};

void view_tell_checks(struct telling *t);
/* The answers that stand, one by one, with what is written to them: those to alarms, or all the others. */
void view_tell_answers(struct telling *t, bool alarms);
/* What somebody plans, in words; level is that of the answer's plan (0-4). Returns out. */
#define PLAN_TEXT 400
const char *view_plan_words(const cJSON *answer, char out[PLAN_TEXT]);
void view_tell_products(struct telling *t);
/* Beside the period before, when there is one. */
enum status view_tell_years(struct telling *t, struct portfolio *p, struct error *e);
/* What it was asked, what came from it, whose signature counts. */
enum status view_tell_records(struct telling *t, struct portfolio *p, struct error *e);

#endif
