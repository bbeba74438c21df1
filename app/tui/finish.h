/* Handing in, apart from how it looks: what is still missing, who gets what, who signs. Signing and files come in as functions from the
 * command, so that nothing here holds a key or opens a file. */
#ifndef TENKEN_TUI_FINISH_H
#define TENKEN_TUI_FINISH_H

#include "base/clock.h"
#include "base/error.h"
#include "tui/customer.h"

#include <cjson/cJSON.h>
#include <stdint.h>

#define FINISH_PATH 1024
#define FINISH_STICKS 2

enum identity_state {
    IDENTITY_NONE,
    IDENTITY_VALID,
    IDENTITY_EXPIRED,
    IDENTITY_MISSING, /* it was there, and its file is not */
};

struct identity_facts {
    enum identity_state state;
    bool open;     /* its passphrase was given already; it need not be asked again */
    bool unused;   /* made here, and nothing was signed with it yet */
    bool uncopied; /* made here, and no copy was taken yet */
    char file[FINISH_PATH];
    char subject[CUSTOMER_TEXT];
    char groups[CUSTOMER_GROUPS];
    char until[DATE_TEXT];
};

/* Where signed answers are, as far as this program knows. */
enum handed_way {
    HANDED_HERE,     /* on this computer */
    HANDED_BY_HAND,  /* the user has sent them, as they say */
    HANDED_SENT,     /* they have arrived */
    HANDED_UNKNOWN,  /* they may have */
    HANDED_FAILED,   /* they have not */
    HANDED_RECEIVED, /* the customer has signed for it */
};

/* What became of the answers for one of them. */
struct handed_state {
    char signed_on[DATE_TEXT]; /* last time; "": never, and nothing else counts */
    int revision;              /* the last one */
    enum handed_way way;
    char since[DATE_TEXT];      /* the day of the way; "" for HANDED_HERE */
    char sent_on[DATE_TEXT];    /* the last revision; "": never, or not known */
    char first_sent[DATE_TEXT]; /* of whatever revision; "": never */
    bool sendable;              /* the program can send it */
    bool compared;              /* whether it is known what has changed since */
    bool changed;               /* something that they see is not as it was signed */
    bool beside;                /* something beside the answers among it */
    unsigned parts;             /* what (as_signed.h); 0: not known */
    size_t answers;             /* among it so many answers */
};

static inline bool handed_signed(const struct handed_state *state)
{
    return state->signed_on[0] != '\0';
}

/* When they were answered first: a correction a year later makes nobody late. DATE_TEXT bytes. */
static inline const char *handed_first_day(const struct handed_state *state)
{
    return state->first_sent[0] != '\0' ? state->first_sent : state->signed_on;
}

/* What they see is what was signed for them. */
static inline bool handed_as_signed(const struct handed_state *state)
{
    return handed_signed(state) && state->compared && !state->changed;
}

/* Old answers are with them. */
static inline bool handed_outdated(const struct handed_state *state)
{
    return handed_signed(state) && state->changed && state->answers > 0;
}

/* The old answers were signed for them, and nothing of it has left this computer yet. */
static inline bool handed_outdated_here(const struct handed_state *state)
{
    return handed_outdated(state) && state->first_sent[0] == '\0' && (state->way == HANDED_HERE || state->way == HANDED_FAILED);
}

/* Somebody who gets answers: one per request of the draft, and one without a request. */
struct recipient {
    const cJSON *request; /* the document, borrowed from the draft; NULL: no request */
    struct customer_request facts;
    struct handed_state state;
    char problem[CUSTOMER_TEXT * 2]; /* why its request cannot be answered; "" */
    bool chosen, seen;               /* by the user */
    char digest[65];                 /* of what they would see, whenever and however often it is signed */
    bool unfinished;                 /* something that they ask is still open */
    uint64_t packs;                  /* bit i: they ask pack i of the session's list (those beyond 64: always) */
};

#define FINISH_FILES 4
#define FINISH_NOTE_TEXT 1100

