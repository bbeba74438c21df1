/* A customer's request in words, for the screens: who asks, what, until when, and whether that customer was ever confirmed (formats.md,
 * "Primes are pinned too"). Filled in by the command, which judged it; every text is cleaned for display. */
#ifndef TENKEN_TUI_CUSTOMER_H
#define TENKEN_TUI_CUSTOMER_H

#include "base/clock.h"

#include <stdbool.h>
#include <stddef.h>

#define CUSTOMER_TEXT 256
#define CUSTOMER_GROUPS 80

enum standing {
    STANDING_KNOWN,   /* confirmed, exactly so */
    STANDING_FIRST,   /* never heard of */
    STANDING_CHANGED, /* confirmed before with another key, name or upload host */
};

/* One revision of the answers that was signed for them. */
struct customer_had {
    int revision;                                                          /* 0: not known which, only that it was sent */
    char signed_on[DATE_TEXT], sent_on[DATE_TEXT], received_on[DATE_TEXT]; /* "": not, or not known */
};
#define CUSTOMER_HAD 20

struct customer_request {
    char name[CUSTOMER_TEXT];
    char contact[CUSTOMER_TEXT];   /* "" when the request names nobody */
    char addressed[CUSTOMER_TEXT]; /* the firm as the customer calls it, "" */
    char packs[CUSTOMER_TEXT];     /* titles, joined */
    char about[CUSTOMER_TEXT];     /* in the customer's own words, "" */
    char period[24];
    char due[DATE_TEXT];
    char due_before[DATE_TEXT];   /* of the earlier request that this one takes the place of, "" none */
    char answered_on[DATE_TEXT];  /* first; "" never */
    long days;                    /* until the end of that day; negative: it has passed */
    char groups[CUSTOMER_GROUPS]; /* the fingerprint, in groups to be read out */
    char host[CUSTOMER_TEXT];     /* where the answers are to be uploaded, "" */
    bool sealed;                  /* what is handed in is sealed for this customer */
    bool held;                    /* the draft of its period has it already */
    enum standing standing;
    char known_name[CUSTOMER_TEXT]; /* as confirmed before; "" with STANDING_FIRST */
    char known_groups[CUSTOMER_GROUPS];
    char known_host[CUSTOMER_TEXT];
    char confirmed_on[DATE_TEXT];
    struct customer_had had[CUSTOMER_HAD];
    size_t nhad;
};

struct buffer;

/* Its sentences, one a line, without newline at the end. The same on screen and in plain mode. */
void customer_words(struct buffer *out, const struct customer_request *r);
/* How the answers reach a customer who has no address on the network. */
const char *customer_way_back(void);
/* "Revision 1: signed on …, sent on …, receipt of …": what was signed for them, in order, each on a line of its own after a newline,
 * without the revision but; of the last ones at most so many. How many. */
size_t customer_had_words(struct buffer *out, const struct customer_request *r, size_t most, int but);
/* The one line of a revision that was sent and received, with its newline; false: of no such one. */
bool customer_had_one(struct buffer *out, const struct customer_request *r, int revision);
/* The same after a heading, for whoever looks at the request; nothing for none. */
void customer_had_so_far(struct buffer *out, const struct customer_request *r, size_t most);
/* "due 2026-12-15, 24 days left" */
void customer_due(struct buffer *out, const struct customer_request *r);
/* What is to be done before anything is signed for this customer; nothing for a confirmed one. */
void customer_advice(struct buffer *out, const struct customer_request *r);

#endif
