/* tenken find: which suppliers run a product that was breached this morning. */
#include "base/amount.h"
#include "base/i18n.h"
#include "base/mail_address.h"
#include "command/command.h"
#include "command/csv_out.h"
#include "command/find_close.h"
#include "command/find_request.h"
#include "command/find_text.h"
#include "command/listing.h"
#include "command/options.h"
#include "command/product_aliases.h"
#include "model/tier.h"
#include "store/portfolio_find.h"

/* Lines of the other lists shown to people; --csv and --json have them all. */
#define LINES_SHOWN 20

struct options {
    const char *database, *product, *csv, *aliases;
    const char *list; /* whom to send requests */
    struct find_request request;
    struct find_close closing;
    int64_t recipients;
    bool json;
};

struct view {
    struct json_stream *stream; /* or NULL */
    struct csv_out *csv;        /* or NULL */
    const struct urgent_board *board;
    const struct product_near *near;
    const char *database, *product;
    int64_t lines[FOUND_LISTS];
};

static const char *const LIST_NAMES[FOUND_LISTS] = {
    [FOUND_AFFECTED] = "affected", [FOUND_NOT_LISTED] = "not_listed", [FOUND_UNKNOWN] = "unknown"};

static void put_reply(cJSON *object, const struct urgent_reply *r)
{
    cJSON *o = cJSON_CreateObject();
    put_clean(o, "state", urgent_state_name(r->state));
    put_clean(o, "asked_at", r->asked_at);
    put_clean(o, "due", r->due);
    put_clean(o, "replied_at", r->replied_at);
    put_clean(o, "quarantined_in_its_name_at", r->held_at);
    put_clean(o, "rejected_in_its_name_at", r->rejected_at);
    put_clean(o, "reason", r->reason);
    put_clean(o, "closed_at", r->closed_at);
    put_clean(o, "closed_reason", r->closed_reason);
    cJSON_AddItemToObject(object, "request", o);
}

static enum status put_json(const struct view *v, const struct found_supplier *s, struct error *e)
{
    cJSON *o = cJSON_CreateObject(), *products = cJSON_CreateArray();
    put_clean(o, "supplier_code", s->code);
    put_clean(o, "name", s->name);
    put_clean(o, "tier", tier_name(s->tier));
    put_clean(o, "answered_on", s->answered_on);
    cJSON_AddBoolToObject(o, "inventory_old", s->old);
    put_clean(o, "ended_on", s->ended_on);
    if (s->list == FOUND_UNKNOWN) {
        put_clean(o, "why", found_why_name(s->why));
    }
    const struct urgent_reply *reply = urgent_of(v->board, s->id);
    const bool newer = urgent_contact(reply, s);
    put_reply(o, reply);
    put_clean(o, "contact_name", newer ? reply->contact_name : s->contact_name);
    put_clean(o, "contact_email", s->contact_email);
    put_clean(o, "contact_phone", s->contact_phone);
    put_clean(o, "emergency_phone", newer ? reply->phone : s->emergency_phone);
    for (size_t i = 0; i < s->nproducts; i++) {
        cJSON *p = cJSON_CreateObject();
        put_clean(p, "name", s->products[i].name);
        put_clean(p, "vendor", s->products[i].vendor);
        put_clean(p, "version", s->products[i].version);
        cJSON_AddBoolToObject(p, "internet", s->products[i].internet);
        cJSON_AddBoolToObject(p, "credentials", s->products[i].credentials);
        cJSON_AddItemToArray(products, p);
    }
    if (s->list == FOUND_AFFECTED) {
        cJSON_AddItemToObject(o, "products", products);
        cJSON_AddBoolToObject(o, "internet", s->internet);
    } else {
        cJSON_Delete(products);
    }
    return json_stream_element(v->stream, o, e);
}

