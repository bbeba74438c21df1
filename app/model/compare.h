/* This year beside last year: what is kept of the old record, and what has changed question by question. */
#ifndef TENKEN_MODEL_COMPARE_H
#define TENKEN_MODEL_COMPARE_H

#include "model/question.h"

/* What is kept of an old record: { "period", "supplier", "packs", "answers", "inventory", "score" (score.h; computed from its answers, not
 * taken from its word; only when all its packs are at hand as they were), "questions": {pack: {item: {"title", "words", "target"}}}, and
 * put in by the command "draft_created_at" (carry_over.h) }. list: what it asked, as far as the packs are at hand; NULL: not known. whole:
 * they all are. period may be NULL. NULL: out of memory. */
cJSON *past_new(const char *period, const cJSON *packs, const struct facts *old, const struct question_list *list, bool whole);
/* Points 0…1000 of the total (section NULL and pack NULL), of a pack, or of a section then; SCORE_NONE when unknown. */
int past_points(const cJSON *past, const char *pack, const char *section);

enum change {
    CHANGE_SAME,
    CHANGE_RAISED,
    CHANGE_LOWERED,
    CHANGE_OTHER,    /* between answers that no order compares */
    CHANGE_ANSWERED, /* asked then too, but not answered */
    CHANGE_OPEN,     /* answered then, not now (or not confirmed: to.unconfirmed) */
    CHANGE_NEW,      /* not asked then */
    CHANGE_RETIRED,  /* no questionnaire at hand asks it any more */
    CHANGE_KEPT,     /* nobody asks it this year so far, but its questionnaire is there */
};

/* question: index into the list now, SIZE_MAX when retired or kept; title: of such a one, from the old pack (its id when unknown). */
struct compared {
    size_t question;
    const char *pack, *item; /* at its home */
    const char *title;
    struct answer from, to;
    enum change change;
    bool reworded;   /* its words have changed since */
    int target_then; /* -1: unknown, or the same as now */
    bool same_pack;  /* its questionnaire is the very same: another target is what others ask for */
};
/* Asked questions in list order, each home once, then those that nobody asks now. catalog: the installed packs (and the list's).
 * Borrows from past, list and catalog. */
struct comparison {
    struct compared *items;
    size_t count;
    size_t raised, lowered, fresh, reworded, retired, kept, unconfirmed;
};
enum status compare_years(const cJSON *past, const struct question_list *list, const struct catalog *catalog, struct comparison *out,
                          struct error *e);
void comparison_release(struct comparison *c);

#endif
