/* Home: the firm's years, the requests received, and what comes next. Apart from how it looks, and without files or signatures: those come
 * in as functions from the command. */
#ifndef TENKEN_TUI_HOME_H
#define TENKEN_TUI_HOME_H

#include "tui/customer.h"
#include "tui/finish.h"
#include "tui/session.h"

#define HOME_PERIOD 24
#define HOME_SAID 1024

/* One draft, or the one that is not begun yet. */
struct home_year {
    char period[HOME_PERIOD];
    bool begun;
    char saved_on[DATE_TEXT];
    size_t answered, asked;
    size_t counted;               /* of those asked: what does not apply counts nowhere, here as in the results */
    size_t carried;               /* of those not answered: proposed from a year before, or to be confirmed again */
    size_t idle;                  /* of those not answered: will not be asked if what is carried is confirmed */
    size_t given;                 /* answers that a customer who asked later is still to get confirmed (given.h) */
    size_t waiting;               /* of those not answered: for the IT vendor */
    char waits[CUSTOMER_TEXT];    /* the first three of them: "3 Restore tests, 4 Updates"; "" */
    char page[CUSTOMER_TEXT * 4]; /* the page for the IT vendor, where it was written; "" */
    char awaits[CUSTOMER_TEXT];   /* the same of those answered "don't know" until the IT vendor replies */
    size_t looks;                 /* answers that deserve a closer look and have had none (look.h) */
    size_t late;                  /* of the answers that count: a plan's day is past, this year's own or last year's (goal.h) */
    char late_at[CUSTOMER_TEXT];  /* the first of them: "3 Restore tests"; "" */
    bool finished;
    int total;                       /* 0…1000 or SCORE_NONE */
    char weakest[CUSTOMER_TEXT];     /* of the essential ones: "Restore tests 0 not yet", "questions 3, 6 at level 0"; "" */
    char signed_on[DATE_TEXT];       /* last, for whomever; "": never */
    char problem[CUSTOMER_TEXT * 2]; /* why it cannot be read; "" */
};

struct home_request {
    struct customer_request facts;
    size_t year;  /* index into years */
    size_t index; /* of the draft's requests */
    size_t given; /* answers that stood before it came, not confirmed for it yet */
    struct handed_state state;
    bool receipt_lies;            /* among the downloads, not taken in yet */
    size_t wrong;                 /* answers that they have, and that a later year found wrong (found_wrong.h) */
    char wrong_at[CUSTOMER_TEXT]; /* the first of them: "6 Access and logs" */
    char wrong_in[HOME_PERIOD];   /* that later year */
    size_t again; /* answers that they have, and that are to be confirmed again: those of the year before were corrected since */
};

struct found_request {
    char path[CUSTOMER_TEXT * 4];
    char name[CUSTOMER_TEXT]; /* who asks, as the file says (nothing is judged yet) */
    char due[DATE_TEXT];
};

/* What became of last year's answers in a new draft. */
struct begun {
    char period[HOME_PERIOD]; /* of that draft */
    size_t proposed, fresh, open, reworded, gone;
};

struct home;
struct home_ops {
    /* Fills years, requests and identity anew. */
    enum status (*refresh)(void *context, struct home *home, struct error *e);
    /* Request files in the usual places; the caller frees *out. */
    enum status (*find)(void *context, struct found_request **out, size_t *n, struct error *e);
    /* The path typed so far, completed as far as there is one way to go on; false: nothing to add. */
    bool (*complete)(void *context, const char *typed, char *out, size_t size);
    /* Reads and judges a request file; it is the open one until the next is opened. */
    enum status (*open)(void *context, const char *path, struct customer_request *out, struct error *e);
    /* The same for one that a draft holds. */
    enum status (*look)(void *context, const struct home_request *request, struct customer_request *out, struct error *e);
    /* The user says that the customer read out the same digits. */
    enum status (*confirm)(void *context, struct customer_request *out, struct error *e);
    /* Puts the open request into the draft of its period. ST_NO: there is no such draft yet, begin it. */
    enum status (*take)(void *context, struct error *e);
    /* Takes in the receipt that lies among the downloads. ST_NO: it proves nothing, as the sentence says. */
    enum status (*receipt)(void *context, const struct home_request *request, struct error *e);
    /* Makes the draft of a period (NULL: the open request's, which goes into it), with the profile and, from a path (NULL: none), last
     * year's answers as proposals. ST_NO: they are another firm's, as the sentence says; mix: take them all the same. */
    enum status (*begin)(void *context, const char *period, const char *from, bool mix, struct begun *out, struct error *e);
    /* The path of the draft whose answers may be proposed for that period (NULL: the open request's); false: none. */
    bool (*before)(void *context, const char *period, char *path, size_t size, char *its_period, size_t period_size);
    /* Switches the language and remembers it. */
    void (*language)(void *context, enum language language);
    /* Company profile changed: into this year's draft, too. */
    void (*profile_kept)(void *context);
};