/* One row for each product that is meant; of the other lists one a supplier. */
static enum status put_csv(const struct view *v, const struct found_supplier *s, struct error *e)
{
    const struct urgent_reply *reply = urgent_of(v->board, s->id);
    const bool newer = urgent_contact(reply, s);
    static const struct found_product none = {"", "", "", false, false};
    enum status st = ST_OK;
    for (size_t i = 0; (i < s->nproducts || i == 0) && st == ST_OK; i++) {
        const bool any = s->nproducts > 0;
        const struct found_product *p = any ? &s->products[i] : &none;
        const char *texts[] = {LIST_NAMES[s->list],
                               s->code,
                               s->name,
                               tier_name(s->tier),
                               p->name,
                               p->vendor,
                               p->version,
                               !any          ? ""
                               : p->internet ? "yes"
                                             : "no",
                               !any             ? ""
                               : p->credentials ? "yes"
                                                : "no",
                               s->answered_on,
                               s->old ? "yes" : "no",
                               newer ? reply->contact_name : s->contact_name,
                               mail_address(s->contact_email),
                               s->contact_phone,
                               newer ? reply->phone : s->emergency_phone,
                               found_why_name(s->why),
                               urgent_state_name(reply->state),
                               reply->asked_at,
                               reply->due,
                               reply->replied_at,
                               reply->reason,
                               s->ended_on,
                               reply->held_at,
                               reply->rejected_at,
                               reply->closed_at,
                               reply->closed_reason};
        st = csv_out_row(v->csv, texts, e);
    }
    return st;
}

/* The affected in full, of the other lists the beginning. */
static void print_found(struct view *v, const struct found_supplier *s)
{
    static const char *const HEADINGS[FOUND_LISTS] = {[FOUND_AFFECTED] = N_("Run it (tier, answered on, phone for emergencies):"),
                                                      [FOUND_NOT_LISTED] = N_("Do not list it:"),
                                                      [FOUND_UNKNOWN] = N_("Cannot tell:")};
    if (s->list != FOUND_AFFECTED && v->lines[s->list] == LINES_SHOWN) {
        return;
    }
    if (v->lines[s->list]++ == 0) {
        printf("%s%s\n", v->lines[FOUND_AFFECTED] + v->lines[FOUND_NOT_LISTED] + v->lines[FOUND_UNKNOWN] > 1 ? "\n" : "",
               _(HEADINGS[s->list]));
    }
    find_print_supplier(s, urgent_of(v->board, s->id));
}

static enum status visit(void *context, const struct found_supplier *s, struct error *e)
{
    struct view *v = context;
    enum status st = ST_OK;
    if (v->csv != NULL) {
        st = put_csv(v, s, e);
    }
    if (st == ST_OK && v->stream != NULL) {
        st = put_json(v, s, e);
    }
    if (v->stream == NULL) {
        print_found(v, s);
    }
    return st;
}

static enum status show_text(struct found_search *found, const struct found_counts *counts, struct view *v, struct error *e)
{
    enum status st = ST_OK;
    for (int list = 0; list < FOUND_LISTS && st == ST_OK; list++) {
        const int64_t most = list == FOUND_AFFECTED || v->csv != NULL ? FIND_ALL : LINES_SHOWN;
        st = found_search_visit(found, (enum found_list)list, most, visit, v, e);
        if (st == ST_OK && list != FOUND_AFFECTED && counts->lists[list] > LINES_SHOWN) {
            print_sentence(stdout, _("  … and %s more: --json and --csv list them all."), COUNT_TEXT(counts->lists[list] - LINES_SHOWN));
        }
    }
    if (st == ST_OK) {
        printf("\n");
        find_print_counts(counts, v->board);
        find_print_near(v->near, v->database, v->product, counts->lists[FOUND_AFFECTED] > 0);
    }
    return st;
}

static cJSON *counts_json(const struct found_counts *counts, const struct urgent_board *board)
{
    cJSON *numbers = cJSON_CreateObject();
    for (int list = 0; list < FOUND_LISTS; list++) {
        cJSON_AddNumberToObject(numbers, LIST_NAMES[list], (double)counts->lists[list]);
    }
    cJSON_AddNumberToObject(numbers, "internet", (double)counts->internet);
    cJSON_AddNumberToObject(numbers, "ended", (double)counts->ended);
    for (int state = URGENT_WAITING; state < URGENT_STATES; state++) {
        cJSON_AddNumberToObject(numbers, urgent_state_name((enum urgent_state)state), (double)board->states[state]);
    }
    return numbers;
}

