/* What the files of the preview share; nobody else includes it. */
#ifndef TENKEN_TUI_PREVIEW_PARTS_H
#define TENKEN_TUI_PREVIEW_PARTS_H

#include "base/buffer.h"
#include "tui/handing.h"

/* Appends what is not as it was signed for this recipient last; nothing when nothing was, or it is not known. answer: finds a question's
 * answer in the document. */
void preview_changes(struct buffer *out, const struct session *s, const struct recipient *recipient,
                     const cJSON *(*answer)(const cJSON *, const struct question *), const cJSON *document);
/* Appends planned days that are past: whoever reads the answers sees at once that the day went by. Nothing when none is. */
void preview_days_past(struct buffer *out, const struct session *s, const cJSON *(*answer)(const cJSON *, const struct question *),
                       const cJSON *document);
/* Says of what stands above and of the marks behind the answers that the files do not hold it; nothing where there is none. */
void preview_for_you(struct buffer *out, const struct session *s, const struct recipient *recipient,
                     const cJSON *(*answer)(const cJSON *, const struct question *), const cJSON *document);
/* Appends what this recipient does not see, a line each. */
void preview_unseen(struct buffer *out, const struct session *s, const cJSON *(*answer)(const cJSON *, const struct question *),
                    const cJSON *document);
/* Whether the recipient was told another answer than tree; *then: what, ANSWER_NONE when that is not noted. */
bool preview_answer_then(const struct session *s, const struct recipient *recipient, const struct question *q, const cJSON *tree,
                         struct answer *then);

#endif
