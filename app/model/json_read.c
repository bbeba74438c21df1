/* The strict reader: one pass that checks everything and builds the tree itself. cJSON's own parser takes duplicate keys, a BOM, lone
 * surrogates, text after the value and any number, and keeps its error position in a global, which several threads would share. */
#include "model/json.h"

#include "base/i18n.h"
#include "model/json_keys.h"
#include "model/json_scan.h"

const struct json_limits JSON_LIMITS_DOCUMENT = {.bytes = (size_t)16 << 20, .depth = 32, .string = 64 << 10, .values = 200000};
const struct json_limits JSON_LIMITS_PACK = {.bytes = (size_t)4 << 20, .depth = 32, .string = 16 << 10, .values = 100000};

/* A key of an object that is being read. */
struct key {
    const char *text; /* unescaped, length bytes */
    size_t length;
    const char *at; /* its quote in the source */
    char *owned;    /* text, when nobody else holds it */
};

struct reader {
    struct scan scan;
    bool build;       /* false: check only */
    size_t values;    /* so far */
    struct key *keys; /* a stack: those of all open objects */
    size_t nkeys, capacity;
};

static bool no_memory(struct reader *r)
{
    fail_memory(r->scan.e);
    return false;
}

static int compare_keys(const void *a, const void *b)
{
    const struct key *x = a, *y = b;
    int order = memcmp(x->text, y->text, x->length < y->length ? x->length : y->length);
    if (order != 0) {
        return order;
    }
    if (x->length != y->length) {
        return x->length < y->length ? -1 : 1;
    }
    return x->at < y->at ? -1 : x->at > y->at;
}

static bool same_key(const struct key *x, const struct key *y)
{
    return x->length == y->length && memcmp(x->text, y->text, x->length) == 0;
}

static bool refuse_duplicate(struct reader *r, const struct key *key)
{
    int shown = key->length < 80 ? (int)key->length : 80;
    return scan_refuse(&r->scan, key->at, _("The key “%.*s” appears twice in the same object."), shown, key->text);
}

#define KEYS_COMPARED_DIRECTLY 16

static uint64_t key_bit(const struct key *key)
{
    if (key->length == 0) {
        return 1;
    }
    unsigned first = (unsigned char)key->text[0], last = (unsigned char)key->text[key->length - 1];
    return UINT64_C(1) << ((first * 7 + last + key->length * 11) % 64);
}

/* Refuses the object whose keys begin at first when one appears twice: few are compared with one another, many are sorted, since a hostile
 * file may bring a hundred thousand. */
static bool check_duplicates(struct reader *r, size_t first)
{
    struct key *keys = r->keys + first;
    size_t n = r->nkeys - first;
    if (n <= KEYS_COMPARED_DIRECTLY) {
        uint64_t seen = 0; /* a bit for length and ends of each key: most differ there */
        for (size_t i = 0; i < n; i++) {
            uint64_t bit = key_bit(&keys[i]);
            for (size_t j = 0; j < i && (seen & bit); j++) {
                if (same_key(&keys[i], &keys[j])) {
                    return refuse_duplicate(r, &keys[i]);
                }
            }
            seen |= bit;
        }
        return true;
    }
    qsort(keys, n, sizeof *keys, compare_keys);
    const struct key *twice = NULL; /* the first in the source that has been there before */
    for (size_t i = 1; i < n; i++) {
        if (same_key(&keys[i], &keys[i - 1]) && (!twice || keys[i].at < twice->at)) {
            twice = &keys[i];
        }
    }
    return twice ? refuse_duplicate(r, twice) : true;
}

static void pop_keys(struct reader *r, size_t first)
{
    while (r->nkeys > first) {
        free(r->keys[--r->nkeys].owned);
    }
}

static bool push_key(struct reader *r, struct key key)
{
    if (r->nkeys == r->capacity) {
        size_t capacity = r->capacity ? r->capacity * 2 : 64;
        struct key *keys = realloc(r->keys, capacity * sizeof *keys);
        if (!keys) {
            free(key.owned);
            return no_memory(r);
        }
        r->keys = keys;
        r->capacity = capacity;
    }
    r->keys[r->nkeys++] = key;
    return true;
}

/* A key's text for the tree. */
struct name {
    const char *text;
    char *owned; /* the same, or NULL when it is one of the frequent keys, which are static */
};

