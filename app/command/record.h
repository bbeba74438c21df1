/* A record to look at, whatever it is kept in: a draft, signed answers (JSON), or a workbook with signed answers inside. */
#ifndef TENKEN_COMMAND_RECORD_H
#define TENKEN_COMMAND_RECORD_H

#include "command/command.h"
#include "model/document.h"
#include "store/draft.h"

/* Owns all of it. */
struct record {
    const char *path; /* borrowed */
    bool is_draft;
    struct draft draft;       /* with is_draft; opened for reading */
    struct envelope envelope; /* otherwise */
    struct facts facts;
    struct catalog catalog;
    struct question_list list; /* of the packs at hand */
    bool changed;              /* a draft's pack is at hand in another version only, whose questions are asked now */
    cJSON *missing;            /* names [{id, version, sha256}] of packs that are not at hand: not scored */
};

/* Signatures are not judged here: that is `tenken verify`. */
enum status record_load(const struct program *program, const char *path, struct record *out, struct error *e);
void record_release(struct record *r);

/* The draft's tree or the answers document. */
const cJSON *record_tree(const struct record *r);
/* Names [{id, version, sha256}] of all packs that it asks, a draft's requests' too, each once. NULL: out of memory. */
cJSON *record_pack_names(const struct record *r);
bool record_whole(const struct record *r);    /* all its packs are at hand as they were */
int record_perceived(const struct record *r); /* 0–4 or -1 */
/* The short name of an item, from any pack at hand; its id when there is none. */
const char *record_item_title(const struct record *r, const char *pack, const char *item);

#endif
