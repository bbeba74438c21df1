/* What came in suppliers' names and was not taken in, for those whose answers of a period are waited for. */
#ifndef TENKEN_STORE_PORTFOLIO_REFUSED_H
#define TENKEN_STORE_PORTFOLIO_REFUSED_H

#include "base/arena.h"
#include "store/portfolio_status.h"

struct refused_file {
    const char *code; /* that it claims */
    const char *at;   /* when it was received */
    enum merge_reason cause;
    const char *verdict;
};
/* Of each supplier the newest, sorted by code. Owns its array; zeroed to begin with. */
struct refused_files {
    struct arena texts;
    struct refused_file *each;
    size_t count, room;
};
/* meant: the period is the one that is meant when nobody names one. Replies to alarms are none of a period. */
enum status refused_read(struct portfolio *p, const char *period, bool meant, struct refused_files *out, struct error *e);
/* rejected_at, cause and verdict of that supplier's line; nothing where there is none. */
void refused_put(const struct refused_files *files, struct status_line *line);
void refused_release(struct refused_files *files);

#endif
