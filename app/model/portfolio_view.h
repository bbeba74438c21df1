/* The prime's portfolio as its screens see it: lists, texts and actions behind function pointers, so that screens know no database. The
 * command fills it (command/view_*.c). */
#ifndef TENKEN_MODEL_PORTFOLIO_VIEW_H
#define TENKEN_MODEL_PORTFOLIO_VIEW_H

#include "base/buffer.h"
#include "base/i18n.h"
#include "model/portfolio_find.h"
#include "model/portfolio_source.h"
#include "model/view_table.h"

enum view_kind {
    VIEW_SUPPLIERS,
    VIEW_ITEMS,      /* the worst first */
    VIEW_MISSING,    /* who has not answered, or not in full */
    VIEW_QUARANTINE, /* one row a signer, claim and reason */
    VIEW_REJECTED,
    VIEW_CONFLICTS,         /* one row a file */
    VIEW_PRODUCTS,          /* one row a name */
    VIEW_PLANS,             /* by date */
    VIEW_YEARS,             /* one row a question of this period or the one before */
    VIEW_LISTS,             /* so many can be asked for without saying more */
    VIEW_ITEM = VIEW_LISTS, /* suppliers by their answer to query.id, an index into items */
    VIEW_ITEM_YEARS,        /* the same beside the year before */
    VIEW_CONFLICT,          /* side by side: what is held, and the file query.id */
    VIEW_FOUND,             /* query.words in the list query.list */
    VIEW_HEAT,              /* the heat map as a table, for files: rows in the order of heat */
};

/* The title of a list, in the current language; "" for those that say more. */
const char *view_kind_words(enum view_kind kind);

/* 0–4 or enum portfolio_level in words: "2 throughout", "don't know". */
#define VIEW_LEVEL_TEXT 64
const char *view_level_words(int level, char out[VIEW_LEVEL_TEXT]);

/* The number of a question in its questionnaire (suppliers' screens count through all of theirs); its id when the questionnaire is not at
 * hand. */
#define VIEW_NUMBER_TEXT 48
const char *view_item_number(const struct portfolio_item *item, char out[VIEW_NUMBER_TEXT]);

/* What the question is called in the current language; its id when nothing else is at hand. */
const char *view_item_title(const struct portfolio_item *item);

#define VIEW_WORDS 200

/* What a list or a text is about. */
struct view_query {
    enum view_kind kind;
    int64_t id;             /* of VIEW_FOUND: how many suppliers the row of the products counts that it was opened from, or 0 */
    char words[VIEW_WORDS]; /* of VIEW_FOUND; else the supplier's code */
    enum found_list list;
};

/* A row of the heat map; borrowed. */
struct view_heat {
    const char *code, *name;
    int total;                      /* 0…1000 or SCORE_NONE */
    const int8_t *levels, *targets; /* one an item; NULL when nothing was answered */
    const char *state;              /* where it stands then, in words */
};

#define VIEW_MESSAGE 512
#define VIEW_PATH 400

/* Requests to sign: to whom, what, by when, with which key. */
struct view_order {
    const char **codes; /* of the suppliers; owned by the screen */
    size_t ncodes;
    char pack[VIEW_WORDS], due[16];     /* questionnaires with spaces between */
    char period[PORTFOLIO_PERIOD_TEXT]; /* of the request that is asked again; "" the present year */
    char words[VIEW_WORDS];             /* what was searched for; "" of other requests */
    char about[VIEW_WORDS];             /* the product, as the suppliers read it; "" of other requests */
    char directory[VIEW_PATH], identity[VIEW_PATH];
    bool again; /* also who was asked already: the earlier request is withdrawn */
};

enum view_decision {
    VIEW_REFUSE,
    VIEW_ACCEPT,
    VIEW_REPLACE /* accept, in the place of the key that the supplier has */
};

/* What stands between the prime and a supplier on the board of a product. */
enum view_alarm {
    VIEW_ALARM_NONE, /* it was not asked, or has replied that all is done */
    VIEW_ALARM_OPEN,
    VIEW_ALARM_CLOSED
};

struct portfolio_view {
    char title[VIEW_WORDS]; /* "2026   2,914 of 3,050 answered" */
    const struct portfolio_item *items;
    size_t nitems;
    const struct view_heat *heat; /* in the order of codes */
    size_t nheat;
    const char *period;
    bool stale;       /* the answer of overtaken, as of the last key */
    bool turns;       /* there are other periods than that one */
    size_t decisions; /* made and requests signed so far: a list that was read before shows some as open that are settled */
    void *context;
    /* Set while somebody waits: asked again and again by what takes long. False: they wait no more, and it ends with a sentence. */
    bool (*go_on)(void *waiting);
    void *waiting;
    size_t done, total; /* how far it is meanwhile; total 0: nobody knows (view_goes_on) */

