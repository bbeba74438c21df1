/* The way from the program to the module: the functions of more_module.h under their own names. */
#include "more_module.h"

#include "module.h"

#include <pthread.h>

static const struct more_module *module;
static char why[MODULE_WHY]; /* it is not there */

static void load(void)
{
    module = module_open("tenken-more", "more_module", true, why);
    if (module != NULL) {
        module->begin();
    }
}

/* Once in the process, safe from several threads; NULL and a sentence when it cannot be loaded. */
static const struct more_module *loaded(struct error *e)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    (void)pthread_once(&once, load);
    if (module == NULL) {
        (void)module_missing(why, e);
    }
    return module;
}

const struct command *const *more_commands(struct error *e)
{
    return loaded(e) == NULL ? NULL : module->commands;
}

/* ---- handing in: nothing of it is done before recipients() ---- */

static enum status recipients(void *context, struct recipient **out, size_t *n, struct error *e)
{
    *out = NULL;
    *n = 0;
    return loaded(e) == NULL ? ST_SYSTEM : module->finishing->recipients(context, out, n, e);
}

static enum status confirm(void *context, struct recipient *recipient, struct error *e)
{
    return loaded(e) == NULL ? ST_SYSTEM : module->finishing->confirm(context, recipient, e);
}

static enum status preview(void *context, const cJSON *request, cJSON **document, struct error *e)
{
    *document = NULL;
    return loaded(e) == NULL ? ST_SYSTEM : module->finishing->preview(context, request, document, e);
}

static void identity(void *context, struct identity_facts *out)
{
    *out = (struct identity_facts){.state = IDENTITY_NONE};
    if (loaded(NULL) != NULL) {
        module->finishing->identity(context, out);
    }
}

static enum status make_identity(void *context, const char *name, const char *passphrase, struct error *e)
{
    return loaded(e) == NULL ? ST_SYSTEM : module->finishing->identity_make(context, name, passphrase, e);
}

static enum status identity_open(void *context, const char *path, const char *passphrase, struct error *e)
{
    return loaded(e) == NULL ? ST_SYSTEM : module->finishing->identity_open(context, path, passphrase, e);
}

static enum status identity_copy(void *context, const char *to, char out[FINISH_PATH], struct error *e)
{
    return loaded(e) == NULL ? ST_SYSTEM : module->finishing->identity_copy(context, to, out, e);
}

static size_t sticks(void *context, char out[FINISH_STICKS][FINISH_PATH])
{
    return loaded(NULL) != NULL ? module->finishing->sticks(context, out) : 0;
}

static void folder(void *context, char *out, size_t size)
{
    out[0] = '\0';
    if (loaded(NULL) != NULL) {
        module->finishing->folder(context, out, size);
    }
}

static enum status sign(void *context, const struct recipient *recipient, const char *into, struct handed *out, struct error *e)
{
    return loaded(e) == NULL ? ST_SYSTEM : module->finishing->sign(context, recipient, into, out, e);
}

static enum status report(void *context, const char *names, char out[FINISH_PATH], struct error *e)
{
    return loaded(e) == NULL ? ST_SYSTEM : module->finishing->report(context, names, out, e);
}

static enum status vendor_page(void *context, char out[FINISH_PATH], size_t *count, struct error *e)
{
    return loaded(e) == NULL ? ST_SYSTEM : module->finishing->vendor_page(context, out, count, e);
}

static bool online(void *context)
{
    return loaded(NULL) != NULL && module->finishing->online(context);
}

static enum status send(void *context, struct handed *handed, const struct send_login *login, const struct send_watch *watch,
                        struct error *e)
{
    return loaded(e) == NULL ? ST_SYSTEM : module->finishing->send(context, handed, login, watch, e);
}

static enum status recall(void *context, const struct recipient *recipient, struct handed *out, struct error *e)
{
    return loaded(e) == NULL ? ST_SYSTEM : module->finishing->recall(context, recipient, out, e);
}

