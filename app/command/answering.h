/* Answering one open draft in a conversation: what `tenken answer` and home share. */
#ifndef TENKEN_COMMAND_ANSWERING_H
#define TENKEN_COMMAND_ANSWERING_H

#include "command/conversation.h"
#include "store/draft.h"
#include "store/settings.h"
#include "tui/session.h"

/* How it stands at the end. */
struct answered {
    size_t answered, asked;
    size_t given; /* still to be confirmed for a customer who asked later (given.h) */
    bool finished;
    struct error open; /* what is not finished, in words */
    bool gone;         /* the terminal went away */
    bool turned;       /* the screen was turned to the firm when it ended */
};

/* What a consultant has beside the draft; the private record is saved as often as the draft. */
struct beside {
    struct interview *interview;
    enum status (*save_interview)(void *context, struct error *e);
    struct snippets *snippets; /* NULL: none offered */
    enum status (*save_snippets)(void *context, struct error *e);
    const struct account_ops *account; /* writing what is handed over afterwards */
    void *account_context;
    void *context;
};

/* Where it begins: see the session. */
struct begin_at {
    enum session_start start;
    const cJSON *customer;
    bool home;                       /* ends at the home screen */
    const struct assessment *later;  /* see the session */
    const struct assessment *before; /* see the session */
    const char *said;                /* see the session */
};

/* beside NULL: the owner's own answering. settings: released ones (path NULL): no signing is offered. catalog: with the packs
 * that come inside the draft. Everything is saved at the end, or the failure says that it is not. */
enum status answering(struct program *program, struct draft *draft, struct catalog *catalog, struct settings *settings,
                      const struct conversation *talk, struct begin_at begin, const struct beside *beside, struct answered *out,
                      struct error *e);

/* The packs that a draft asks when nothing else is said. */
#define USUAL_PACKS 2
extern const char *const USUAL_PACK_IDS[USUAL_PACKS];
/* Adds installed packs by id. */
enum status add_installed_packs(struct assessment *a, const struct catalog *catalog, const char *const *ids, size_t n, struct error *e);

#endif
