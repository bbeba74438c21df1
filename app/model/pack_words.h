/* The rules for words; a part of pack_lint.c. */
#ifndef TENKEN_MODEL_PACK_WORDS_H
#define TENKEN_MODEL_PACK_WORDS_H

struct cJSON;
struct place;
struct reader;

/* Each text in its own language. */
void words_check_translation(struct reader *r, const struct place *where, const struct cJSON *text);
/* Everything else; r->pack may have problems. */
void words_check(struct reader *r);

#endif
