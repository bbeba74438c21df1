/* From a verified answers document to what the portfolio stores of it: recomputed scores, and every answer in its short form. */
#ifndef TENKEN_COMMAND_MERGE_ANSWERS_H
#define TENKEN_COMMAND_MERGE_ANSWERS_H

#include "base/arena.h"
#include "base/buffer.h"
#include "model/document.h"
#include "store/portfolio_asked.h"
#include "store/portfolio_merge.h"

/* Fills everything but content. asked: what the requests of this portfolio ask for, or NULL; the answers are measured by the request that
 * they name. Texts go into arena (the document may be freed afterwards); scratch is overwritten. */
enum status received_document_read(const cJSON *document, const struct catalog *catalog, const struct asked_targets *asked,
                                   struct arena *arena, struct buffer *scratch, struct received_document *out, struct error *e);

#endif
