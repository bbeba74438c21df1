/* The consultant's side of a session: ratings beside the firm's, private notes, what is parked, the clock, presenter mode. Everything is
 * one change that can be undone, as in session.h. Only of a session with an interview. */
#ifndef TENKEN_TUI_SESSION_INTERVIEW_H
#define TENKEN_TUI_SESSION_INTERVIEW_H

#include "tui/session.h"

/* -1 takes the rating away. Refused for kind done, whose answer is no level. */
enum status session_assess(struct session *s, size_t question, int level, struct error *e);
/* heard, document, seen; "": none. */
enum status session_confidence(struct session *s, size_t question, const char *confidence, struct error *e);
/* The one that follows in the order none, heard, document, seen. */
enum status session_next_confidence(struct session *s, size_t question, struct error *e);
enum status session_private_note(struct session *s, size_t question, const char *text, struct error *e);
enum status session_park(struct session *s, size_t question, bool park, struct error *e);
/* question SIZE_MAX: about none. */
enum status session_followup(struct session *s, size_t question, const char *text, const char *owner, const char *due, struct error *e);

/* Several are one undo step when first is true for the first of them only. member: text, owner, due, done_at ("" takes the last three
 * away). i: as followup.h counts. */
enum status session_followup_set(struct session *s, size_t i, const char *member, const char *value, bool first, struct error *e);
enum status session_followup_remove(struct session *s, size_t i, struct error *e);
/* The rating stands as it is, also in the light of what came since (recheck.h). */
enum status session_stands(struct session *s, size_t question, struct error *e);
/* Whether an assessor is to sign too. */
enum status session_cosign(struct session *s, bool expected, struct error *e);

const char *session_private(const struct session *s, size_t question); /* "" when none, and always in presenter mode */
bool session_parked(const struct session *s, size_t question);         /* never in presenter mode */
/* Whether the assessor's rating, its reason and the shared note may be seen now: always, but in presenter mode only when both have rated
 * the question and agree or the assessor has said why not. An opinion that was not talked about yet is not to be read off a screen. */
bool session_shows_assessor(const struct session *s, size_t question);
/* What the assessor gave and shares, or nothing (levels -1, texts "") while it may not be seen. */
struct rating session_rating(const struct session *s, size_t question);

/* ---- the clock: time passes between two events, however long the talk between them; more than SESSION_PAUSE counts as a break ---- */
#define SESSION_PAUSE 1800 /* seconds */
void session_count_time(struct session *s);
/* From now on time is that of the section that this question is listed in. */
void session_enter_section(struct session *s, size_t question);
void session_pause(struct session *s, bool pause);
/* Whole minutes of the question's section so far, and those planned. */
int session_section_minutes(const struct session *s, size_t question, int *planned);
enum status session_plan_minutes(struct session *s, size_t question, int minutes, struct error *e); /* 0: as many as usual */

/* ---- where it was left ---- */
size_t session_place(const struct session *s); /* SIZE_MAX: nowhere yet */
void session_remember_place(struct session *s, size_t question);

#endif
