/* A pack: the questionnaire as data (questionnaires/README.md, questionnaires/pack.schema.json). */
#ifndef TENKEN_MODEL_PACK_H
#define TENKEN_MODEL_PACK_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/i18n.h"

#include <cjson/cJSON.h>
#include <stdbool.h>
#include <stddef.h>

struct buffer;

#define LEVELS 5 /* 0–4 */
#define LEVEL_POINTS 250

/* Limits on a pack. */
#define PACK_SECTIONS_MAX 50
#define PACK_ITEMS_MAX 500
#define PACK_THREATS_MAX 50
#define PACK_CHECKS_MAX 100
#define PACK_CHECK_ITEMS_MAX 20
#define PACK_SOURCES_MAX 100
#define PACK_TERMS_MAX 200
#define PACK_ITEM_LIST_MAX 30 /* references, terms, examples, probes … of one item */
#define PACK_TEXT_MAX 400     /* characters of one text in one language */
#define PACK_WEIGHT_MAX 5
#define PACK_MINUTES_MAX 600
#define PACK_COST_MAX 100000000 /* yen */
#define PACK_HOURS_MAX 2000

/* Ids: a pack's [a-z][a-z0-9-]{0,39}, in a namespace NAMESPACE.NAME of two such; an item's [a-z0-9][a-z0-9.-]{0,39}
 * (members.h checks them). */
#define PACK_ID_TEXT 82
#define ITEM_ID_TEXT 41
/* Splits "PACK:ITEM", or "ITEM" with own as its pack (own NULL: refused). False when it is neither. */
bool item_reference(const char *text, const char *own, char pack[PACK_ID_TEXT], char item[ITEM_ID_TEXT]);

enum item_kind { ITEM_LEVEL, ITEM_DONE };

/* Yen; upper ends are what the plan counts. */
struct cost {
    int min;
    int max;
};

enum action_who { WHO_OWNER, WHO_STAFF, WHO_VENDOR };

/* A step that raises an item from level `from` to level `to`. */
struct action {
    const char *id;
    int from, to;
    struct text text;
    struct cost initial;
    struct cost monthly;
    const char *cost_source; /* source key, or NULL when the figure is an estimate */
    int hours;               /* own effort, 0 when unknown */
    enum action_who who;
};

struct item {
    const char *id;
    enum item_kind kind;
    struct text title; /* short name: rail, charts */
    struct text text;  /* the question */
    struct text why;
    const char *why_source; /* source key or NULL */
    struct text levels[LEVELS];
    int weight; /* 1… */
    int target; /* level 0–4 */
    bool essential;
    bool ask_vendor;         /* "our IT vendor does that" is a normal answer here */
    const cJSON *applies_if; /* condition or NULL; see condition.h */
    size_t section;          /* index into pack.sections */
    const int *threats;      /* indices into pack.threats */
    size_t nthreats;
    const struct action *actions;
    size_t nactions;
    const char *same_pack; /* alias: "PACK" and "ITEM" of its home, else NULL; then only id and section are set, texts are "" */
    const char *same_item;
    const cJSON *tree; /* the item as written: refs, terms, evidence_examples, interview, comment */
};

struct section {
    const char *id;
    struct text title;
    size_t first, count; /* items[first … first + count) */
};

struct threat {
    const char *id;
    struct text title;
    int weight;
};

/* A contradiction to be shown: the condition, and the items that it is about ("PACK:ITEM", complete). Or advice to whoever answers: both
 * answers may well be true, and nobody else is told. */
struct check {
    const char *id;
    bool advice;
    const cJSON *when;
    const char *const *items;
    size_t nitems;
    struct text message;
};

struct term {
    const char *id;
    struct text term;
    struct text text;
};

