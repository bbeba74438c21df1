/* The strict reader: one pass that checks everything and builds the tree itself. cJSON's own parser takes duplicate keys, a BOM, lone
 * surrogates, text after the value and any number, and keeps its error position in a global, which several threads would share. */
#include "model/json.h"

#include "base/arena.h"
#include "base/i18n.h"
#include "model/json_emit.h"
#include "model/json_keys.h"
#include "model/json_members.h"
#include "model/json_scan.h"

#include <limits.h>

const struct json_limits JSON_LIMITS_DOCUMENT = {.bytes = (size_t)16 << 20, .depth = 32, .string = 64 << 10, .values = 200000};
const struct json_limits JSON_LIMITS_PACK = {.bytes = (size_t)4 << 20, .depth = 32, .string = 16 << 10, .values = 100000};

struct reader {
    struct scan scan;
    bool build;          /* false: check only */
    struct arena *arena; /* where the tree is built; NULL: each node has memory of its own */
    bool in_place;       /* texts without escapes are not copied: they stay in the source, which may be written to */
    size_t values;       /* so far */
    struct json_members members;
    const char *wanted; /* the member of the outermost object whose canonical form is written, or NULL */
    struct json_emit emit;
};

static bool no_memory(struct reader *r)
{
    fail_memory(r->scan.e);
    return false;
}

/* Memory for the tree. */
static void *tree_memory(struct reader *r, size_t n)
{
    return r->arena ? arena_add(r->arena, n) : malloc(n);
}

static void tree_free(const struct reader *r, char *text)
{
    if (!r->arena) {
        free(text);
    }
}

static void tree_delete(const struct reader *r, cJSON **tree)
{
    if (!r->arena) {
        cJSON_Delete(*tree);
    }
    *tree = NULL;
}

static cJSON *new_node(struct reader *r, int type)
{
    cJSON *node = tree_memory(r, sizeof *node);
    if (node) {
        *node = (cJSON){.type = type};
    }
    return node;
}

/* At the end, in constant time: the first child's prev is the last one, as in cJSON. */
static void append(cJSON *parent, cJSON *child)
{
    if (parent->child) {
        cJSON *last = parent->child->prev;
        last->next = child;
        child->prev = last;
        parent->child->prev = child;
    } else {
        parent->child = child;
        child->prev = child;
    }
}

/* A text without escapes where it stands: the quote behind it, which is read already, becomes its end. */
static char *text_in_place(const struct scan_string *raw)
{
    char *text = (char *)(uintptr_t)raw->text;
    text[raw->length] = '\0';
    return text;
}

/* A string's text into memory of the tree. What is taken from an arena is rounded up: there is room for more than the text. */
static void copy_string(const struct reader *r, const struct scan_string *raw, char *to)
{
    if (r->arena && raw->unescaped < SCAN_SHORT && !raw->escapes) {
        scan_bytes(&r->scan, to, raw->text, raw->length);
        to[raw->length] = '\0';
    } else {
        scan_copy(raw, to);
    }
}

/* A key's text for the tree. */
struct name {
    const char *text;
    char *owned; /* the same, or NULL when it is one of the frequent keys, which are static */
};

/* The rest of what is kept of a key, once its text is there, and the key in the canonical form. */
static inline void note_key(struct reader *r, const struct scan_string *raw, struct json_member *key)
{
    key->prefix = json_member_prefix(key->text, key->length, raw->escapes ? key->text + key->length : r->scan.end);
    json_emit_string(&r->emit, &r->scan, raw, key->text);
    json_emit_char(&r->emit, ':');
}

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
    struct json_member *key = json_members_push(&r->members);
    if (!key) {
        return no_memory(r);
    }
    *key = (struct json_member){.text = raw.text, .at = quote, .from = r->emit.on ? r->emit.out->length : 0};
    key->length = (uint32_t)raw.unescaped; /* within the limits */
    if (!raw.escapes) {                    /* before anything is written to the source, which then would be slow to read again */
        note_key(r, &raw, key);
    }
    if (r->build && !raw.escapes && !r->arena) {
        name->text = json_frequent_key(raw.text, raw.length);
    }
    if (r->in_place && !raw.escapes) {
        name->text = name->owned = text_in_place(&raw);
    } else if (raw.escapes || (r->build && !name->text)) {
        char *text = r->build ? tree_memory(r, raw.unescaped + 1) : malloc(raw.unescaped + 1);
        if (!text) {
            return no_memory(r);
        }
        copy_string(r, &raw, text);
        if (r->build) {
            key->text = name->text = name->owned = text;
        } else {
            json_members_own(&r->members, text);
        }
    }
    if (raw.escapes) {
        note_key(r, &raw, key);
    }
    return true;
}