    /* A fresh table; out is released by the caller, also on failure. */
    enum status (*table)(struct portfolio_view *, const struct view_query *query, struct view_table *out, struct error *e);
    /* A text about one row (VIEW_SUPPLIERS: query.words is the code; VIEW_QUARANTINE, VIEW_REJECTED: query.id), or what the first screen
     * shows (VIEW_LISTS). Lines; what they begin with says what they are (view_line). */
    enum status (*text)(struct portfolio_view *, const struct view_query *query, struct buffer *out, struct error *e);
    /* Reads everything anew; on failure all stays as it was. */
    enum status (*reload)(struct portfolio_view *, struct error *e);
    /* One supplier: enough after more time was given, a question asked, or (held: with what is held back or rejected) a decision made. code
     * may be nobody's. */
    enum status (*reload_one)(struct portfolio_view *, const char *code, bool held, struct error *e);
    /* The same for the next of the periods; turns: there is another. */
    enum status (*turn)(struct portfolio_view *, struct error *e);
    /* Of the row query.id of the quarantine: trusts its signer as the supplier `code` and takes in what waited for it, or refuses it. Of a
     * row of what was rejected: ticks it off (VIEW_REFUSE). message says what happened; the lists show it when the supplier is read anew.
     */
    enum status (*decide)(struct portfolio_view *, const struct view_query *query, enum view_decision decision, const char *code,
                          const char *reason, char message[VIEW_MESSAGE], struct error *e);
    /* Whether the supplier has a trusted key, whose place another one would take. */
    bool (*has_key)(struct portfolio_view *, const char *code);
    /* Of answers in conflict: this file (a row of VIEW_CONFLICTS) holds, or what is held instead of it. The other is kept, as superseded.
     * message says what happened; the lists show it when the supplier is read anew. */
    enum status (*hold)(struct portfolio_view *, int64_t file, bool this, const char *reason, char message[VIEW_MESSAGE], struct error *e);
    /* Writes the rows in this order; path ends in .csv or .xlsx. */
    enum status (*write)(struct portfolio_view *, const struct view_table *table, const size_t *order, size_t n, const char *path,
                         struct error *e);
    /* Writes the codes of these rows' suppliers as a list to ask; message says how the requests are made from it. */
    enum status (*recipients)(struct portfolio_view *, const struct view_table *table, const size_t *order, size_t n, const char *path,
                              char message[VIEW_MESSAGE], struct error *e);
    /* text: a day and why ("2026-12-15 after the fire"). Lists show it when the supplier is read anew. */
    enum status (*extend)(struct portfolio_view *, const char *code, const char *text, char message[VIEW_MESSAGE], struct error *e);
    /* What to propose for that: the answers that contradict each other and were not asked about, else the beginning of a question. */
    void (*propose)(struct portfolio_view *, const char *code, char out[VIEW_WORDS]);
    /* text: questions, and perhaps words of one's own ("basic10:2,basic10:3 Which accounts?"). */
    enum status (*clarify)(struct portfolio_view *, const char *code, const char *text, char message[VIEW_MESSAGE], struct error *e);
    /* The number of the question to propose to be settled: the oldest open one, if there can be, one that new answers have come to. False:
     * the supplier was asked nothing that is open. */
    bool (*open_question)(struct portfolio_view *, const char *code, char out[VIEW_WORDS]);
    /* text: the number of an open question to the supplier. */
    enum status (*settle)(struct portfolio_view *, const char *code, const char *text, char message[VIEW_MESSAGE], struct error *e);
    /* Whether business with the supplier has ended; ends it, or (reason NULL) takes it back. */
    bool (*ended)(struct portfolio_view *, const char *code);
    enum status (*end)(struct portfolio_view *, const char *code, const char *reason, char message[VIEW_MESSAGE], struct error *e);
    /* Of a row of VIEW_FOUND: the supplier with this code and id. close: ends what is open about the product, or (reason NULL) opens again
     * what was closed. */
    enum view_alarm (*alarm)(struct portfolio_view *, const struct view_query *query, int64_t supplier);
    enum status (*close)(struct portfolio_view *, const struct view_query *query, const char *code, const char *reason,
                         char message[VIEW_MESSAGE], struct error *e);
    /* Writes the letters for mail merge: reminders, and questions about single answers. */
    enum status (*mail)(struct portfolio_view *, const char *path, char message[VIEW_MESSAGE], struct error *e);
    /* Fills in what is usual: the emergency pack for the board, else that of the newest request. */
    enum status (*order)(struct portfolio_view *, const struct view_query *query, struct view_order *out, struct error *e);
    /* Whom it would ask what by when, as lines; refuses an order that cannot be carried out. */
    enum status (*preview)(struct portfolio_view *, const struct view_order *order, struct buffer *out, struct error *e);
    /* Whether the passphrase of the order's key is at hand, so that nobody need type it. */
    bool (*unlocked)(struct portfolio_view *, const struct view_order *order);
    /* Whether another program has written to the portfolio since it was read; asked after every key, so it costs next to nothing. */
    bool (*overtaken)(struct portfolio_view *);
    /* Signs, records and writes the requests; out: what has become of them, as lines. passphrase: NULL when it is unlocked. */
    enum status (*sign)(struct portfolio_view *, const struct view_order *order, const char *passphrase, struct buffer *out,
                        struct error *e);
    void (*language)(struct portfolio_view *, enum language language); /* switches gettext too */
};

/* The title of what shows one period: with the period, where there are others ("Suppliers   2026"). */
const char *view_title(const struct portfolio_view *view, enum view_kind kind, const char *title, char out[VIEW_WORDS]);

/* Tells who waits how far it is. False: they wait no more. */
bool view_goes_on(struct portfolio_view *view, size_t done, size_t total);

/* Kinds of lines of a text, by their first character. */
#define VIEW_LINE_HEADING '*'
#define VIEW_LINE_TEXT ' '
#define VIEW_LINE_WARNING '!'
#define VIEW_LINE_QUIET '-'
#define VIEW_LINE_TASK '>'        /* what is to be done about a row of what was rejected, which may be ticked off */
#define VIEW_LINE_FINGERPRINT '#' /* to be compared on the phone; about a row of the quarantine, that of the signer who may be accepted */
/* Appends one line; controls in it, newlines too, are neutralised, so that foreign text can make no line of its own. */
void view_line(struct buffer *out, char kind, const char *format, ...) __attribute__((format(printf, 3, 4)));

#endif
