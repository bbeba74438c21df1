/* What home needs of the world (tui/home.h): the user's drafts, requests that arrived, what is remembered. */
#ifndef TENKEN_COMMAND_DESK_H
#define TENKEN_COMMAND_DESK_H

#include "command/received_request.h"
#include "command/remembered.h"
#include "store/draft.h"
#include "tui/home.h"

#define DESK_YEARS_MAX 50

struct desk {
    struct program *program; /* borrowed */
    struct settings settings;
    struct catalog catalog; /* the installed packs, once a request was looked at; empty before */
    struct home home;
    struct session profile; /* on the remembered company profile */
    struct assessment profile_record;
    struct received_request opened; /* the open request; document NULL: none */
};

/* The years and requests are filled in by desk_refresh, once the language is known: they name questions. */
enum status desk_init(struct desk *d, struct program *program, struct error *e);
void desk_release(struct desk *d);
/* $XDG_DATA_HOME/tenken/PERIOD.tenken; NULL: out of memory. */
char *desk_path(const struct desk *d, const char *period);
/* After a draft was worked on: its company profile and the language are remembered. */
enum status desk_remember(struct desk *d, const struct draft *draft, struct error *e);

/* ---- parts ---- */
/* desk_refresh.c: the drafts in the user's directory. */
enum status desk_refresh(void *context, struct home *home, struct error *e);
/* desk_find.c: request files in the usual places, and completing a path. */
enum status desk_find(void *context, struct found_request **out, size_t *n, struct error *e);
bool desk_complete(void *context, const char *typed, char *out, size_t size);
/* desk_begin.c: new drafts. */
enum status desk_take(void *context, struct error *e);
enum status desk_begin(void *context, const char *period, const char *from, bool mix, struct begun *out, struct error *e);
/* Reads last year's draft at path again, which a was carried over from (carry_over.h). */
enum status desk_carry_again(const struct desk *d, struct assessment *a, const char *path, struct error *e);
/* desk_later.c: the same when its answers have changed since; whether they had. What cannot be read changes nothing. */
bool desk_look_back(const struct desk *d, struct assessment *a);
/* Notes in the requests of a year of home which of its answers (list) a later year found wrong (found_wrong.h). */
void desk_find_wrong(const struct desk *d, struct home *home, size_t year, const struct assessment *a, const struct question_list *list);
/* The draft that was carried over from this one, of a later year of home, opened for reading; false: there is none. */
bool desk_find_later(const struct desk *d, const struct assessment *old, struct draft *later);
/* The draft that this one was carried over from, opened for reading; false: it is not there. */
bool desk_find_before(const struct desk *d, const struct assessment *now, struct draft *before);
/* After the draft of that period was worked on: those of later years that repeat it follow, and home counts what waits there. */
void desk_follow(const struct desk *d, const char *period);
/* desk_request.c: requests judged; one of them is open. */
enum status desk_open(void *context, const char *path, struct customer_request *out, struct error *e);
enum status desk_look(void *context, const struct home_request *request, struct customer_request *out, struct error *e);
enum status desk_confirm(void *context, struct customer_request *out, struct error *e);
void desk_forget(struct desk *d);
/* The i-th request of a year's draft onto home's list. list: the draft's questions. */
enum status desk_add_request(const struct desk *d, struct home *home, size_t year, const struct draft *draft, const struct catalog *catalog,
                             const struct question_list *list, size_t i, struct error *e);
/* desk_receipts.c: those that lie among the downloads. */
bool desk_receipt_lies(const struct assessment *a, size_t request);
enum status desk_receipt(void *context, const struct home_request *request, struct error *e);
/* desk_replace.c: the request of the draft that the open one takes the place of, SIZE_MAX none; path: the draft's. */
size_t desk_earlier(const struct desk *d, const struct assessment *a, const char *path);
/* Takes it out, once the open one is in. */
enum status desk_replace(const struct desk *d, struct assessment *a, size_t earlier, struct error *e);
/* Member of a draft: digests of those taken out so, whose files are nothing new. */
#define REPLACED_REQUESTS "replaced_requests"
/* Whether one of the drafts holds the request with this digest, or held it. */
bool desk_holds(const struct desk *d, const char *period, const char *digest);

#endif