/* What was written for one recipient. */
struct handed {
    char name[CUSTOMER_TEXT];
    char files[FINISH_FILES][FINISH_PATH];
    size_t nfiles;
    int revision;
    bool sealed;
    char host[CUSTOMER_TEXT]; /* where the customer takes uploads; "": nowhere */

    const cJSON *request; /* of the recipient, borrowed from the draft; NULL: none */
    enum handed_way way;
    char since[DATE_TEXT];       /* the day of the way; "" for HANDED_HERE */
    bool wants_login;            /* the host asks for a user name and password */
    char note[FINISH_NOTE_TEXT]; /* why it was not sent, what is not known, or what a look for the receipt brought; "" */
};

/* What a screen does while something is being sent. words: one line on how far it is; news: worth a line of its own where lines stay (each
 * quarter, each wait). False: stop. */
struct send_watch {
    bool (*tell)(void *context, const char *words, bool news);
    void *context;
};

/* Typed by the user for one host, forgotten by whoever asked; NULL: none. */
struct send_login {
    const char *user, *password;
};

struct finish_ops {
    /* Fills *out (n entries, the caller frees it): who could get answers. */
    enum status (*recipients)(void *context, struct recipient **out, size_t *n, struct error *e);
    enum status (*confirm)(void *context, struct recipient *recipient, struct error *e);
    /* The document that this recipient would get, made as for signing but without using up a revision. The caller deletes it. */
    enum status (*preview)(void *context, const cJSON *request, cJSON **document, struct error *e);
    void (*identity)(void *context, struct identity_facts *out);
    /* Makes a new one in its usual place and leaves it open. */
    enum status (*identity_make)(void *context, const char *name, const char *passphrase, struct error *e);
    /* Opens the one in this file and remembers it; path NULL: the one remembered. */
    enum status (*identity_open)(void *context, const char *path, const char *passphrase, struct error *e);
    enum status (*identity_copy)(void *context, const char *to, char out[FINISH_PATH], struct error *e);
    /* Sticks that are plugged in, for a copy: their folders; how many. */
    size_t (*sticks)(void *context, char out[FINISH_STICKS][FINISH_PATH]);
    /* Where files will be written, for display and to be changed. */
    void (*folder)(void *context, char *out, size_t size);
    /* Signs for one recipient with the open identity and writes the files into the folder, which is made when it is not there. */
    enum status (*sign)(void *context, const struct recipient *recipient, const char *folder, struct handed *out, struct error *e);
    /* Writes the whole result as a page for the owner, apart from the files to send; names: for whom was signed; out: where, for
     * display. */
    enum status (*report)(void *context, const char *names, char out[FINISH_PATH], struct error *e);
    /* Writes the questions for the IT vendor (export/vendor_html.h) as a page to print, beside the owner's own; out: where, for display;
     * *count: how many. ST_NO: there is nothing to ask, as the sentence says. */
    enum status (*vendor_page)(void *context, char out[FINISH_PATH], size_t *count, struct error *e);
    /* Whether there seems to be a network at all. */
    bool (*online)(void *context);
    /* Sends what was written for one recipient to where the customer takes uploads, and notes that in the draft; way, note and wants_login
     * say how it went. Only sealed files. ST_OK: it has arrived. */
    enum status (*send)(void *context, struct handed *handed, const struct send_login *login, const struct send_watch *watch,
                        struct error *e);
    /* What was handed in for this recipient last. */
    enum status (*recall)(void *context, const struct recipient *recipient, struct handed *out, struct error *e);
    /* Notes that the user has sent it by other means. */
    enum status (*sent)(void *context, struct handed *handed, struct error *e);
    /* Looks for the customer's receipt where it was sent to, or where there is no such place among what was downloaded here, or (path) in
     * a file, and keeps one that holds; way, since, note and wants_login say how it went. ST_NO: there is none yet, or it proves nothing.
     */
    enum status (*receipt)(void *context, struct handed *handed, const char *path, const struct send_login *login,
                           const struct send_watch *watch, struct error *e);
    /* Forgets the open identity. */
    void (*close)(void *context);
};

#endif
