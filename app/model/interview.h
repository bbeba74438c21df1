/* The private side of one client's interview (tenken-interview/1): what the consultant notes down for nobody else, what is parked, the time
 * each section took. Pure: bytes in, bytes out. On a disk it lies only encrypted (store/workspace.h), so none of this may reach a draft,
 * an export or a report. What the firm shares (its answers, the assessor's ratings, follow-ups) is the draft's: assessment.h. */
#ifndef TENKEN_MODEL_INTERVIEW_H
#define TENKEN_MODEL_INTERVIEW_H

#include "base/clock.h"
#include "model/question.h"

#include <stdint.h>

struct buffer;

#define INTERVIEW_NOTE_MAX 16000 /* bytes of one private note */
#define INTERVIEW_NAME_MAX 400   /* bytes of the client's name */
#define INTERVIEW_SESSIONS_MAX 1000
#define INTERVIEW_PLANNED_MAX 600       /* minutes of one section */
#define INTERVIEW_SECONDS_MAX 360000000 /* of one section, in all sessions */

/* tree: { "format": "tenken-interview/1", "client": {"id": UUID, "name", "corporate_number"}, "period", "created_at", "saved_at", "draft":
 * path, "items": {pack: {item: {"note", "parked": true}}}, "sections": {pack: {section: {"planned_minutes", "seconds"}}}, "sessions":
 * [{"began_at", "ended_at"}] (no "ended_at": it was cut off), "next_due": date, "seen": {pack: {item: text or object}} (what a recheck has
 * shown) } Answers are noted at their home, as in a draft. Members that this version does not know are kept. */
struct interview {
    cJSON *tree;
};

enum status interview_new(struct interview *i, const char *client_id, const char *name, const char *period, const struct clock *clock,
                          struct error *e);
/* Strict and capped. Refuses what is no private record, a newer major version (named), and members of a wrong type (named). */
enum status interview_read(struct interview *i, const char *bytes, size_t n, const char *name, struct error *e);
enum status interview_write(const struct interview *i, struct buffer *out, struct error *e);
/* Overwrites the texts before it gives their memory back. */
void interview_release(struct interview *i);

const char *interview_client(const struct interview *i); /* the client's id */
const char *interview_name(const struct interview *i);
const char *interview_period(const struct interview *i);
/* Keeps in mind which firm it is about: name and corporate number of a draft's "supplier". */
enum status interview_set_firm(struct interview *i, const cJSON *supplier, struct error *e);
/* Refuses the draft of another firm than it was kept in mind: by the corporate numbers where both are known, else by the names. */
enum status interview_of_firm(const struct interview *i, const cJSON *supplier, struct error *e);
/* Where the firm's draft lies, when that is outside of the workspace; "" when it is not. */
const char *interview_draft(const struct interview *i);
enum status interview_set_draft(struct interview *i, const char *path, struct error *e);
/* Refuses a record of another client than the draft's: opening one client must never show what was noted about another. */
enum status interview_of_client(const struct interview *i, const char *client_id, struct error *e);

const char *interview_note(const struct interview *i, const struct question *q);                                  /* "" when none */
enum status interview_set_note(struct interview *i, const struct question *q, const char *text, struct error *e); /* "" removes */
bool interview_parked(const struct interview *i, const struct question *q);
enum status interview_set_parked(struct interview *i, const struct question *q, bool parked, struct error *e);
/* A copy of what is noted at a question for undo (NULL: nothing), and putting it back (takes ownership). */
cJSON *interview_copy_item(const struct interview *i, const struct question *q);
enum status interview_restore_item(struct interview *i, const struct question *q, cJSON *item, struct error *e);

int64_t interview_seconds(const struct interview *i, const char *pack, const char *section);
/* A clock that was set back gives a negative number, which counts as none. */
enum status interview_add_seconds(struct interview *i, const char *pack, const char *section, int64_t seconds, struct error *e);
/* What was planned, else INTERVIEW_MINUTES_A_QUESTION for each of the section's questions. */
#define INTERVIEW_MINUTES_A_QUESTION 3
int interview_planned_minutes(const struct interview *i, const char *pack, const char *section, int questions);
enum status interview_set_planned_minutes(struct interview *i, const char *pack, const char *section, int minutes,
                                          struct error *e); /* 1…INTERVIEW_PLANNED_MAX; 0: as many as the questions call for */

/* Of more than INTERVIEW_SESSIONS_MAX the oldest is forgotten. End: of the last one, once. */
enum status interview_session_begin(struct interview *i, const struct clock *clock, struct error *e);
enum status interview_session_end(struct interview *i, const struct clock *clock, struct error *e);
const char *interview_last_session(const struct interview *i); /* when it began (a time); "" when there was none */

const char *interview_next_due(const struct interview *i);                                  /* a date; "" when none */
enum status interview_set_next_due(struct interview *i, const char *date, struct error *e); /* "" removes */

#endif
