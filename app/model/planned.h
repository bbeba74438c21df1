/* What a firm plans for its items, as a portfolio keeps it (kept.h): item id -> [level, "2027-03-31", "owner"], where the level is -1 and a
 * text "" when there is none. */
#ifndef TENKEN_MODEL_PLANNED_H
#define TENKEN_MODEL_PLANNED_H

#include "base/buffer.h"
#include "model/answer.h"

/* Appends the item's plan, if the answer has one; kept_end ends it. */
void planned_add(struct buffer *out, const char *item, const struct answer *a);

/* Borrowed for the call; texts are never NULL, and foreign. */
struct planned {
    const char *item;
    int level; /* -1 none */
    const char *by, *owner;
};
typedef enum status planned_visit(void *context, const struct planned *planned, struct error *e);
/* Reads over whatever was not written by this program. A visitor's answer other than ST_OK ends it. */
enum status planned_read(const char *text, planned_visit *visit, void *context, struct error *e);

#endif
