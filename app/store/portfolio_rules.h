/* What becomes of a received file: one pure function over what is known about it (formats.md, "Identity and trust"). */
#ifndef TENKEN_STORE_PORTFOLIO_RULES_H
#define TENKEN_STORE_PORTFOLIO_RULES_H

#include <stdbool.h>
#include <stdint.h>

/* Every file that comes in is exactly one of these. */
enum merge_state {
    MERGE_MERGED,
    MERGE_UNCHANGED,   /* the same content is there already, whatever the file's bytes */
    MERGE_SUPERSEDED,  /* a higher revision is there, or came in the same merge */
    MERGE_CONFLICT,    /* kept, but the prime has to say which one holds */
    MERGE_QUARANTINED, /* kept until the prime has found out who it is from, or what it answers */
    MERGE_REJECTED,
};
#define MERGE_STATES 6

enum merge_reason {
    REASON_NONE,
    REASON_VERDICT, /* the verdict says why */
    REASON_UNKNOWN_SIGNER,
    REASON_REVOKED,             /* signed with a key that was revoked */
    REASON_OTHER_CODE,          /* claims the supplier code of somebody else */
    REASON_OTHER_NUMBER,        /* claims another corporate number than this supplier's */
    REASON_REQUEST_NOT_ISSUED,  /* answers a request that was not sent to this supplier */
    REASON_REQUEST_OUTSTANDING, /* answers no request although one is open */
    REASON_OLDER_REVISION,
    REASON_SAME_REVISION,     /* same revision, other content */
    REASON_SECOND_ASSESSMENT, /* another assessment for the same period and request */
    REASON_CODE_WRONG,        /* an answer sheet whose one-time code is not that of a request of this portfolio */
    REASON_CODE_USED,         /* an answer sheet whose code came in with other answers before */
    REASON_SIGNED_HERE,       /* an answer sheet although signed answers are here */
    REASON_ANSWERED,          /* answers no request, and newer answers to the one for this period are here */
    REASON_CLOSED,            /* sealed, and could not be opened; the verdict says more */
    REASON_NEWER,             /* in a newer format than this program reads */
    REASON_DATES,             /* a signer's certificate is not yet valid, or no longer */
    REASON_CONTENT,           /* well signed, but what it says breaks the rules of the format */
    REASON_SHEET,             /* an answer sheet with something in it that cannot be read */
    REASON_REFUSED,           /* the prime looked into it and refused */
    REASON_DECIDED,           /* was in conflict, and the prime has decided that others hold */
    REASON_UNASKED,           /* answers no request, and answers to the one for this period, not newer ones, are here */
    REASON_OWN_REQUEST,       /* the prime's own request */
    REASON_UNTRUSTED,         /* was taken out when CA or rule carried its signer no more */
    REASON_RULE,              /* by the prime's rule its signer is another supplier than it claims */
    REASON_UNFINISHED,        /* taken in, and only begun: the rest is still expected */
    REASON_UNREAD,            /* whoever merged could not open it, so nobody knows what it is */
};
#define MERGE_REASONS 28

/* Who signed, as this portfolio's trust has it. */
enum merge_signer {
    SIGNER_TRUSTED, /* the supplier is known from the signature */
    SIGNER_UNKNOWN,
    SIGNER_REVOKED, /* or refused by the prime */
    SIGNER_SHEET,   /* nobody: an answer sheet, bound to its supplier by the one-time code of its request only */
    SIGNER_REFUSED, /* another signer than the pinned one, or no verdict that could ever merge */
};

/* Texts are borrowed; NULL means null in the document, or not known here. */
struct merge_case {
    enum merge_signer signer;
    const char *code;   /* of the resolved supplier */
    const char *number; /* its corporate number */
    const char *claimed_code;
    const char *claimed_number;
    bool names_request;
    bool request_issued;      /* by this prime to this supplier */
    bool request_outstanding; /* one for this period was issued to it and has no answers yet */
    bool answered_since;      /* newer answers to one for this period are there */
    int64_t revision;
    bool held; /* this assessment of this supplier is there */
    int64_t held_revision;
    bool same_content;    /* as the one held */
    bool held_decided;    /* the prime has decided against the one held: it gives way */
    bool chosen;          /* the prime has decided that these hold, whatever request is open beside */
    const char *decision; /* against these answers, or later ones of the same assessment: the sentence kept about it; NULL: none */
    bool code_fits;       /* of an answer sheet: its code is that of the request */
    bool signed_here;     /* of an answer sheet: signed answers for the same period and request are there */
    bool rival;           /* another assessment for the same supplier, period and request is there */
    bool unasked;         /* what is there answers a request for this period, and these name none */
    bool refused;         /* of SIGNER_REVOKED: the prime has refused the signer */
};

struct merge_decision {
    enum merge_state state;
    enum merge_reason reason;
};

struct merge_decision merge_decide(const struct merge_case *c);

/* As they stand in the database and in --json. */
const char *merge_state_name(enum merge_state state);
const char *merge_reason_name(enum merge_reason reason);
/* What is not known, "" too (of files that came before reasons were kept), is REASON_NONE. */
enum merge_reason merge_reason_of(const char *name);

#endif