static cJSON *near_json(const struct near_products *near)
{
    cJSON *list = cJSON_CreateArray();
    for (size_t i = 0; i < near->count; i++) {
        cJSON *o = cJSON_CreateObject();
        put_clean(o, "name", near->each[i].name);
        cJSON_AddNumberToObject(o, "suppliers", (double)near->each[i].suppliers);
        cJSON_AddItemToArray(list, o);
    }
    return list;
}

static enum status show_json(struct found_search *found, const struct found_counts *counts, const struct product_terms *searched,
                             struct view *v, struct error *e)
{
    struct json_stream stream;
    cJSON *terms = cJSON_CreateArray();
    for (size_t i = 0; i < searched->count; i++) {
        cJSON_AddItemToArray(terms, cJSON_CreateString(searched->terms[i].key));
    }
    v->stream = &stream;
    json_stream_open(&stream);
    cJSON *head = cJSON_CreateObject();
    put_clean(head, "product", v->product);
    enum status st = json_stream_member(&stream, "product", cJSON_DetachItemFromObjectCaseSensitive(head, "product"), e);
    cJSON_Delete(head);
    if (st == ST_OK) {
        st = json_stream_member(&stream, "terms", terms, e);
    }
    for (int list = 0; list < FOUND_LISTS && st == ST_OK; list++) {
        json_stream_list(&stream, LIST_NAMES[list]);
        st = found_search_visit(found, (enum found_list)list, FIND_ALL, visit, v, e);
        json_stream_list_end(&stream);
    }
    if (st == ST_OK) {
        st = json_stream_member(&stream, "counts", counts_json(counts, v->board), e);
    }
    if (st == ST_OK) {
        st = json_stream_member(&stream, "similar", near_json(&v->near->like), e);
    }
    if (st == ST_OK) {
        st = json_stream_member(&stream, "same_maker", near_json(&v->near->maker), e);
    }
    json_stream_close(&stream);
    return st;
}

static enum status show(struct program *program, struct portfolio *p, struct options *o, const struct product_aliases *aliases,
                        const struct product_terms *terms, struct error *e)
{
    static const char *const HEADS[] = {"list",
                                        "supplier_code",
                                        "name",
                                        "tier",
                                        "product",
                                        "vendor",
                                        "version",
                                        "internet",
                                        "credentials",
                                        "answered_on",
                                        "inventory_old",
                                        "contact_name",
                                        "contact_email",
                                        "contact_phone",
                                        "emergency_phone",
                                        "why",
                                        "request",
                                        "asked_at",
                                        "due",
                                        "replied_at",
                                        "reason",
                                        "ended_on",
                                        "quarantined_in_its_name_at",
                                        "rejected_in_its_name_at",
                                        "closed_at",
                                        "closed_reason"};
    static const bool TELEPHONES[sizeof HEADS / sizeof HEADS[0]] = {[13] = true, [14] = true};
    struct find_order order = {.terms = terms, .now = clock_now(&program->clock)};
    struct csv_out csv = {.path = o->csv};
    enum status st = o->csv == NULL ? ST_OK : csv_out_begin(&csv, o->csv, HEADS, sizeof HEADS / sizeof HEADS[0], e);
    if (st != ST_OK) {
        return st;
    }
    csv.lines = TELEPHONES;
    struct urgent_board board = {0};
    struct product_near near = {.like.count = 0};
    struct view v = {.csv = o->csv == NULL ? NULL : &csv, .board = &board, .near = &near, .database = o->database, .product = o->product};
    st = portfolio_begin(p, false, e);
    st = st == ST_OK ? urgent_read(&board, p, terms, order.now, e) : st;
    st = st == ST_OK ? urgent_reasons(&board, p, NULL, e) : st;
    struct found_search *found = NULL;
    struct found_counts counts;
    st = st == ST_OK ? found_search_new(&found, p, &order, &counts, e) : st;
    st = st == ST_OK ? product_near_read(&near, p, &(struct near_order){o->product, terms, aliases}, found, e) : st;
    if (st == ST_OK) {
        st = o->json ? show_json(found, &counts, terms, &v, e) : show_text(found, &counts, &v, e);
    }
    if (st == ST_OK && !o->json && o->request.directory == NULL && counts.lists[FOUND_AFFECTED] > counts.ended && board.count == 0) {
        find_print_next(o->database, o->product);
    }
    if (st == ST_OK && o->request.directory != NULL) {
        st = find_request_list(found, &o->request, &o->recipients, e);
    }
    found_search_free(found);
    portfolio_rollback(p);
    urgent_release(&board);
    return o->csv == NULL ? st : csv_out_end(&csv, st, e);
}

