/* All problems of a pack in one go, for its author: structure first, then the rules for words (questionnaires/README.md). */
#ifndef TENKEN_MODEL_PACK_LINT_H
#define TENKEN_MODEL_PACK_LINT_H

#include "model/pack.h"

#define PACK_PROBLEMS_MAX 200

/* Sentences, translated, each with the file, the item and the member. Owns them. */
struct pack_problems {
    char *texts[PACK_PROBLEMS_MAX];
    size_t count;
    bool more; /* there were more than PACK_PROBLEMS_MAX */
};
void pack_problems_release(struct pack_problems *problems);

/* Limits on words: what the screens of an 80×24 terminal show. */
#define LINT_TITLE_COLUMNS 20
#define LINT_LINES 2
#define LINT_QUESTION_COLUMNS 56
#define LINT_LEVEL_COLUMNS 46
#define LINT_LEVEL_CHARACTERS 60

/* Reads one pack and fills *problems, whatever state it is in: structure (as pack_read, but all of it), unknown members, references into
 * the catalog's packs, texts that are not translated or too long, levels that repeat one another or begin alike, glossary entries that no
 * item uses, weights without a reason, advice that does not start at level 0 with a step that costs nothing or ends below the target, costs
 * that are neither a source's nor an estimate. catalog: the other packs at hand, or NULL to look at the pack alone. Fails only when memory
 * runs out. */
enum status pack_lint(const char *bytes, size_t n, const char *name, const struct catalog *catalog, struct pack_problems *problems,
                      struct error *e);

#endif
