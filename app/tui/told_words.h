/* Answers that were signed and have changed since, in words: the same for screens and plain mode. */
#ifndef TENKEN_TUI_TOLD_WORDS_H
#define TENKEN_TUI_TOLD_WORDS_H

#include "tui/session.h"

struct buffer;

/* Whether anything was signed for anybody. */
bool told_anybody(const struct session *s);
/* Appends who a recipient of that draft is, cleaned for display, after a comma where others stand before. False: it has no name. */
bool told_name(struct buffer *names, const struct assessment *a, const cJSON *recipient);
/* "your firm, the plan": what of the parts beside the answers has changed (as_signed.h). */
void told_parts(struct buffer *out, unsigned parts);
/* Before the first question: "Sent to Mihon Motors: a change makes a correction.", or that some answers
 * here were signed; nothing when none was. True when they were signed for the session's customer. */
bool told_before(struct buffer *out, const struct session *s);
/* Which question it begins with, where that is not the first one (session_doubtful); a sentence after another. Nothing for none. */
void told_doubtful(struct buffer *out, const struct session *s);
/* Why Enter led on to this one (session_doubtful_behind), past others. */
void told_doubtful_next(struct buffer *out, const struct session *s, size_t question);
/* "correcting, for Mihon Motors", for a session that does. */
void told_correcting(struct buffer *out, const struct session *s);

/* "Not the answer that you signed for Mihon Motors: f hands in the correction. Mihon Electric has the old answer, too." f does what it
 * says: while the customer whose answers were opened has old ones, it corrects for that one alone. Nothing, and false, when everybody who
 * was told this answer was told the one that stands there now. */
bool told_otherwise(struct buffer *out, const struct session *s, size_t question);
/* "The answers of 2027 repeat the old answer: there it is to be confirmed again." Nothing when no later year does. */
void told_later(struct buffer *out, const struct session *s, size_t question);
/* "In 2026 you signed "2 throughout" for Mihon Motors. Was it wrong then, too? …": of an answer that had been confirmed as last
 * year's and is lower now. Nothing, and false, for another. */
bool told_earlier(struct buffer *out, const struct session *s, size_t question, bool plain);
/* Whether the answers are the record of a year that is over: something of it was signed, or taken over into a later one. */
bool session_over(const struct session *s);
/* Of such a record: "This is the record of 2026: correct only what was wrong then …". Else nothing, and false. */
bool told_past(struct buffer *out, const struct session *s);
/* The same where something beside the question asks for a better answer: a plan whose day is past, a contradiction. */
void told_past_beside(struct buffer *out, const struct session *s, size_t question);
/* "In 2026 you corrected the answer to "1 partly". In 2027 it still is "3 established"": what y keeps, said where last year's answer was
 * corrected after this year had repeated it. Nothing, and false, where that is not so. */
bool told_corrected(struct buffer *out, const struct session *s, size_t question);
/* Both beside what was just answered, in few words: "f corrects it for Mihon Motors; Mihon Electric still has the old answer". */
bool told_otherwise_short(struct buffer *out, const struct session *s, size_t question);

#endif
