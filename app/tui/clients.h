/* A consultant's clients, apart from how they look, and without files or keys: those come in as functions from the command. */
#ifndef TENKEN_TUI_CLIENTS_H
#define TENKEN_TUI_CLIENTS_H

#include "base/random.h"
#include "tui/customer.h"
#include "tui/session.h"

#define CLIENT_PROBLEM 1024

/* One client as its files are now. Texts are cleaned for display. */
struct client_row {
    char id[UUID_TEXT];
    char name[CUSTOMER_TEXT]; /* "" until somebody gave one */
    char number[16];          /* corporate number, "" */
    char period[24];
    char created_on[DATE_TEXT];
    size_t answered, asked;
    size_t differences, unreasoned; /* ratings that differ; those of them without a reason */
    size_t open, overdue;           /* follow-ups */
    char last_session[DATE_TEXT];
    char next_due[DATE_TEXT]; /* as set for the next meeting, else when the first open follow-up is due */
    bool next_set;            /* it was set */
    bool archived;
    bool twin;                    /* another one here has the same name */
    char problem[CLIENT_PROBLEM]; /* why it cannot be opened; "" */
};

struct new_client {
    const char *name;    /* "" : the request's, or asked later */
    const char *packs;   /* ids, separated by spaces; "": the usual ones, or only the request's */
    const char *request; /* a file, "" */
    const char *before;  /* a file with last year's answers, "" */
};

struct clients;
struct clients_ops {
    /* Reads all clients anew (those of the archive when clients->archived). */
    enum status (*refresh)(void *context, struct clients *clients, struct error *e);
    enum status (*create)(void *context, const struct new_client *wanted, char id[UUID_TEXT], struct error *e);
    /* Copies a draft into the workspace. */
    enum status (*adopt)(void *context, const char *path, char id[UUID_TEXT], struct error *e);
    enum status (*archive)(void *context, const char *id, bool back, struct error *e);
    enum status (*due)(void *context, const char *id, const char *date, struct error *e); /* "" takes it away */
    void (*language)(void *context, enum language language);
};

/* In which order: as they are due (late ones first, those without a date last), by name, as seen last, or what is left to do. */
enum client_order { CLIENTS_BY_DUE, CLIENTS_BY_NAME, CLIENTS_BY_SESSION, CLIENTS_BY_OPEN, CLIENT_ORDERS };

#define CLIENT_WORDS 256

/* Embedded; owns rows and shown. */
struct clients {
    const struct clients_ops *ops;
    void *context;
    struct clock clock;
    struct session *blank; /* a session about nothing, for forms */
    char folder[CUSTOMER_TEXT * 4];

    struct client_row *rows;
    size_t n;
    size_t *shown; /* indices of the rows that have the words, in order */
    size_t nshown;
    char words[CLIENT_WORDS];
    enum client_order order;
    bool archived; /* the archive is looked at */
    bool turned;   /* the screen is turned to a firm, which must not see who else is a client */

    /* What the user chose when the screens ended. */
    char chosen[UUID_TEXT]; /* "" none: leave */
    bool gone;              /* the terminal went away */
    struct error remark;    /* to be told when the list is shown next; text "" for none */
};

void clients_release(struct clients *c);
/* Marks twins, and brings rows into order as words and order say. Keeps nothing of what was there. */
enum status clients_arrange(struct clients *c, struct error *e);
enum status clients_refresh(struct clients *c, struct error *e);
/* The place in shown of a client; 0 when it is not shown. */
size_t clients_place(const struct clients *c, const char *id);

const char *client_order_name(enum client_order order); /* translated */
/* The name to show; of two with one name each says what tells them apart. Returns out. */
#define CLIENT_NAME (CUSTOMER_TEXT + 80)
const char *client_name(const struct client_row *row, char out[CLIENT_NAME]);
/* Sentences for screen and plain mode alike; each appends one line without its newline. */
void client_words(struct buffer *out, const struct client_row *row, const char *today);
void client_particulars(struct buffer *out, const struct client_row *row);

struct terminal;
struct plain_io;
/* Return when the user leaves or chose a client; chosen and gone say which. */
enum status clients_screens(struct clients *c, struct terminal *terminal, struct error *e);
enum status clients_plain(struct clients *c, const struct plain_io *io, struct error *e);

#endif