/* Reads one key, pushes it, and leaves its text in *name (owned by the caller; nothing when only checking). */
static bool read_key(struct reader *r, struct name *name)
{
    const char *quote = r->scan.at;
    struct scan_string raw;
    *name = (struct name){.text = NULL};
    if (quote == r->scan.end) {
        return scan_ends_early(&r->scan);
    }
    if (*quote != '"') {
        return *quote == '}' || *quote == ',' ? scan_refuse_character(&r->scan, quote)
                                              : scan_refuse(&r->scan, quote, "%s", _("A key in quotes must stand here."));
    }
    if (!scan_key(&r->scan, &raw)) {
        return false;
    }
    struct key key = {.text = raw.text, .length = raw.unescaped, .at = quote};
    if (r->build && !raw.escapes) {
        name->text = json_frequent_key(raw.text, raw.length);
    }
    if (raw.escapes || (r->build && !name->text)) {
        char *text = malloc(raw.unescaped + 1);
        if (!text) {
            return no_memory(r);
        }
        scan_copy(&raw, text);
        key.text = text;
        if (r->build) {
            name->text = name->owned = text;
        } else {
            key.owned = text;
        }
    }
    return push_key(r, key) || (free(name->owned), false);
}

static bool read_value(struct reader *r, size_t depth, cJSON **out);

static bool read_members(struct reader *r, size_t depth, cJSON *object)
{
    for (;;) {
        struct name name;
        cJSON *value = NULL;
        scan_space(&r->scan);
        if (!read_key(r, &name)) {
            return false;
        }
        scan_space(&r->scan);
        bool colon = r->scan.at < r->scan.end && *r->scan.at == ':';
        if (!colon) {
            free(name.owned);
            return r->scan.at == r->scan.end ? scan_ends_early(&r->scan)
                                             : scan_refuse(&r->scan, r->scan.at, "%s", _("A colon must stand here, after the key."));
        }
        r->scan.at++;
        if (!read_value(r, depth, &value)) {
            free(name.owned);
            return false;
        }
        if (r->build) {
            value->string = (char *)(uintptr_t)name.text; /* never written to: cJSON_StringIsConst */
            if (!name.owned) {
                value->type |= cJSON_StringIsConst;
            }
            cJSON_AddItemToArray(object, value); /* at the end, in constant time */
        }
        scan_space(&r->scan);
        if (r->scan.at == r->scan.end) {
            return scan_ends_early(&r->scan);
        }
        if (*r->scan.at == '}') {
            return true;
        }
        if (*r->scan.at != ',') {
            return scan_refuse(&r->scan, r->scan.at, "%s", _("A comma or a closing brace must stand here."));
        }
        r->scan.at++;
    }
}

static bool read_object(struct reader *r, size_t depth, cJSON *object)
{
    size_t first = r->nkeys;
    r->scan.at++;
    scan_space(&r->scan);
    bool done = r->scan.at < r->scan.end && *r->scan.at == '}';
    if (!done) {
        done = read_members(r, depth, object) && check_duplicates(r, first);
    }
    pop_keys(r, first);
    if (done) {
        r->scan.at++;
    }
    return done;
}

static bool read_array(struct reader *r, size_t depth, cJSON *array)
{
    r->scan.at++;
    scan_space(&r->scan);
    if (r->scan.at < r->scan.end && *r->scan.at == ']') {
        r->scan.at++;
        return true;
    }
    for (;;) {
        cJSON *value = NULL;
        if (!read_value(r, depth, &value)) {
            return false;
        }
        if (r->build) {
            cJSON_AddItemToArray(array, value);
        }
        scan_space(&r->scan);
        if (r->scan.at == r->scan.end) {
            return scan_ends_early(&r->scan);
        }
        if (*r->scan.at == ']') {
            break;
        }
        if (*r->scan.at != ',') {
            return scan_refuse(&r->scan, r->scan.at, "%s", _("A comma or a closing bracket must stand here."));
        }
        r->scan.at++;
    }
    r->scan.at++;
    return true;
}

/* A node with its text behind it in one piece of memory: half of all the allocations saved. cJSON_IsReference keeps cJSON_Delete from
 * freeing the text apart; cJSON_Duplicate gives the copy a text of its own. */
static cJSON *string_node(const struct scan_string *raw)
{
    cJSON *node = malloc(sizeof *node + raw->unescaped + 1);
    if (!node) {
        return NULL;
    }
    *node = (cJSON){.type = cJSON_String | cJSON_IsReference, .valuestring = (char *)(node + 1)};
    scan_copy(raw, node->valuestring);
    return node;
}