/* Owns everything that its members point to. */
struct pack {
    const cJSON *tree;
    struct pack_digest *digest; /* pack_digest() */
    const char *id;
    const char *version;
    struct text title;
    struct text intro;
    int minutes;    /* for the first pass */
    bool inventory; /* asks for the inventory of third-party products */
    struct section *sections;
    size_t nsections;
    struct item *items;
    size_t nitems;
    struct threat *threats;
    size_t nthreats;
    struct check *checks;
    size_t nchecks;
    struct term *terms;
    size_t nterms;
    struct arena memory; /* all of the above, the tree too when it was read here … */
    char *text;          /* … whose texts stand in this one */
    cJSON *given;        /* the tree when pack_from_tree got it, else NULL */
};

/* Reads and validates one pack. name is for error sentences, which name the item and the member. NULL on refusal. */
struct pack *pack_read(const char *bytes, size_t n, const char *name, struct error *e);
/* The same without a copy of the text: takes over what bytes holds and leaves it empty, also on refusal. */
struct pack *pack_take(struct buffer *bytes, const char *name, struct error *e);
/* The same from a tree that json_read accepted (a pack embedded in a request); takes ownership of tree, also on refusal. */
struct pack *pack_from_tree(cJSON *tree, const char *name, struct error *e);
void pack_free(struct pack *p);
/* Hex SHA-256 of the canonical form; taken when it is first asked for, safe from several threads. */
const char *pack_digest(const struct pack *p);

const struct item *pack_item(const struct pack *p, const char *id);
const struct term *pack_term(const struct pack *p, const char *id);
const struct check *pack_check(const struct pack *p, const char *id);
/* Whether it asks only what has been done, as after an alert, and beside that what other packs ask: it says nothing about the year. */
bool pack_is_emergency(const struct pack *p);
/* The question of such a pack that "not applicable" answers who does not use what it is about: a reply that says so is told apart. */
#define ITEM_IN_USE "in-use"
bool packs_are_emergency(const struct pack *const *packs, size_t n);  /* each of them; false when there is none */
const char *pack_source_title(const struct pack *p, const char *key); /* current language, NULL when unknown */

/* All packs at hand; ids are unique per (id, digest). Owns its packs. */
struct catalog {
    struct pack **packs;
    size_t count;
};
#define CATALOG_PACKS_MAX 500
void catalog_init(struct catalog *c);
void catalog_release(struct catalog *c);
/* Frees all packs but the first so many. */
void catalog_cut(struct catalog *c, size_t count);
/* Takes ownership of pack, also on failure. The same digest twice is fine and kept once. */
enum status catalog_add(struct catalog *c, struct pack *pack, struct error *e);
/* The same, but as the oldest: catalog_find by id still finds what was there before. */
enum status catalog_add_older(struct catalog *c, struct pack *pack, struct error *e);
const struct pack *catalog_find(const struct catalog *c, const char *id); /* the newest added */
const struct pack *catalog_find_digest(const struct catalog *c, const char *digest);
/* The next of digests that are parted by commas, from *digests on; pack NULL: it is not at hand. False: there is none. */
bool catalog_next_digest(const struct catalog *c, const char **digests, const struct pack **pack);
/* The titles of those at hand of some digests by commas, in the current language, by commas. */
void catalog_add_titles(const struct catalog *c, const char *digests, struct buffer *out);
/* One with this very tree (json_same), which needs no reading then; NULL: none, as far as can be seen without taking digests. */
const struct pack *catalog_find_tree(const struct catalog *c, const cJSON *tree);
/* The pack with this id and digest; else the newest with this id, NULL when there is none. *exact (may be NULL, which spares taking digests
 * where there is only one): whether it is the very one. */
const struct pack *catalog_choose(const struct catalog *c, const char *id, const char *digest, bool *exact);
/* Checks what no single pack can: every alias, condition and cross-check refers to an existing item of a pack at hand, no alias chains,
 * no cycles in conditions (nor chains longer than CONDITION_CHAIN_MAX). Of packs with the same id only the newest added is looked at. */
enum status catalog_check(const struct catalog *c, struct error *e);
/* The same for one of its packs, and what it refers to. report: told every problem, or NULL. */
enum status catalog_check_pack(const struct catalog *c, const struct pack *pack, void (*report)(void *context, const char *sentence),
                               void *context, struct error *e);

#endif
