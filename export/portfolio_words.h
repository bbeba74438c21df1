/* Tiers and states of suppliers, questions and changes in words, in the current language. */
#ifndef TENKEN_EXPORT_PORTFOLIO_WORDS_H
#define TENKEN_EXPORT_PORTFOLIO_WORDS_H

#include "base/buffer.h"
#include "model/portfolio_source.h"

/* " (a file in its name was rejected)" behind who is waited for, when one was (time of receipt); "" when at is "". */
const char *rejected_words(const char *at);
const char *tier_words(enum portfolio_tier tier); /* "" when it is not known */
const char *tier_said(enum portfolio_tier tier);  /* the same, "tier not set" when it is not known */
/* A line about one tier: so many of its suppliers have a score, and their mean. */
#define TIER_MEAN_TEXT 192
const char *tier_mean_words(enum portfolio_tier tier, uint64_t scored, uint64_t suppliers, int mean, char out[TIER_MEAN_TEXT]);
const char *state_words(enum portfolio_state state);
/* How many of those who told what they expected had expected far more than their answers give. Returns out. */
#define OVERRATED_TEXT 512
const char *overrated_words(uint64_t overrated, uint64_t believed, char out[OVERRATED_TEXT]);
/* The state and all that there is to say of it, one beside the other: "answered late", "answer sheet", "late, answer sheet, unfinished (4
 * of 22), contradictory", "ended on 2026-11-23, answered". May return out. */
#define STANDING_TEXT 240
const char *standing_words(const struct portfolio_supplier *s, char out[STANDING_TEXT]);
/* "ended on 2026-11-23 (merged into another firm)"; on: a day. Returns out. */
#define ENDED_TEXT 512
const char *ended_words(const char *on, const char *reason, char out[ENDED_TEXT]);
const char *portfolio_change_words(enum portfolio_change change);
const char *question_kind_words(enum portfolio_question_kind kind);
/* Which questionnaires were answered and are not at hand, and what to do; nothing when all are. The names are foreign. */
void packs_missing_words(const struct portfolio_source *source, struct buffer *out);

#endif