static enum status find(struct program *program, struct options *o, struct error *e)
{
    struct portfolio *portfolio = NULL;
    struct product_aliases aliases = {0};
    struct product_terms terms = {0};
    const bool ends = o->closing.closes || o->closing.reopens;
    enum status st = portfolio_open(&portfolio, o->database, o->aliases == NULL && !ends ? PORTFOLIO_READ : PORTFOLIO_WRITE, e);
    if (st == ST_OK && o->aliases != NULL) {
        st = import_product_aliases(portfolio, o->aliases, e);
    }
    if (st == ST_OK && o->product != NULL) {
        st = load_product_aliases(program, portfolio, &aliases, e);
        if (st == ST_OK && !product_terms_make(&terms, &aliases, o->product)) {
            st = fail(e, ST_USAGE,
                      terms.cut ? _("--product: too many names have \"%s\" in them. Write more of the name.")
                                : _("--product takes the name of a product, with a letter or digit in it, not \"%s\"."),
                      o->product);
        }
    }
    if (st == ST_OK && ends) {
        st = find_close(program, portfolio, &o->closing, o->product != NULL ? &terms : NULL, e);
    } else if (st == ST_OK && o->product != NULL) {
        st = show(program, portfolio, o, &aliases, &terms, e);
    }
    product_terms_release(&terms);
    product_aliases_release(&aliases);
    portfolio_close(portfolio);
    if (st == ST_OK && o->request.directory != NULL && o->recipients == 0) {
        print_sentence(stderr, _("There is nobody in that list: no request was made."));
    } else if (st == ST_OK && o->request.directory != NULL) {
        printf("\n");
        print_sentence(stdout, _("The questionnaire is \"%s\"; the suppliers read that it is about \"%s\"."),
                       o->request.pack != NULL ? o->request.pack : EMERGENCY_PACK, o->product);
        print_sentence(stdout, _("Whom it goes to is written in %s."), o->request.recipients);
        st = find_request_issue(program, o->database, &o->request, e);
    }
    free(o->request.recipients);
    return st;
}

/* What belongs to --request. */
static enum status check_request(struct options *o, struct error *e)
{
    struct find_request *r = &o->request;
    if (r->directory == NULL) {
        const char *texts[] = {r->identity, r->passphrase_file, r->due,          r->mail,         r->pack, o->list,
                               r->name,     r->contact_email,   r->contact_name, r->contact_phone};
        bool any = r->again;
        for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
            any = any || texts[i] != NULL;
        }
        return any ? usage_error(&command_find, e,
                                 _("--identity, --due, --pack, --list, --mail, --name, --contact-... and --again belong to --request "
                                   "DIRECTORY."))
                   : ST_OK;
    }
    if (r->identity == NULL || r->due == NULL || o->product == NULL || o->json) {
        return usage_error(&command_find, e, _("--request takes --identity FILE.p12 and --due DATE too, and not --json."));
    }
    r->product = o->product;
    for (int list = 0; o->list != NULL && list < FOUND_LISTS; list++) {
        if (strcmp(o->list, LIST_NAMES[list]) == 0) {
            r->list = (enum found_list)list;
            return ST_OK;
        }
    }
    return o->list == NULL ? ST_OK : usage_error(&command_find, e, _("--list takes affected, not_listed or unknown."));
}