enum home_next {
    NEXT_BEGIN,
    NEXT_ANSWER,
    NEXT_VENDOR, /* only what waits for the IT vendor has no answer yet */
    NEXT_GIVEN,
    NEXT_FINISH,  /* also where only a reason or a name is missing, which handing in tells */
    NEXT_CORRECT, /* what was signed is not what the answers say now */
    NEXT_SEND,    /* it is signed, but as far as anybody knows not sent */
    NEXT_RECEIPT, /* it is with the customer, whose receipt may be there */
    NEXT_CALL,    /* the same for too long: the customer is to be asked */
    NEXT_LOOK,    /* nobody asks for it yet: a closer look may be had */
    NEXT_WRONG,   /* all is done, but they have an answer that a later year found wrong */
    NEXT_RESULTS,
    NEXT_NONE
};
enum home_choice {
    HOME_LEAVE,
    HOME_ANSWER,
    HOME_QUESTIONS,
    HOME_RESULTS,
    HOME_PRODUCTS,
    HOME_FINISH,
    HOME_HANDED,
    HOME_RECEIPT,
    HOME_KEY,
    HOME_SEEN
};

struct home {
    /* Given by the command. */
    const struct home_ops *ops;
    void *context;
    struct session *profile; /* on the remembered company profile; no questions */
    struct clock clock;
    bool first;                 /* nothing is remembered yet: language and profile are asked */
    bool plain;                 /* line by line: some keys are words there */
    bool fresh;                 /* just refreshed: home's screen need not do it when it is entered */
    const char *request;        /* a request file to begin with, or NULL */
    struct found_request lying; /* the first request among the downloads that nobody has opened; path "": none */

    /* Filled in by refresh; owned (home_release). */
    struct home_year *years; /* this year, then earlier ones, newest first; at least one */
    size_t nyears;
    struct home_request *requests; /* of all drafts, newest year first, in it by due date: a row stays where it is */
    size_t nrequests;
    struct identity_facts identity;
    char folder[CUSTOMER_TEXT * 4]; /* where drafts are kept, for display */

    /* What the user chose when the screens ended. */
    enum home_choice choice;
    size_t year;
    size_t customer;          /* a request of the year's draft, when its row was chosen; SIZE_MAX: the year's row */
    char period[HOME_PERIOD]; /* of the year, which may stand elsewhere after a refresh */
    enum home_next next;      /* what came next in that row */
    int revision;             /* the last one signed for that customer; 0: none */
    char said[HOME_SAID];     /* to be told over what is opened: of answers that were just begun, or of receipts; "" */
    bool gone;                /* the terminal went away */
    struct error remark;      /* to be told when home is shown next; text "" for none */
};

void home_release(struct home *home);

/* Rows: first the requests, then the years. */
size_t home_rows(const struct home *home);
/* The request of a row, NULL for a year's row. */
const struct home_request *home_row_request(const struct home *home, size_t row);
size_t home_row_year(const struct home *home, size_t row);
/* Whether what a customer sees was just looked at from the customer's page, and nothing has become different: then back is that page, over
 * home with the cursor on row. */
bool home_back_to_page(const struct home *home, size_t row);
/* What the user most probably wants to go on with. */
size_t home_start_row(const struct home *home);

