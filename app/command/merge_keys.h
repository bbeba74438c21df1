/* What a file's signatures say about keys: the proof of an enrolment, the successor of a renewal. */
#ifndef TENKEN_COMMAND_MERGE_KEYS_H
#define TENKEN_COMMAND_MERGE_KEYS_H

#include "command/merge_prepare.h"
#include "trust/verdict.h"

/* Fills the members of item->file; its certificate and document must be there. */
void merge_keys_fill(struct merge_item *item, const struct judgement *j);

#endif