static enum status sent(void *context, struct handed *handed, struct error *e)
{
    return loaded(e) == NULL ? ST_SYSTEM : module->finishing->sent(context, handed, e);
}

static enum status receipt(void *context, struct handed *handed, const char *path, const struct send_login *login,
                           const struct send_watch *watch, struct error *e)
{
    return loaded(e) == NULL ? ST_SYSTEM : module->finishing->receipt(context, handed, path, login, watch, e);
}

static void close_key(void *context)
{
    if (module != NULL) { /* else none was ever opened */
        module->finishing->close(context);
    }
}

const struct finish_ops finishing_ops = {.recipients = recipients,
                                         .confirm = confirm,
                                         .preview = preview,
                                         .identity = identity,
                                         .identity_make = make_identity,
                                         .identity_open = identity_open,
                                         .identity_copy = identity_copy,
                                         .sticks = sticks,
                                         .folder = folder,
                                         .sign = sign,
                                         .report = report,
                                         .vendor_page = vendor_page,
                                         .online = online,
                                         .send = send,
                                         .recall = recall,
                                         .sent = sent,
                                         .receipt = receipt,
                                         .close = close_key};

void finishing_release(struct finishing *f)
{
    if (module != NULL) { /* else it holds nothing */
        module->finishing_release(f);
    }
}

/* ---- home ---- */

enum status desk_open(void *context, const char *path, struct customer_request *out, struct error *e)
{
    return loaded(e) == NULL ? ST_SYSTEM : module->desk_open(context, path, out, e);
}

enum status desk_look(void *context, const struct home_request *request, struct customer_request *out, struct error *e)
{
    return loaded(e) == NULL ? ST_SYSTEM : module->desk_look(context, request, out, e);
}

enum status desk_confirm(void *context, struct customer_request *out, struct error *e)
{
    return loaded(e) == NULL ? ST_SYSTEM : module->desk_confirm(context, out, e);
}

void desk_forget(struct desk *d)
{
    if (module != NULL) { /* else none was ever opened */
        module->desk_forget(d);
    }
}

enum status desk_take(void *context, struct error *e)
{
    return loaded(e) == NULL ? ST_SYSTEM : module->desk_take(context, e);
}

enum status desk_receipt(void *context, const struct home_request *request, struct error *e)
{
    return loaded(e) == NULL ? ST_SYSTEM : module->desk_receipt(context, request, e);
}

enum status desk_begin(void *context, const char *period, const char *from, bool mix, struct begun *out, struct error *e)
{
    *out = (struct begun){0};
    return loaded(e) == NULL ? ST_SYSTEM : module->desk_begin(context, period, from, mix, out, e);
}

enum status desk_carry_again(const struct desk *d, struct assessment *a, const char *path, struct error *e)
{
    return loaded(e) == NULL ? ST_SYSTEM : module->desk_carry_again(d, a, path, e);
}

enum status desk_add_request(const struct desk *d, struct home *home, size_t year, const struct draft *draft, const struct catalog *catalog,
                             const struct question_list *list, size_t i, struct error *e)
{
    return loaded(e) == NULL ? ST_SYSTEM : module->desk_add_request(d, home, year, draft, catalog, list, i, e);
}

/* ---- digests, which cannot fail: as in base/digest.c there is nothing better than to stop ---- */

static const struct more_module *needed(void)
{
    struct error e;
    if (loaded(&e) == NULL) {
        (void)fprintf(stderr, "tenken: %s\n", e.text);
        abort();
    }
    return module;
}

void sha256_bytes(const void *bytes, size_t n, uint8_t out[SHA256_BYTES])
{
    needed()->sha256_bytes(bytes, n, out);
}

struct sha256 *sha256_new(void)
{
    return needed()->sha256_new();
}

void sha256_add(struct sha256 *sha, const void *bytes, size_t n)
{
    needed()->sha256_add(sha, bytes, n);
}

void sha256_end(struct sha256 *sha, char out[SHA256_TEXT])
{
    needed()->sha256_end(sha, out);
}
