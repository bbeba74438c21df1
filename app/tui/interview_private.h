/* What the keys of the consultant alone do, apart from where the cursor is: notes, what is parked, the clock. */
#ifndef TENKEN_TUI_INTERVIEW_PRIVATE_H
#define TENKEN_TUI_INTERVIEW_PRIVATE_H

#include "tui/screen.h"
#include "tui/session.h"

/* Whether only the consultant sees the screen; if not, says how to come to that. */
bool consultant_alone(struct ui *ui, const struct session *session);
/* How sure the rating is; NULL: the next of the words. Not while the firm sees the screen. */
void change_confidence(struct screen *screen, struct session *session, size_t question, const char *confidence);
/* m, n, r, k, K, R, T, z and A, about the question; not while the firm sees the screen. False: it is another key. */
bool private_key(struct screen *screen, struct session *session, size_t question, char c, struct effect *effect);

#endif
