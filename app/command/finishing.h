/* What the screens of handing in need of the world (tui/finish.h): requests judged, the key, the files. */
#ifndef TENKEN_COMMAND_FINISHING_H
#define TENKEN_COMMAND_FINISHING_H

#include "command/command.h"
#include "store/draft.h"
#include "store/settings.h"
#include "trust/identity.h"
#include "tui/finish.h"

/* Given: borrowed. Release forgets the open key. */
struct finishing {
    struct program *program;
    struct draft *draft;
    const struct catalog *catalog; /* with the draft's packs */
    struct settings *settings;

    struct identity identity; /* key NULL: not open */
};

extern const struct finish_ops finishing_ops; /* context: struct finishing */
void finishing_release(struct finishing *f);

/* finishing_key.c */
void finishing_identity(void *context, struct identity_facts *out);
enum status finishing_identity_make(void *context, const char *name, const char *passphrase, struct error *e);
enum status finishing_identity_open(void *context, const char *path, const char *passphrase, struct error *e);
enum status finishing_identity_copy(void *context, const char *to, char out[FINISH_PATH], struct error *e);
size_t finishing_sticks(void *context, char out[FINISH_STICKS][FINISH_PATH]);
void finishing_close_key(void *context);
/* finishing_report.c */
enum status finishing_report(void *context, const char *names, char out[FINISH_PATH], struct error *e);
enum status finishing_vendor_page(void *context, char out[FINISH_PATH], size_t *count, struct error *e);
/* The parts in finishing_send.c … */
bool finishing_online(void *context);
enum status finishing_send(void *context, struct handed *handed, const struct send_login *login, const struct send_watch *watch,
                           struct error *e);
/* … and, for what was handed in before, in finishing_handed.c. */
enum status finishing_recall(void *context, const struct recipient *recipient, struct handed *out, struct error *e);
enum status finishing_sent(void *context, struct handed *handed, struct error *e);
enum status finishing_receipt(void *context, struct handed *handed, const char *path, const struct send_login *login,
                              const struct send_watch *watch, struct error *e);

#endif
