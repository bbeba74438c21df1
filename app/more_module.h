/* All but the screens of answering lies in a module, tenken-more.so: signing, judging, workbooks, pages, the portfolio, the network, and
 * every command that shows no screen of answers. The program loads it when it first needs one of these. OpenSSL, SQLite, libzip and
 * libxlsxwriter come with it, which together took longer to load than home and the questionnaire need to be on the screen. Callers know
 * nothing of it: more_loaded.c, in the program, has functions of the same names that lead there. Unit tests are linked with the real ones.
 */
#ifndef TENKEN_MORE_MODULE_H
#define TENKEN_MORE_MODULE_H

#include "command/desk.h"
#include "command/finishing.h"

/* What the module offers, under the name more_module. */
struct more_module {
    void (*begin)(void);                   /* called once, before anything else of it */
    const struct command *const *commands; /* all, also those of the program, in the order of help; NULL at the end */
    const struct finish_ops *finishing;
    void (*finishing_release)(struct finishing *f);
    enum status (*desk_open)(void *context, const char *path, struct customer_request *out, struct error *e);
    enum status (*desk_look)(void *context, const struct home_request *request, struct customer_request *out, struct error *e);
    enum status (*desk_confirm)(void *context, struct customer_request *out, struct error *e);
    void (*desk_forget)(struct desk *d);
    enum status (*desk_take)(void *context, struct error *e);
    enum status (*desk_receipt)(void *context, const struct home_request *request, struct error *e);
    enum status (*desk_begin)(void *context, const char *period, const char *from, bool mix, struct begun *out, struct error *e);
    enum status (*desk_carry_again)(const struct desk *d, struct assessment *a, const char *path, struct error *e);
    enum status (*desk_add_request)(const struct desk *d, struct home *home, size_t year, const struct draft *draft,
                                    const struct catalog *catalog, const struct question_list *list, size_t i, struct error *e);
    void (*sha256_bytes)(const void *bytes, size_t n, uint8_t out[SHA256_BYTES]);
    struct sha256 *(*sha256_new)(void);
    void (*sha256_add)(struct sha256 *sha, const void *bytes, size_t n);
    void (*sha256_end)(struct sha256 *sha, char out[SHA256_TEXT]);
};
extern const struct more_module more_module;

/* The module's commands; NULL and a sentence when it cannot be loaded. */
const struct command *const *more_commands(struct error *e);

#endif
