/* Answers in words and marks: the same for screens and plain mode. */
#ifndef TENKEN_TUI_WORDS_H
#define TENKEN_TUI_WORDS_H

#include "model/choices.h"
#include "tui/session.h"

struct buffer;

#define WORDS_MAX 192

/* "2 throughout", "unknown", "not applicable", "done", "not answered", "2 throughout, from before" while unconfirmed,
 * "2 throughout, to confirm" while a later customer's mark stands (given.h). Returns out. */
const char *question_words(const struct question *q, char out[WORDS_MAX]);
/* One character for narrow places: the level, "?" unknown, "-" not applicable, "~" to be confirmed, "v" waiting for the
 * vendor, "." open. */
char answer_mark(const struct question *q);
/* Points 0…1000 as "52.5"; SCORE_NONE as "-". Returns out. */
const char *points_words(int points, char out[WORDS_MAX]);

/* Full-width letters, digits and signs as their ASCII ones, no white space at either end: for dates, numbers, addresses. Returns out. */
const char *plain_ascii(const char *text, char out[WORDS_MAX]);

/* A date as people write it (2027/3/31, 2027.03.31, 2027年3月31日, full-width digits) as YYYY-MM-DD; anything else as plain_ascii. */
/* A refusal of profile_check in the words of a form: "contact.phone: …" becomes "Phone: …". */
void profile_problem(const char *path, const char *label, struct error *e);
const char *plain_date(const char *text, char out[WORDS_MAX]);

/* "2026-03-02 Sign-in sheet; Mail log": each piece of evidence that the answer names; nothing without any. */
void evidence_words(struct buffer *out, const cJSON *answer);
/* "2026-03-02": the days of these, of one without a day its name. */
void evidence_days(struct buffer *out, const cJSON *answer);

/* What stands between two sentences of one line in the current language: a space, or nothing. */
const char *between_sentences(void);

/* Today, the same way everywhere: YYYY-MM-DD. */
void session_today(const struct session *s, char out[DATE_TEXT]);

/* Who sees the list of products, and why (inventory_words.c): one sentence or two. */
struct buffer;
void inventory_seen(struct buffer *out, const struct session *s);

#endif
