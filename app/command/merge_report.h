/* What a merge says: counts and reasons on stdout (--json) or for people, progress on stderr. */
#ifndef TENKEN_COMMAND_MERGE_REPORT_H
#define TENKEN_COMMAND_MERGE_REPORT_H

#include "command/alike_files.h"
#include "command/listing.h"
#include "command/merge_walk.h"
#include "store/portfolio_merge.h"
#include "store/portfolio_rules.h"

#include <stdbool.h>
#include <stdint.h>

/* Reasons shown one by one to people, and the first of each kind of rejected files beyond that; "tenken status" lists all. */
#define MERGE_REASONS_SHOWN 50

struct merge_counts {
    unsigned long long files;
    unsigned long long states[MERGE_STATES];
    unsigned long long unfinished, sheets; /* of the merged: only begun; on an answer sheet, which nobody signs */
};

/* By them copies are told from different files. */
struct merge_digests {
    uint8_t (*each)[SHA256_BYTES];
    size_t count, room;
};

struct merge_report {
    const char *database; /* as the user named it */
    bool json;
    bool stopped; /* merge_report_stopped says how far it came, merge_report_close need not */
    struct json_stream stream;
    cJSON *pending; /* for --json: of rejected files that are not in the database for good yet */
    struct merge_counts counts;
    bool terminal;        /* stderr is one: a line that moves, else one line a minute */
    bool shown;           /* a moving line stands there */
    int64_t (*now)(void); /* milliseconds, for progress only: nothing that is stored comes from this clock */
    int64_t started, last;
    struct merge_digests left[MERGE_STATES];  /* of the files that were not merged */
    unsigned long long unnamed[MERGE_STATES]; /* files that people were not told of one by one; of rejected ones, alike has it */
    struct alike_files alike;                 /* rejected ones */
};

/* json: one object on stdout, else text for people. database: borrowed. */
void merge_report_open(struct merge_report *r, const char *database, bool json);
/* As merge_report_open does it: for tests, with another clock and terminal. */
void merge_report_time(struct merge_report *r, bool terminal, int64_t (*now)(void));
/* A file that was not merged. Foreign texts. */
struct merge_left {
    enum merge_state state;
    const char *path, *reason, *verdict;
    const char *code, *name;          /* the supplier whose it is, "" when nobody can tell */
    const char *claimed, *claimed_as; /* the code and the name that the file claims, which nobody has verified; may be NULL */
    const char *certificate;          /* the signer's (hex), "" when there is none */
    const char *known;                /* for whom that stands, where it is a different signer's, "" nobody */
    enum merge_reason why;
    const uint8_t *digest; /* of its bytes, NULL when they could not be read */
};
/* People are told of each; --json lists the rejected ones, the others are kept in the database. */
enum status merge_report_left(struct merge_report *r, const struct merge_left *file, struct error *e);
/* A file that this run held back, and its copies: told and counted as rejected after all. A settled_visit. report: struct merge_report. */
enum status merge_report_settled(void *report, const struct settled_file *file, struct error *e);
/* A file that this run held back, and its copies: counted as what it came to be in the end, and told. */
enum status merge_report_taken(struct merge_report *r, const struct merge_left *file, struct error *e);
/* What has been reported so far stands in the database now: until then --json has nothing of it, for it may come to nothing. */
enum status merge_report_committed(struct merge_report *r, struct error *e);
/* Call after every file: whether it is time to print how far it is, several times a second on a terminal, once a minute otherwise. */
bool merge_report_due(const struct merge_report *r);
/* Prints it. remaining: files to come, as far as is known. */
void merge_report_progress(struct merge_report *r, size_t remaining);
/* It was stopped by whoever started it: ST_INPUT, and how far it came. Before merge_report_close. */
enum status merge_report_stopped(struct merge_report *r, struct error *e);
/* complete: false when the system failed on the way, or it was stopped. walk: for what was passed over. Releases what the report holds. */
void merge_report_close(struct merge_report *r, bool complete, const struct walk *walk);

#endif
