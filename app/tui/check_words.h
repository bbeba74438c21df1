/* What a remark of a questionnaire says here: its words, and the products that it speaks of. */
#ifndef TENKEN_TUI_CHECK_WORDS_H
#define TENKEN_TUI_CHECK_WORDS_H

#include "tui/session.h"

struct buffer;

/* "2 and 3: ": the questions that it is about; of one alone, or of none that is asked here, nothing. */
void check_about(struct buffer *out, const struct session *s, const struct check *check);
void check_words(struct buffer *out, const struct session *s, const struct check *check);
/* Which answers do not go together, in the room of a row: "2 Backups and 3 Restore tests do not go together". False: about no such two. */
bool check_pair_words(struct buffer *out, const struct session *s, const struct check *check);

/* "2 with 3, 5 with 6": every two once, in the order of the questions. False, and nothing: one of them is about no such two. */
bool check_pairs_name(struct buffer *out, const struct session *s, const struct check *const *checks, size_t n);

#endif
