/* An assessor's signature beside the firm's, on the finished JSON file: `tenken sign`, and the screens after an interview. */
#ifndef TENKEN_COMMAND_COSIGN_H
#define TENKEN_COMMAND_COSIGN_H

#include "command/command.h"

struct cosign_order {
    const char *answers; /* the firm's file */
    const char *key;     /* the assessor's, for sentences */
    const char *out;     /* replaced if it is there */
    const struct identity *identity;
};
/* Refuses what no recipient could read afterwards, a workbook, and the firm's own key. said: what was done and what to do with it, lines.
 */
enum status cosign(const struct program *program, const struct cosign_order *order, struct buffer *said, struct error *e);

#endif
