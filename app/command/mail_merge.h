/* One row a letter for mail merge: reminders to whoever is late, and questions about single answers, in both languages. */
#ifndef TENKEN_COMMAND_MAIL_MERGE_H
#define TENKEN_COMMAND_MAIL_MERGE_H

#include "base/error.h"
#include "model/pack.h"

struct portfolio;

/* Inside a reading transaction. today: YYYY-MM-DD. rows may be NULL. */
enum status mail_merge_write(struct portfolio *portfolio, const struct catalog *catalog, const char *today, const char *path,
                             unsigned long long *rows, struct error *e);

#endif
