/* One answer (formats.md, "An answer") and one inventory entry. The JSON tree is the truth; these are borrowed views. */
#ifndef TENKEN_MODEL_ANSWER_H
#define TENKEN_MODEL_ANSWER_H

#include "base/error.h"
#include "model/pack.h"

#include <cjson/cJSON.h>
#include <stdbool.h>

enum answer_state {
    ANSWER_NONE, /* not yet answered (a note alone is no answer) */
    ANSWER_LEVEL,
    ANSWER_UNKNOWN, /* scores 0, "ask someone" */
    ANSWER_NA,      /* out of the score, needs a reason */
    ANSWER_DONE,    /* kind done */
    ANSWER_NOT_DONE,
};

struct answer {
    enum answer_state state;
    int level;        /* with ANSWER_LEVEL, else 0 */
    bool unconfirmed; /* carried over and not yet looked at: counts as unanswered */
    bool ask_vendor;
    int planned_level;  /* -1 when none */
    int assessor_level; /* -1 when none */
    const cJSON *tree;  /* for the texts: json_text(tree, "note") …; NULL when there is no answer object */
};

struct answer answer_view(const cJSON *tree);
/* The order between two answers to one question, last year's and this year's: -1 lower, 0, 1 higher; 2 when no order compares them. */
int answer_compare(const struct answer *from, const struct answer *to);
bool answer_given(const struct answer *a); /* answered and confirmed */

/* Limits on what a person or a file may put into an answer, bytes of UTF-8. */
#define ANSWER_TEXT_MAX 4000
#define ANSWER_EVIDENCE_MAX 50
#define INVENTORY_MAX 500

/* Checks every member of an answer object and its type; where: for the sentence, e.g. "answers.basic10.2". kind of the item, or -1 when the
 * item is not known. Unknown members are accepted. */
enum status answer_check(const cJSON *tree, int kind, const char *where, struct error *e);
enum status inventory_check(const cJSON *array, const char *where, struct error *e);
/* One entry of either list. */
enum status evidence_check(const cJSON *entry, const char *where, struct error *e);
enum status inventory_entry_check(const cJSON *entry, const char *where, struct error *e);
bool confidence_valid(const char *text); /* heard, document, seen */

extern const char *const LEVEL_LABELS[LEVELS]; /* N_("not yet") … ; show through _() */
/* An answer in words, in the current language: "throughout", "don't know", "not answered" … */
const char *answer_label(enum answer_state state, int level);
/* The same with the number of a level before it: "2 throughout". Returns out. */
#define ANSWER_WORDS 64
const char *answer_words(const struct answer *a, char out[ANSWER_WORDS]);

#endif