static enum status read_options(struct options *o, int argc, char **argv, struct error *e)
{
    struct find_request *r = &o->request;
    int rest = argc;
    const struct option_rule rules[] = {{.name = "product", .text = &o->product},
                                        {.name = "csv", .text = &o->csv},
                                        {.name = "aliases", .text = &o->aliases},
                                        {.name = "json", .flag = &o->json},
                                        {.name = "request", .text = &r->directory},
                                        {.name = "identity", .text = &r->identity},
                                        {.name = "passphrase-file", .text = &r->passphrase_file},
                                        {.name = "due", .text = &r->due},
                                        {.name = "pack", .text = &r->pack},
                                        {.name = "mail", .text = &r->mail},
                                        {.name = "list", .text = &o->list},
                                        {.name = "name", .text = &r->name},
                                        {.name = "contact-name", .text = &r->contact_name},
                                        {.name = "contact-email", .text = &r->contact_email},
                                        {.name = "contact-phone", .text = &r->contact_phone},
                                        {.name = "again", .flag = &r->again},
                                        {.name = "close", .flag = &o->closing.closes},
                                        {.name = "reopen", .flag = &o->closing.reopens},
                                        {.name = "reason", .text = &o->closing.reason},
                                        {0}};
    const enum status st = options_take(&command_find, rules, argc, argv, &rest, e);
    if (st != ST_OK) {
        return st;
    }
    o->database = rest < argc ? argv[rest] : NULL;
    struct find_close *c = &o->closing;
    if (c->closes || c->reopens) {
        c->product = o->product;
        c->database = o->database;
        c->json = o->json;
        c->codes = rest < argc ? argv + rest + 1 : NULL;
        c->ncodes = rest < argc ? argc - rest - 1 : 0;
    } else if (argc - rest > 1) {
        return usage_error(&command_find, e, _("there is one word too many: \"%s\"."), argv[rest + 1]);
    }
    return ST_OK;
}

static enum status run(struct program *program, int argc, char **argv, struct error *e)
{
    struct options o = {0};
    enum status st = read_options(&o, argc, argv, e);
    if (st != ST_OK) {
        return st;
    }
    if (o.database == NULL) {
        return usage_error(&command_find, e, _("name the database."));
    }
    const bool ends = o.closing.closes || o.closing.reopens;
    if (ends && (o.aliases != NULL || o.csv != NULL || o.request.directory != NULL || o.list != NULL)) {
        return usage_error(&command_find, e, _("--close and --reopen go with --product, --reason and --json alone."));
    }
    if (!ends && o.product == NULL && (o.aliases == NULL || o.json || o.csv != NULL)) {
        return usage_error(&command_find, e, _("say which product with --product."));
    }
    st = check_request(&o, e);
    st = st == ST_OK ? find_close_check(&o.closing, e) : st;
    return st == ST_OK ? find(program, &o, e) : st;
}

const struct command command_find = {
    .name = "find",
    .usage =
        N_("find DB --product TEXT [--json] [--csv OUT]\n"
           "find DB --product TEXT --request DIRECTORY --identity FILE.p12 [--passphrase-file F] --due DATE [--pack ID] [--list "
           "affected|not_listed|unknown] [--mail CSV] [--name TEXT] [--contact-name TEXT] [--contact-email TEXT] [--contact-phone TEXT] "
           "[--again]\n"
           "find DB [--product TEXT] --close --reason TEXT [SUPPLIER ...] [--json]\n"
           "find DB [--product TEXT] --reopen [SUPPLIER ...] [--json]\n"
           "find DB --aliases CSV"),
    .help = N_("who runs a product, who does not list it, and of whom that cannot be told"),
    .run = run,
    .options =
        N_("--product TEXT\tspelling does not matter: width, case, kana, spaces and punctuation count for nothing\n"
           "--csv OUT\tall three lists, a row for each product that is meant\n"
           "--list LIST\twhom to ask: affected (without it), not_listed, or unknown\n"
           "--close\tthe end of an alarm: who was asked about the product, and has not replied or needs help, is waited for no more; all "
           "of them, or the suppliers named. Without --product: the requests that do not say what they are about\n"
           "--reason TEXT\twhy; it stands beside what is closed, and in the log\n"
           "--reopen\ttakes that back\n"
           "--aliases CSV\tother names of products, kept for every later search; its first line has the heads: product, and "
           "alias (another name of the same one)"),
};
