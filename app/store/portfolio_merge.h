/* Taking received files into a portfolio. Whatever is costly (reading, verifying, scoring, serialising) has been done before, by any number
 * of threads; here one writer decides and stores. */
#ifndef TENKEN_STORE_PORTFOLIO_MERGE_H
#define TENKEN_STORE_PORTFOLIO_MERGE_H

#include "base/digest.h"
#include "store/portfolio.h"
#include "store/portfolio_rules.h"

#include <stddef.h>
#include <stdint.h>

/* A score, 0…1000 or 0…4, or this. */
#define RECEIVED_NONE (-1)

struct received_pack {
    const char *pack;
    const char *version;  /* "" when the document does not list the pack */
    const char *digest;   /* hex, or "" */
    bool held;            /* this program has a copy with that digest */
    int total, floor;     /* recomputed, or RECEIVED_NONE */
    const char *sections; /* JSON object: section -> total or null */
    const char *items;    /* JSON object, see portfolio_schema.c; levels: enum portfolio_level */
    const char *plans;    /* model/planned.h; NULL: not known */
    const char *ratings;  /* what an assessor said to them (model/rating.h), or NULL */
};

struct received_product {
    const char *name, *vendor, *version;
    const char *key; /* product_key() */
    bool internet, credentials;
};

/* What the document says. Borrowed; texts are never NULL unless said so. */
struct received_document {
    const char *assessment_id;
    int64_t revision;
    const uint8_t *content; /* digest of the canonical document, or NULL: the file's bytes are answers in the clear, which tell it */
    const char *period;
    const char *request; /* digest of the request, or NULL */
    const char *issued_at;
    bool unfinished;
    const char *claimed_code;   /* or NULL */
    const char *claimed_number; /* or NULL */
    const char *name, *name_kana, *employees, *industry;
    const char *contact_name, *contact_email, *contact_phone, *emergency_phone;
    int perceived, total, floor; /* or RECEIVED_NONE */
    int64_t answered, asked;
    bool score_differs; /* claimed and recomputed with own copies of all its packs */
    int packs_held;
    const struct received_pack *packs;
    size_t npacks;
    bool has_inventory; /* it was asked for; one without a product is no inventory, but something was said */
    const struct received_product *products;
    size_t nproducts;
    const char *contradictions; /* model/contradictions.h */
};

/* assessment_id of what an answer sheet says: this, and the request's id. No signed document can claim it, for it is no UUID. */
#define SHEET_ASSESSMENT "sheet:"

/* Half a SHA-256 of what a file system keeps of a file and changes with it (command/merge_stamp.h). As long as a file has the stamp that it
 * had when it was read, it holds what was read then. */
#define STAMP_BYTES 16

/* One file. Borrowed until portfolio_receive returns. */
struct received_file {
    const char *name; /* as shown: cleaned */
    uint8_t digest[SHA256_BYTES];
    const uint8_t *stamp; /* or NULL: there is none */
    const char *bytes;    /* as received */
    size_t length;
    bool keep; /* the bytes are an envelope: kept as received */
    enum merge_signer signer;
    const char *verdict;   /* verdict_name() */
    const char *problem;   /* a sentence, "" when there is none */
    enum merge_reason why; /* what is known beyond the verdict, else REASON_VERDICT */
    bool signed_by_anyone; /* certificate and subject are set */
    uint8_t certificate[SHA256_BYTES];
    const char *subject;
    int64_t pin; /* where the certificate's pin was seen: its row, a hint; 0: not seen, or not told */
    /* Known by a chain and the rule of this supplier, not by a pin: NULL else. der: the signer's certificate. */
    const char *rule_code;
    const uint8_t *der;
    size_t nder;
    bool rated;                               /* holds an assessor's ratings */
    const uint8_t (*assessors)[SHA256_BYTES]; /* certificates of those who signed it as assessors */
    size_t nassessors;
    const struct received_document *document; /* NULL when unreadable, or not to be trusted in form */
    /* Then: who it claims to be from, as far as it says so; NULL when it does not. Nobody has verified it: it decides nothing. */
    const char *claimed_code, *claimed_name;
    const char *claimed_request; /* its digest, or NULL */
    const char *request;         /* digest of the request that the file is, no answers, or NULL */
    /* With SIGNER_SHEET: the one-time code in the sheet, and whether it is that of the request under this secret. */
    const char *code;
    bool (*code_fits)(const struct received_file *file, const uint8_t *secret, size_t length);
    /* Enrolment: the proof in the signature, and whether it fits a secret (NULL: it brings none). */
    const char *enrol;
    bool (*enrolled)(const struct received_file *file, const uint8_t secret[SHA256_BYTES]);
    /* Renewal: the certificate that takes the place of the one that signed, or NULL. */
    const uint8_t *renewed;
    const char *renewed_subject;
};