static bool read_container(struct reader *r, size_t depth, cJSON **out)
{
    bool object = *r->scan.at == '{';
    if (depth > r->scan.limits->depth) {
        return scan_refuse(&r->scan, r->scan.at, _("Nested deeper than the limit of %zu levels."), r->scan.limits->depth);
    }
    if (r->build && !(*out = object ? cJSON_CreateObject() : cJSON_CreateArray())) {
        return no_memory(r);
    }
    if (object ? read_object(r, depth + 1, *out) : read_array(r, depth + 1, *out)) {
        return true;
    }
    cJSON_Delete(*out);
    *out = NULL;
    return false;
}

/* depth: the level of this value if it is a container. *out stays NULL when only checking, and on refusal. */
static bool read_value(struct reader *r, size_t depth, cJSON **out)
{
    scan_space(&r->scan);
    if (r->scan.at == r->scan.end) {
        return scan_ends_early(&r->scan);
    }
    if (++r->values > r->scan.limits->values) {
        return scan_refuse(&r->scan, r->scan.at, _("More than the limit of %zu values."), r->scan.limits->values);
    }
    struct scan_string raw;
    double number = 0;
    switch (*r->scan.at) {
    case '{':
    case '[':
        return read_container(r, depth, out);
    case '"':
        if (!scan_text(&r->scan, &raw)) {
            return false;
        }
        if (r->build) {
            *out = string_node(&raw);
        }
        break;
    case 't':
        if (!scan_word(&r->scan, "true")) {
            return false;
        }
        if (r->build) {
            *out = cJSON_CreateTrue();
        }
        break;
    case 'f':
        if (!scan_word(&r->scan, "false")) {
            return false;
        }
        if (r->build) {
            *out = cJSON_CreateFalse();
        }
        break;
    case 'n':
        if (!scan_word(&r->scan, "null")) {
            return false;
        }
        if (r->build) {
            *out = cJSON_CreateNull();
        }
        break;
    default:
        if (*r->scan.at != '-' && (*r->scan.at < '0' || *r->scan.at > '9')) {
            return scan_refuse_character(&r->scan, r->scan.at);
        }
        if (!scan_number(&r->scan, &number)) {
            return false;
        }
        if (r->build) {
            *out = cJSON_CreateNumber(number);
        }
    }
    return !r->build || *out || no_memory(r);
}

static bool read_text(struct reader *r, cJSON **out)
{
    size_t n = (size_t)(r->scan.end - r->scan.start);
    if (n > r->scan.limits->bytes) {
        fail(r->scan.e, ST_INPUT, _("%s is larger than the limit of %zu bytes."), r->scan.what, r->scan.limits->bytes);
        return false;
    }
    if (n >= 3 && memcmp(r->scan.start, "\xEF\xBB\xBF", 3) == 0) {
        return scan_refuse(&r->scan, r->scan.start, "%s", _("The text begins with a byte order mark; save it as UTF-8 without one."));
    }
    if (!read_value(r, 1, out)) {
        return false;
    }
    scan_space(&r->scan);
    if (r->scan.at == r->scan.end) {
        return true;
    }
    cJSON_Delete(*out);
    *out = NULL;
    return scan_refuse(&r->scan, r->scan.at, "%s", _("Nothing may follow after the end of the JSON value."));
}

static bool run(const char *bytes, size_t n, const struct json_limits *limits, const char *what, bool build, cJSON **out, struct error *e)
{
    struct reader r = {.scan = {.start = bytes, .end = bytes + n, .at = bytes, .limits = limits, .what = what, .e = e}, .build = build};
    bool done = read_text(&r, out);
    pop_keys(&r, 0);
    free(r.keys);
    return done;
}

cJSON *json_read(const char *bytes, size_t n, const struct json_limits *limits, const char *what, struct error *e)
{
    cJSON *out = NULL;
    (void)run(n > 0 ? bytes : "", n, limits, what, true, &out, e);
    return out;
}

enum status json_check(const char *bytes, size_t n, const struct json_limits *limits, const char *what, struct error *e)
{
    struct error refusal;
    cJSON *none = NULL;
    if (run(n > 0 ? bytes : "", n, limits, what, false, &none, &refusal)) {
        return ST_OK;
    }
    if (e) {
        *e = refusal;
    }
    return refusal.status;
}
