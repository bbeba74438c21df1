/* What a letter says of the year before. */
#ifndef TENKEN_EXPORT_LETTER_BEFORE_H
#define TENKEN_EXPORT_LETTER_BEFORE_H

#include "base/buffer.h"
#include "model/portfolio_source.h"

struct letter_before {
    const char *period;
    int total, now;       /* of that year and of this one; SCORE_NONE: there is nothing to compare */
    bool questions_moved; /* what this supplier was asked is not the same */
};

/* Of the supplier that the source is visiting. */
enum status letter_before_read(struct letter_before *out, struct portfolio_source *source, const struct portfolio_supplier *visited,
                               struct error *e);
/* In the current language; nothing when there is nothing to compare. */
void letter_before_write(const struct letter_before *before, struct buffer *out);

#endif
