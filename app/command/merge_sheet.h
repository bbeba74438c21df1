/* A filled-in answer sheet on its way into the portfolio. */
#ifndef TENKEN_COMMAND_MERGE_SHEET_H
#define TENKEN_COMMAND_MERGE_SHEET_H

#include "command/judge.h"
#include "command/merge_prepare.h"

/* Fills item->file from a sheet, which must not have problems of its own. at: its first receipt. */
enum status merge_sheet_fill(struct merge_item *item, const struct merge_facts *facts, const struct judged *judged, int64_t at,
                             struct error *e);

#endif
