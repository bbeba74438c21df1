/* Taking a filled-in sheet into a draft: what answer sheets and interview sheets have in common. What the draft does not take is said, cell
 * by cell, and the rest goes on. */
#ifndef TENKEN_COMMAND_SHEET_IMPORT_H
#define TENKEN_COMMAND_SHEET_IMPORT_H

#include "command/command.h"
#include "export/form.h"
#include "store/draft.h"

struct sheet_import {
    const char *path; /* of the sheet */
    struct draft draft;
    struct catalog catalog;
    struct question_list list; /* of the draft as it was opened: for finding questions, not for their answers */
    size_t taken, refused;
};

/* Opens the draft for writing. */
enum status sheet_import_open(struct sheet_import *in, struct program *program, const char *path, const char *draft, struct error *e);
void sheet_import_close(struct sheet_import *in);
/* A sheet of another year, request or version of the questions must not slip in. about: period, request_digest, packs. */
enum status sheet_import_check(const struct sheet_import *in, const cJSON *about, struct error *e);

/* Says that something was not taken; what: a key or NULL. */
void sheet_import_refuse(struct sheet_import *in, const char *what, const char *why);
/* One assignment as `tenken set` takes it: KEY.member=value, member "" for the answer itself. */
bool sheet_import_assign(struct sheet_import *in, const char *key, const char *member, const char *value);
/* Says which cells could not be read. */
void sheet_import_report(const struct sheet_import *in, const struct form_problems *problems);
/* ST_NO with a count when some cells were not taken. */
enum status sheet_import_verdict(const struct sheet_import *in, const struct form_problems *problems, struct error *e);

#endif
