/* The result in words: the same sentences on the results screen and in plain mode. */
#ifndef TENKEN_TUI_REPORT_H
#define TENKEN_TUI_REPORT_H

#include "model/alike.h"
#include "model/threat.h"
#include "tui/session.h"

struct buffer;

/* Each appends one line, or several with newlines between; nothing when there is nothing to say. */
void report_total(struct buffer *out, const struct session *s, const struct score *score);
/* Why the total is no mean of the parts; nothing when no question stands in two of them. */
void report_shared(struct buffer *out, const struct session *s, const struct score *score);
/* The questions that stand elsewhere and count in a part, too; changed: only those that are answered otherwise than last year. section as
 * below. */
void report_elsewhere(struct buffer *out, const struct session *s, const struct pack *pack, size_t section, bool changed);
/* Those of them that moved its points since last year, which none of those that stand there explains; nothing when none did. */
void report_moved(struct buffer *out, const struct session *s, const struct score *score, const struct alike *alike,
                  const struct pack *pack, size_t section);
/* What stands in place of a part's points: "not answered yet", or "not applicable". section SIZE_MAX: the whole pack. */
const char *report_without_points(const struct session *s, const struct pack *pack, size_t section);
void report_weakest(struct buffer *out, const struct session *s, const struct score *score);
/* "3 Restore tests (0 not yet), 5 Updates (0 not yet)": initializes names. */
void report_weakest_names(struct buffer *names, const struct session *s, const struct score *score);
/* The parts of that, for what is not the session's own score: one question after n others, with its answer in words; and, after n, how many
 * are not named. */
void report_weakest_add(struct buffer *names, size_t n, const struct session *s, size_t question, const char *words);
void report_weakest_more(struct buffer *names, size_t n);
void report_belief(struct buffer *out, const struct session *s, const struct score *score);
/* By number, for the head of the results: the remarks themselves stand at their end. Nothing when all goes together. */
void report_apart(struct buffer *out, const struct session *s, const struct score *score);
void report_unknown(struct buffer *out, const struct session *s, const struct score *score);
/* Last year's score, as far as it is known, and whether it was made of the same number of questions. */
void report_last_year(struct buffer *out, const struct session *s, const struct score *score);
/* The questions that leave a threat open: "3 Restore tests (0), 8 What would stop (1)"; as many as fit into columns (0: all, with the
 * answers in words). */
void report_weak(struct buffer *out, const struct session *s, const struct threat_cover *cover, int columns);
/* The questions that a contradiction is about, with their answers: "2 Backups (3 established), 3 Restore tests (0 not yet)". */
void report_both(struct buffer *out, const struct session *s, const struct check *check);
/* What one step costs and who takes it: "costs nothing, about 3 hours, staff". */
void report_effort(struct buffer *out, const struct action *action);

#endif
