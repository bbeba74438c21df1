/* One row a letter for mail merge: reminders to whoever is late, and questions about single answers, in both languages. */
#ifndef TENKEN_COMMAND_MAIL_MERGE_H
#define TENKEN_COMMAND_MAIL_MERGE_H

#include "command/unaddressed.h"
#include "model/pack.h"

struct portfolio;

struct mail_merge_counts {
    unsigned long long letters;
    unsigned long long
        held; /* overdue, but something of theirs waits in quarantine or is in conflict: they get none, since that is for us to clear up */
    unsigned long long sheets;      /* letters that a new answer sheet goes with, which is to be made first */
    struct unaddressed unaddressed; /* of those with a letter; the caller's to release */
};

/* Inside a reading transaction. today: YYYY-MM-DD. */
enum status mail_merge_write(struct portfolio *portfolio, const struct catalog *catalog, const char *today, const char *path,
                             struct mail_merge_counts *counts, struct error *e);

#endif