/* Looks through the downloads and notes what lies there. *found (n entries) is the caller's to free, also after a failure. */
enum status home_find(struct home *home, struct found_request **found, size_t *n, struct error *e);
/* The same for whoever wants to know only whether there is one: each time that home is shown or told, since one may have come. */
enum status home_look(struct home *home, struct error *e);
/* Whether that request comes before anything else: nobody is to begin a year without a customer's questions, or to wait for a receipt while
 * another customer waits. */
bool home_request_first(const struct home *home);

/* Whether nobody has asked for the answers of this year. */
bool home_unasked(const struct home *home, size_t year);
/* A customer who has old answers of this year; NULL: none. */
const struct home_request *home_uncorrected(const struct home *home, size_t year);

/* The first customer of an earlier year who has an answer that was found wrong later; NULL: none. */
const struct home_request *home_wrong(const struct home *home);

/* The first customer who has an answer that is to be confirmed again; NULL: none. */
const struct home_request *home_again(const struct home *home);

/* How many questions have no answer at all yet. */
size_t home_open(const struct home_year *year);
/* The obvious next step of a row. */
enum home_next home_next(const struct home *home, size_t row);
/* Whether nothing is left to be done for the customer of that row: it leads to what that customer has had and sees (home.request's page),
 * not to the firm's own results, as a year's row does. */
bool home_done_for(const struct home *home, size_t row);
/* Where that step is done. */
enum home_choice home_next_choice(const struct home *home, size_t row);
/* What d opens: what was handed in, and looking for the receipt where that makes sense. problem: why there is nothing, NULL: there is. */
const char *home_receipt_problem(const struct home *home, size_t row);
enum home_choice home_receipt_choice(const struct home *home, size_t row);
/* Whether that row's receipt is awaited. */
bool home_awaits(const struct home *home, size_t row);
/* How many receipts lie among the downloads, for whatever rows. */
size_t home_receipts_lying(const struct home *home);
/* Before either: takes all of them in and reads home again. *said: of whom, and whose are still awaited; "": nothing. True: there were
 * others than that row's, home shows them best. */
bool home_take_receipts(struct home *home, size_t row, char said[HOME_SAID]);
/* The row from whose answers the signing key is looked at: this one, or the first that can be opened. home_rows: there is none. */
size_t home_key_row(const struct home *home, size_t row);
/* The row whose year's list of products is looked at: this one, or (SIZE_MAX) the newest year's. home_rows: it is not begun yet. */
size_t home_products_row(const struct home *home, size_t row);
/* Why there is none to look at then. */
const char *home_products_problem(void);
/* Whether the cursor that would come to this row belongs on the request that nobody has opened: it comes before everything else, or the row
 * has nothing left to be done. */
bool home_row_gives_way(const struct home *home, size_t row);
/* Notes what is to be opened. */
void home_choose(struct home *home, size_t row, enum home_choice choice);
/* The answers of a period that was just begun; home is refreshed before. */
enum status home_choose_begun(struct home *home, const char *period, struct error *e);
/* Where the cursor belongs when what was chosen is left: the same row, unless it is done now and was not, or something was signed for it
 * anew, while another customer's still waits. */
size_t home_row_after(const struct home *home);

/* Sentences for screen and plain mode alike (home_words.c, home_next_words.c); each appends one line without its newline. */
void home_next_words(struct buffer *out, const struct home *home, size_t row);
/* "Next: open the request of …": of the one that lies there. */
void home_lying_words(struct buffer *out, const struct home *home);
void home_year_words(struct buffer *out, const struct home_year *year);
/* The year of a request that is not of the newest one; "" for the newest. */
const char *home_request_year(const struct home *home, const struct home_request *request);
void home_request_words(struct buffer *out, const struct home *home, const struct home_request *request);
void home_identity_words(struct buffer *out, const struct identity_facts *identity);
void begun_words(struct buffer *out, const struct begun *begun);

/* The screens. Returns when the user leaves or chose what the command has to open; home->choice and home->gone say which. */
struct terminal;
enum status home_screens(struct home *home, size_t row, struct terminal *terminal, struct error *e);

#endif
