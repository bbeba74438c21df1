/* One file on its way into the portfolio: what a verifier thread makes of it, ready for the writer to bind. */
#ifndef TENKEN_COMMAND_MERGE_PREPARE_H
#define TENKEN_COMMAND_MERGE_PREPARE_H

#include "base/arena.h"
#include "base/buffer.h"
#include "command/merge_walk.h"
#include "model/envelope.h"
#include "model/pack.h"
#include "store/portfolio_asked.h"
#include "store/portfolio_merge.h"
#include "store/portfolio_trust.h"
#include "trust/identity.h"
#include "trust/workbench.h"

/* What all threads share; nothing of it changes during a merge. */
struct merge_facts {
    const struct catalog *catalog;
    const struct portfolio_trust *trust;
    const struct known_files *known;
    const struct asked_targets *asked;
    const struct identity *opener; /* whose key opens sealed files, or NULL */
    bool content;                  /* take the digest of what each file says: answers were purged, which must not come in again */
    int64_t now;
};

enum merge_item_kind {
    MERGE_ITEM_FILE,       /* file is complete: for the writer */
    MERGE_ITEM_KNOWN,      /* came before: state says what becomes of it; file.stamp is new, or NULL */
    MERGE_ITEM_UNREADABLE, /* problem says why */
    MERGE_ITEM_FAILED,     /* the system failed: the merge stops with problem */
};

/* Used again and again; everything in it stays until the next file. */
struct merge_item {
    enum merge_item_kind kind;
    enum merge_state state;
    struct error problem;
    bool unread;        /* it could not even be opened */
    struct buffer path; /* cleaned, as shown */
    struct buffer bytes;
    struct arena arena;
    struct received_document document;
    uint8_t content[SHA256_BYTES]; /* of the document, where it is taken beforehand */
    uint8_t assessors[ENVELOPE_SIGNATURES_MAX][SHA256_BYTES];
    struct received_file file;
    uint8_t renewed[SHA256_BYTES];
    uint8_t stamp[STAMP_BYTES]; /* of the file that was read, when it is worth keeping */
};

void merge_item_init(struct merge_item *item);
void merge_item_release(struct merge_item *item);
/* Fills item from an entry, whose file is closed here. bench, bytes: the thread's. The file is read into bytes, which become the item's
 * only when the file is new: files that came before all go through the same memory, which the processor then has at hand. */
void merge_item_prepare(struct merge_item *item, const struct merge_facts *facts, struct workbench *bench, struct buffer *bytes,
                        const struct walk_entry *entry);
/* The same for a file that came before: item->bytes are there and digest is theirs; first: the time of its first receipt. */
void merge_item_prepare_again(struct merge_item *item, const struct merge_facts *facts, struct workbench *bench,
                              const uint8_t digest[SHA256_BYTES], int64_t first);
/* path: as found, may hold anything. */
void merge_item_set_path(struct merge_item *item, const char *path);

#endif
