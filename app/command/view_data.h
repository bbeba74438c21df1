/* What the prime's screens show, read from a portfolio into memory: a screen that stays open for hours must not keep a merge waiting. */
#ifndef TENKEN_COMMAND_VIEW_DATA_H
#define TENKEN_COMMAND_VIEW_DATA_H

#include "command/command.h"
#include "model/peers.h"
#include "model/portfolio_statistics.h"
#include "model/portfolio_view.h"
#include "model/product.h"
#include "store/portfolio_anew.h"
#include "store/portfolio_status.h"
#include "trust/identity.h"

struct view_kept;

/* A group of the quarantine, or a rejected file. */
struct view_held {
    const char *certificate, *subject, *code, *name, *reason, *verdict, *file, *received_at;
    int64_t files;           /* of what was rejected its number (STATUS_REJECTED) */
    enum held_kind held;     /* of the quarantine */
    enum merge_reason cause; /* of what was rejected */
    bool replaced;           /* good answers have come since */
    const char *period;      /* in which it came (portfolio_period_covers), of what was rejected */
    bool accepted;           /* of what was rejected: its signer is trusted by now */
    const char *known;       /* of what was rejected: another supplier that its signer is, "" none */
    bool alarm;              /* it replies to an alarm, about what; "" when that is not known */
    const char *about;
    bool decided; /* accepted or refused since it was read */
};

struct view_data {
    struct portfolio_view view; /* what the screens get; its context is this */
    struct program *program;
    const char *database;
    const struct identity *opener;             /* whose key opens what came sealed, or NULL */
    const char *opener_file, *passphrase_file; /* that it was read from; the second only with the first. NULL: none */
    char period[PORTFOLIO_PERIOD_TEXT];        /* that somebody wants, "" the usual one */
    struct catalog catalog;
    struct view_kept *kept; /* view_kept.h */

    /* Read by view_data_load. */
    struct arena arena, held_arena;
    struct portfolio_moment moment; /* zeroed once one supplier was read anew: then it is not all of one state */
    struct portfolio_moment known;  /* after the last change that is none of somebody else */
    bool overtaken;                 /* somebody else has changed it since it was read, at or before `known` */
    int64_t others;                 /* of the connection that writes now (portfolio_others) */
    char shown_period[PORTFOLIO_PERIOD_TEXT], read_for[PORTFOLIO_PERIOD_TEXT], read_on[DATE_TEXT]; /* read_for: the period then */
    struct portfolio_periods periods;
    uint64_t plans_unknown; /* of the source */
    struct portfolio_supplier *suppliers;
    size_t nsuppliers, room;
    struct portfolio_item *items;
    struct portfolio_pack *packs; /* by id, version and digest */
    size_t npacks;
    struct view_heat *heat;
    struct portfolio_statistics statistics;
    struct portfolio_statistics tiers[3]; /* by enum portfolio_tier */
    struct peer_groups peers;
    struct view_held *held[2]; /* quarantine, rejected; texts in held_arena */
    size_t nheld[2];
};

/* Opens nothing for long: reads all and closes the database. The members above the line are set. On failure what was read before stays. */
enum status view_data_load(struct view_data *d, struct error *e);
/* The same, unless nothing has changed since it was read. */
enum status view_data_refresh(struct view_data *d, struct error *e);
/* One supplier, without going through all the others, unless it is a new one or its answers have new questions; what is taken together is
 * worked out anew. held: also what is held back or rejected, and the periods. */
enum status view_data_reload_one(struct view_data *d, const char *code, bool held, struct error *e);
/* The steps of that: the row into memory, what all suppliers come to, and what is held back or rejected. What fails changes nothing. */
enum status view_data_keep(struct view_data *d, const struct portfolio_supplier *row, struct portfolio_supplier *to, struct error *e);
enum status view_data_sum(struct view_data *d, struct error *e);
enum status view_data_held(struct view_data *d, struct portfolio *p, struct error *e);
/* The same for another period than the one shown, turn by turn (portfolio_period_next); nothing happens when there is no other. */
enum status view_data_turn(struct view_data *d, struct error *e);
/* What was read, as it goes on from there. Borrowed. */
struct portfolio_reading view_data_reading(const struct view_data *d);
/* The period to read, as portfolio_source_open takes it. */
const char *view_data_period(const struct view_data *d);
/* "Higher", "Base", or "" when nobody has said. */
const char *view_tier_words(enum portfolio_tier tier);
/* Puts what was read into the current language. */
void view_data_speak(struct view_data *d);
void view_data_release(struct view_data *d);
/* The supplier with this code, or NULL. */
const struct portfolio_supplier *view_data_supplier(const struct view_data *d, const char *code);
/* A connection for one look, or one change. A look ends when nobody waits for it any more (view.go_on). */
enum status view_data_open(struct view_data *d, bool write, struct portfolio **out, struct error *e);
/* Closes one that was opened to write: what it wrote is no change by somebody else. p may be NULL. */
void view_data_close_written(struct view_data *d, struct portfolio *p);