#define RECEIVED_NAME_TEXT 400
#define RECEIVED_REASON_TEXT 512
struct receive_outcome {
    enum merge_state state;
    enum merge_reason why;
    const char *verdict;               /* the file's, or another one by what this merge has made known */
    char code[80];                     /* the supplier whose it is, "" when nobody can tell */
    char name[RECEIVED_NAME_TEXT];     /* its name in the prime's own list, "" when it has none there; may be cut */
    char known[80];                    /* of a different signer's file: for whom the certificate stands, "" nobody */
    char reason[RECEIVED_REASON_TEXT]; /* a sentence, "" when merged or unchanged */
    unsigned replaced_in_run;          /* so many files that this run merged before are superseded by this one */
    unsigned settled_in_run;           /* so many that were a conflict in this run are superseded by this one */
};

/* Number of this merge: files that it gives their state carry it. */
enum status portfolio_run_start(struct portfolio *p, int64_t *run, struct error *e);

/* Whether any supplier was ever purged: then what a file says is compared with what must not come in again. */
enum status portfolio_any_purged(struct portfolio *p, bool *any, struct error *e);

/* Decides and stores, inside a writing transaction. ST_OK whatever becomes of the file; other statuses are failures of the system. */
enum status portfolio_receive(struct portfolio *p, const struct received_file *file, int64_t run, int64_t at, struct receive_outcome *out,
                              struct error *e);
/* A file that came before has this stamp now. Inside a writing transaction. */
enum status portfolio_stamp(struct portfolio *p, const uint8_t digest[SHA256_BYTES], const uint8_t stamp[STAMP_BYTES], struct error *e);
/* After all files of a run: what was held back, or in conflict, before answers of the same supplier came that stand now for the same period
 * asks for nothing any more and is superseded. What may answer a request that is still open stays; a conflict is settled by answers to a
 * newer request for as much. Counts what got its state in this run. Inside a writing transaction. */
struct settled_in_run {
    uint64_t held, conflicts;
};
enum status portfolio_settle_held(struct portfolio *p, int64_t run, struct settled_in_run *in_run, struct error *e);
/* After keys were made known: what waited only because nobody knew its signer, and is a different signer's than the supplier's that it
 * names by now, is rejected as it would be if it came now. Visits those that got their state in this run. Inside a writing transaction.
 * visit: may be NULL. */
struct settled_file {
    const uint8_t *digest; /* of its bytes */
    const char *name, *claimed_code, *claimed_name, *certificate, *reason;
    const char *known; /* for whom the certificate stands, "" nobody */
};
typedef enum status settled_visit(void *context, const struct settled_file *file, struct error *e);
enum status portfolio_settle_signers(struct portfolio *p, int64_t run, settled_visit *visit, void *context, struct error *e);
/* What a run took in and is to be known of: what is only begun, and what nobody signed. Each file as what it is after the run. */
struct run_marks {
    uint64_t unfinished, sheets;
};
enum status portfolio_run_marks(struct portfolio *p, int64_t run, struct run_marks *out, struct error *e);
/* An entry that could not be read at all, for that reason and cause: REASON_UNREAD, or REASON_VERDICT. out: what stands, which is
 * REASON_REFUSED of what was ticked off before. */
enum status portfolio_receive_unreadable(struct portfolio *p, const char *name, const char *reason, enum merge_reason why, int64_t at,
                                         struct receive_outcome *out, struct error *e);

/* What is known about files from earlier merges, in memory, for threads to ask. Never changes once made. */
struct known_files;
/* held: digests (hex) of the packs at hand now: a file that could not be scored for want of one is to be read again. */
enum status known_files_load(struct known_files **out, struct portfolio *p, bool (*held)(void *context, const char *digest), void *context,
                             struct error *e);
void known_files_free(struct known_files *known);
/* True when the file needs no second look; *state is then what becomes of it. Otherwise *first is the time of its first receipt, or -1 when
 * it was never seen. */
bool known_files_find(const struct known_files *known, const uint8_t digest[SHA256_BYTES], enum merge_state *state, int64_t *first);
/* The same by its stamp, for a file that was not read. */
bool known_files_unchanged(const struct known_files *known, const uint8_t stamp[STAMP_BYTES], enum merge_state *state);
/* Whether any file is known by its stamp. */
bool known_files_stamped(const struct known_files *known);

#endif