static bool read_value(struct reader *r, size_t depth, cJSON **out);

static bool is_wanted(const struct reader *r, const struct json_member *key)
{
    return r->wanted && strlen(r->wanted) == key->length && memcmp(r->wanted, key->text, key->length) == 0;
}

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
            tree_free(r, name.owned);
            return r->scan.at == r->scan.end ? scan_ends_early(&r->scan)
                                             : scan_refuse(&r->scan, r->scan.at, "%s", _("A colon must stand here, after the key."));
        }
        r->scan.at++;
        const size_t member = r->members.count - 1;
        const bool begins = depth == 2 && is_wanted(r, &r->members.list[member]);
        r->emit.on = r->emit.on || begins;
        if (!read_value(r, depth, &value)) {
            tree_free(r, name.owned);
            return false;
        }
        r->emit.on = r->emit.on && !begins;
        r->members.list[member].to = r->emit.on ? r->emit.out->length : 0;
        if (r->build) {
            value->string = (char *)(uintptr_t)name.text; /* never written to: cJSON_StringIsConst */
            if (!name.owned) {
                value->type |= cJSON_StringIsConst;
            }
            append(object, value);
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
        json_emit_char(&r->emit, ',');
        r->scan.at++;
    }
}

/* The object whose members begin at first is complete. */
static bool finish_members(struct reader *r, size_t first)
{
    bool moved = false;
    const struct json_member *twice = r->emit.on ? json_members_sort(&r->members, first, &moved) : json_members_twice(&r->members, first);
    if (twice) {
        const int shown = twice->length < 80 ? (int)twice->length : 80;
        return scan_refuse(&r->scan, twice->at, _("The key “%.*s” appears twice in the same object."), shown, twice->text);
    }
    if (moved) {
        json_emit_reorder(&r->emit, r->members.list + first, r->members.count - first);
    }
    return true;
}

static bool read_object(struct reader *r, size_t depth, cJSON *object)
{
    size_t first = r->members.count;
    json_emit_char(&r->emit, '{');
    r->scan.at++;
    scan_space(&r->scan);
    bool done = r->scan.at < r->scan.end && *r->scan.at == '}';
    if (!done) {
        done = read_members(r, depth, object) && finish_members(r, first);
    }
    json_members_pop(&r->members, first);
    if (done) {
        json_emit_char(&r->emit, '}');
        r->scan.at++;
    }
    return done;
}