/* Whether a rejected file came in the period that is shown. */
bool view_rejected_shown(const struct view_data *d, const struct view_held *held);
/* The same, and something is still to be done about it. */
bool view_rejected_asks(const struct view_data *d, const struct view_held *held);
/* What is to be done about a rejected file, "" nothing (command/next_step.h); out: STEP_TEXT. */
const char *view_rejected_step(const struct view_data *d, const struct view_held *held, char *out);

/* The functions behind struct portfolio_view. */
enum status view_table(struct portfolio_view *view, const struct view_query *query, struct view_table *out, struct error *e);
enum status view_text(struct portfolio_view *view, const struct view_query *query, struct buffer *out, struct error *e);
enum status view_decide(struct portfolio_view *view, const struct view_query *query, enum view_decision decision, const char *code,
                        const char *reason, char message[VIEW_MESSAGE], struct error *e);
bool view_has_key(struct portfolio_view *view, const char *code);
enum status view_hold(struct portfolio_view *view, int64_t file, bool this, const char *reason, char message[VIEW_MESSAGE],
                      struct error *e);
enum status view_write(struct portfolio_view *view, const struct view_table *table, const size_t *order, size_t n, const char *path,
                       struct error *e);

enum status view_recipients(struct portfolio_view *view, const struct view_table *table, const size_t *order, size_t n, const char *path,
                            char message[VIEW_MESSAGE], struct error *e);

/* view_chase.c */
enum status view_extend(struct portfolio_view *view, const char *code, const char *text, char message[VIEW_MESSAGE], struct error *e);
void view_propose(struct portfolio_view *view, const char *code, char out[VIEW_WORDS]);
enum status view_clarify(struct portfolio_view *view, const char *code, const char *text, char message[VIEW_MESSAGE], struct error *e);
bool view_open_question(struct portfolio_view *view, const char *code, char out[VIEW_WORDS]);
enum status view_settle(struct portfolio_view *view, const char *code, const char *text, char message[VIEW_MESSAGE], struct error *e);

/* view_end.c */
bool view_ended(struct portfolio_view *view, const char *code);
enum status view_end(struct portfolio_view *view, const char *code, const char *reason, char message[VIEW_MESSAGE], struct error *e);

/* view_close.c */
enum view_alarm view_alarm(struct portfolio_view *view, const struct view_query *query, int64_t supplier);
enum status view_close(struct portfolio_view *view, const struct view_query *query, const char *code, const char *reason,
                       char message[VIEW_MESSAGE], struct error *e);

enum status view_mail(struct portfolio_view *view, const char *path, char message[VIEW_MESSAGE], struct error *e);

enum status view_order(struct portfolio_view *view, const struct view_query *query, struct view_order *out, struct error *e);
enum status view_preview(struct portfolio_view *view, const struct view_order *order, struct buffer *out, struct error *e);
bool view_unlocked(struct portfolio_view *view, const struct view_order *order);
bool view_overtaken(struct portfolio_view *view);
enum status view_sign(struct portfolio_view *view, const struct view_order *order, const char *passphrase, struct buffer *out,
                      struct error *e);

/* One file each. */
enum status view_found(struct view_data *d, const struct view_query *query, struct view_table *out, struct error *e);
/* VIEW_PLANS and VIEW_YEARS. */
enum status view_plans(struct view_data *d, struct view_table *out, struct error *e);
enum status view_years(struct view_data *d, struct view_table *out, struct error *e);
enum status view_item_years(struct view_data *d, const struct view_query *query, struct view_table *out, struct error *e);
enum status view_conflict(struct view_data *d, const struct view_query *query, struct view_table *out, struct error *e);
enum status view_supplier(struct view_data *d, const char *code, struct buffer *out, struct error *e);
/* The signed document in a file as received: JSON or a workbook. *tree owns it (cJSON_Delete). ST_NO: it cannot be read here (sealed, or
 * not kept). opener: whose key opens what came sealed, or NULL. */
enum status view_document(struct portfolio *p, const struct identity *opener, int64_t file, cJSON **tree, const cJSON **document,
                          struct error *e);

#endif
