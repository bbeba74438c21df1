/* One client of a workspace: its draft, and what is noted privately about it, each under its lock. The id stands in the draft, in the
 * folder's name and inside the ciphertext, and all three must be the same: so no file put in another's place, by mistake or on purpose, can
 * show one client's notes at another. */
#ifndef TENKEN_STORE_CLIENT_H
#define TENKEN_STORE_CLIENT_H

#include "model/interview.h"
#include "store/draft.h"
#include "store/workspace.h"

struct client {
    char id[UUID_TEXT];
    struct draft draft;
    struct interview interview;
    struct sealed_file file; /* of the interview; not open after client_look */
    bool begun;              /* there was no private record: this one is new */
    char *elsewhere;         /* where the draft lies, when not in the workspace; NULL: it does */
};

/* A new client of that assessment, which is moved in and gets an id of its own. On failure nothing is left behind. */
enum status client_create(const struct workspace *w, struct client *c, struct assessment *a, struct random *random,
                          const struct clock *clock, struct error *e);

/* Opens a client of the workspace for work, wherever its draft lies. */
enum status client_open(const struct workspace *w, struct client *c, const char *id, const struct clock *clock, struct error *e);

/* Opens a draft that lies anywhere, with the private record that the workspace keeps of its client. A draft without a client becomes a new
 * one, and says so from then on. Refused in words: the client of another workspace, an archived one, and a draft of another firm than the
 * private record is about, as far as corporate number, else name, tell; renamed: the same firm has another name now. */
enum status client_open_draft(const struct workspace *w, struct client *c, const char *path, bool renamed, struct random *random,
                              const struct clock *clock, struct error *e);

/* Reads both without locks, to be listed. interview.tree is NULL when there is no private record yet. */
enum status client_look(const struct workspace *w, struct client *c, bool archived, const char *id, struct error *e);

/* Puts the private record on the disk, with the time and the firm's present name in it. */
enum status client_save_private(struct client *c, const struct clock *clock, struct error *e);
void client_close(struct client *c);

#endif