static bool read_array(struct reader *r, size_t depth, cJSON *array)
{
    json_emit_char(&r->emit, '[');
    r->scan.at++;
    scan_space(&r->scan);
    if (r->scan.at < r->scan.end && *r->scan.at == ']') {
        json_emit_char(&r->emit, ']');
        r->scan.at++;
        return true;
    }
    for (;;) {
        cJSON *value = NULL;
        if (!read_value(r, depth, &value)) {
            return false;
        }
        if (r->build) {
            append(array, value);
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
        json_emit_char(&r->emit, ',');
        r->scan.at++;
    }
    json_emit_char(&r->emit, ']');
    r->scan.at++;
    return true;
}

/* A node with its text behind it in one piece of memory: half of all the allocations saved. cJSON_IsReference keeps cJSON_Delete from
 * freeing the text apart; cJSON_Duplicate gives the copy a text of its own. */
static cJSON *string_node(struct reader *r, const struct scan_string *raw)
{
    const bool in_place = r->in_place && !raw->escapes;
    cJSON *node = tree_memory(r, sizeof *node + (in_place ? 0 : raw->unescaped + 1));
    if (!node) {
        return NULL;
    }
    *node = (cJSON){.type = cJSON_String | cJSON_IsReference, .valuestring = in_place ? text_in_place(raw) : (char *)(node + 1)};
    if (!in_place) {
        copy_string(r, raw, node->valuestring);
    }
    return node;
}

static bool read_container(struct reader *r, size_t depth, cJSON **out)
{
    bool object = *r->scan.at == '{';
    if (depth > r->scan.limits->depth) {
        return scan_refuse(&r->scan, r->scan.at, _("Nested deeper than the limit of %zu levels."), r->scan.limits->depth);
    }
    if (r->build && !(*out = new_node(r, object ? cJSON_Object : cJSON_Array))) {
        return no_memory(r);
    }
    if (object ? read_object(r, depth + 1, *out) : read_array(r, depth + 1, *out)) {
        return true;
    }
    tree_delete(r, out);
    return false;
}

static bool read_string(struct reader *r, cJSON **out)
{
    struct scan_string raw;
    if (!scan_text(&r->scan, &raw)) {
        return false;
    }
    if (!r->build) {
        return true;
    }
    if (!raw.escapes) { /* as in read_key */
        json_emit_string(&r->emit, &r->scan, &raw, NULL);
    }
    *out = string_node(r, &raw);
    if (!*out) {
        return no_memory(r);
    }
    if (raw.escapes) {
        json_emit_string(&r->emit, &r->scan, &raw, (*out)->valuestring);
    }
    return true;
}

static bool read_word(struct reader *r, const char *word, int type, cJSON **out)
{
    const char *from = r->scan.at;
    if (!scan_word(&r->scan, word)) {
        return false;
    }
    json_emit_bytes(&r->emit, &r->scan, from, (size_t)(r->scan.at - from));
    return !r->build || (*out = new_node(r, type)) || no_memory(r);
}

static bool read_number(struct reader *r, cJSON **out)
{
    const char *from = r->scan.at;
    double number = 0;
    if (*from != '-' && (*from < '0' || *from > '9')) {
        return scan_refuse_character(&r->scan, from);
    }
    if (!scan_number(&r->scan, &number)) {
        return false;
    }
    json_emit_bytes(&r->emit, &r->scan, from, (size_t)(r->scan.at - from));
    if (!r->build) {
        return true;
    }
    *out = new_node(r, cJSON_Number);
    if (!*out) {
        return no_memory(r);
    }
    (*out)->valuedouble = number;
    (*out)->valueint = number >= INT_MAX ? INT_MAX : number <= (double)INT_MIN ? INT_MIN : (int)number; /* as cJSON has it */
    return true;
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
    switch (*r->scan.at) {
    case '{':
    case '[':
        return read_container(r, depth, out);
    case '"':
        return read_string(r, out);
    case 't':
        return read_word(r, "true", cJSON_True, out);
    case 'f':
        return read_word(r, "false", cJSON_False, out);
    case 'n':
        return read_word(r, "null", cJSON_NULL, out);
    default:
        return read_number(r, out);
    }
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
    tree_delete(r, out);
    return scan_refuse(&r->scan, r->scan.at, "%s", _("Nothing may follow after the end of the JSON value."));
}

static bool run(struct reader *r, const char *bytes, size_t n, const char *what, cJSON **out, struct error *e)
{
    r->scan.start = r->scan.at = n > 0 ? bytes : "";
    r->scan.end = r->scan.start + n;
    r->scan.what = what;
    r->scan.e = e;
    const bool done = read_text(r, out);
    json_members_release(&r->members);
    return done;
}

cJSON *json_read(const char *bytes, size_t n, const struct json_limits *limits, const char *what, struct error *e)
{
    cJSON *out = NULL;
    struct reader r = {.scan = {.limits = limits}, .build = true};
    (void)run(&r, bytes, n, what, &out, e);
    return out;
}

cJSON *json_read_in_place(char *bytes, size_t n, const struct json_limits *limits, const char *what, struct arena *arena, struct error *e)
{
    cJSON *out = NULL;
    struct reader r = {.scan = {.limits = limits}, .build = true, .arena = arena, .in_place = true};
    (void)run(&r, bytes, n, what, &out, e);
    return out;
}

cJSON *json_read_canonical(const char *bytes, size_t n, const struct json_limits *limits, const char *what,
                           const struct json_extract *extract, struct error *e)
{
    cJSON *out = NULL;
    struct reader r = {.scan = {.limits = limits}, .build = true, .arena = extract->arena, .wanted = extract->member};
    const size_t most = n < limits->bytes ? n : limits->bytes;
    r.emit = (struct json_emit){.out = extract->canonical, .scratch = extract->scratch};
    if (!json_emit_begin(&r.emit, most)) {
        (void)fail_memory(e);
        return NULL;
    }
    if (extract->arena != NULL && n == most) { /* one copy of all instead of one of each text */
        const char *copy = arena_copy(extract->arena, bytes, n);
        r.in_place = !extract->arena->failed;
        bytes = r.in_place ? copy : bytes;
    }
    if (run(&r, bytes, n, what, &out, e)) {
        json_emit_end(&r.emit);
    } else {
        buffer_clear(extract->canonical);
    }
    return out;
}

enum status json_check(const char *bytes, size_t n, const struct json_limits *limits, const char *what, struct error *e)
{
    struct error refusal;
    cJSON *none = NULL;
    struct reader r = {.scan = {.limits = limits}};
    if (run(&r, bytes, n, what, &none, &refusal)) {
        return ST_OK;
    }
    if (e) {
        *e = refusal;
    }
    return refusal.status;
}
