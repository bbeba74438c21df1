/* What a letter asks the supplier to look at again: our own questions, and answers that contradict each other. */
#ifndef TENKEN_EXPORT_LETTER_DOUBTS_H
#define TENKEN_EXPORT_LETTER_DOUBTS_H

#include "model/question.h"

/* All borrowed. questions: as in struct letter_input. */
struct letter_doubts {
    const struct question_list *list;
    const struct check_hit *hits;
    size_t nhits;
    const char *const (*questions)[2];
};

/* Whether we ask about the item ourselves, or another answer contradicts it: that is not to be praised in the same letter. */
bool letter_doubted(const struct letter_doubts *d, const char *pack, const char *item);
/* Whether all that the check is about is among asked: "PACK:ITEM PACK:ITEM". */
bool letter_asks_all(const struct letter_doubts *d, const char *asked, const struct check *check);

#endif
