/* The strict reader: one pass that checks everything and builds the tree itself. cJSON's own parser takes duplicate keys, a BOM, lone
 * surrogates, text after the value and any number, and keeps its error position in a global, which several threads would share. */
#include "model/json.h"

#include "base/i18n.h"
#include "base/utf8.h"
#include "model/json_plain.h"

#include <stdarg.h>

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
    const char *start, *end, *at;
    const struct json_limits *limits;
    const char *what;
    struct error *e;
    bool build;       /* false: check only */
    size_t values;    /* so far */
    struct key *keys; /* a stack: those of all open objects */
    size_t nkeys, capacity;
};

/* A string as it stands in the source, checked. */
struct raw_string {
    const char *text; /* after the quote */
    size_t length;    /* in the source */
    size_t unescaped;
    bool escapes;
    bool ascii; /* as far as escapes go */
};

/* Line and column are counted only when something is wrong. */
static bool refuse(struct reader *r, const char *at, const char *format, ...) __attribute__((format(printf, 3, 4)));
static bool refuse(struct reader *r, const char *at, const char *format, ...)
{
    size_t line = 1, column = 1;
    for (const char *p = r->start; p < at; p++) {
        if (*p == '\n') {
            line++;
            column = 1;
        } else if ((*p & 0xC0) != 0x80) {
            column++;
        }
    }
    char reason[512];
    va_list args;
    va_start(args, format);
    if (vsnprintf(reason, sizeof reason, format, args) < 0)
        reason[0] = '\0';
    va_end(args);
    /* TRANSLATORS: the file, where in it, and a sentence that says what is wrong. */
    fail(r->e, ST_INPUT, _("%s, line %zu, column %zu: %s"), r->what, line, column, reason);
    return false;
}

static bool no_memory(struct reader *r)
{
    fail_memory(r->e);
    return false;
}

static bool ends_early(struct reader *r)
{
    return refuse(r, r->end, "%s", _("The text ends too early; the file is cut off."));
}

static void skip_space(struct reader *r)
{
    while (r->at < r->end && (*r->at == ' ' || *r->at == '\n' || *r->at == '\r' || *r->at == '\t'))
        r->at++;
}

static bool refuse_character(struct reader *r, const char *at)
{
    uint32_t c;
    size_t n = utf8_decode(at, (size_t)(r->end - at), &c);
    if (n == 0)
        return refuse(r, at, "%s", _("This is not UTF-8 text."));
    if (utf8_is_control(c))
        return refuse(r, at, _("The control character U+%04X cannot stand here."), (unsigned)c);
    return refuse(r, at, _("“%.*s” cannot stand here; this is not JSON."), (int)n, at);
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

/* Four hex digits at s, or -1. */
static int32_t hex4(const char *s, const char *end)
{
    int32_t value = 0;
    if (end - s < 4)
        return -1;
    for (int i = 0; i < 4; i++) {
        int d = hex_digit(s[i]);
        if (d < 0)
            return -1;
        value = value << 4 | d;
    }
    return value;
}

/* Checks one \uXXXX (or a pair of surrogates) at r->at and goes past it. */
static bool scan_unicode_escape(struct reader *r, struct raw_string *raw)
{
    const char *from = r->at;
    int32_t unit = hex4(from + 2, r->end);
    if (unit < 0)
        return r->end - from < 6 && memchr(from, '"', (size_t)(r->end - from)) == NULL
                   ? ends_early(r)
                   : refuse(r, from, "%s", _("After \\u four hexadecimal digits are needed."));
    if (unit == 0)
        return refuse(r, from, "%s", _("The character U+0000 is not allowed in a text."));
    uint32_t c = (uint32_t)unit;
    r->at += 6;
    if (unit >= 0xD800 && unit <= 0xDFFF) {
        int32_t low = unit < 0xDC00 && r->end - r->at >= 6 && r->at[0] == '\\' && r->at[1] == 'u' ? hex4(r->at + 2, r->end) : -1;
        if (low < 0xDC00 || low > 0xDFFF)
            return refuse(r, from, _("\\u%04x is half of a character; the other half is missing."), (unsigned)unit);
        c = 0x10000 + ((uint32_t)(unit - 0xD800) << 10) + (uint32_t)(low - 0xDC00);
        r->at += 6;
    }
    raw->unescaped += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    if (c >= 0x80)
        raw->ascii = false;
    return true;
}

/* r->at is at the opening quote; goes past the closing one. */
static bool scan_string(struct reader *r, struct raw_string *raw)
{
    const char *quote = r->at++;
    *raw = (struct raw_string){.text = r->at, .ascii = true};
    for (;;) {
        const char *run = json_plain(r->at, r->end);
        raw->unescaped += (size_t)(run - r->at);
        r->at = run;
        if (run == r->end)
            return ends_early(r);
        if (*run == '"')
            break;
        if (*run != '\\') {
            if ((unsigned char)*run < 0x20)
                return refuse(r, run, _("The control character U+%04X must be written as an escape in a text."), (unsigned)*run);
            return refuse(r, run, "%s", _("This is not UTF-8 text."));
        }
        raw->escapes = true;
        if (r->end - run < 2)
            return ends_early(r);
        if (run[1] == 'u') {
            if (!scan_unicode_escape(r, raw))
                return false;
        } else if (strchr("\"\\/bfnrt", run[1]) && run[1] != '\0') {
            raw->unescaped++;
            r->at += 2;
        } else {
            return refuse(r, run, "%s", _("After a backslash only one of \" \\ / b f n r t u can stand."));
        }
    }
    raw->length = (size_t)(r->at - raw->text);
    r->at++;
    if (raw->unescaped > r->limits->string)
        return refuse(r, quote, _("This text is longer than the limit of %zu bytes."), r->limits->string);
    return true;
}

/* Writes the checked string, unescaped, and a NUL. */
static void unescape(const struct raw_string *raw, char *out)
{
    const char *s = raw->text, *end = raw->text + raw->length;
    while (s < end) {
        const char *backslash = memchr(s, '\\', (size_t)(end - s));
        size_t run = (size_t)((backslash ? backslash : end) - s);
        memcpy(out, s, run);
        out += run;
        s += run;
        if (!backslash)
            break;
        if (s[1] != 'u') {
            static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
            *out++ = to[strchr(from, s[1]) - from];
            s += 2;
            continue;
        }
        uint32_t c = (uint32_t)hex4(s + 2, end);
        s += 6;
        if (c >= 0xD800 && c <= 0xDBFF) {
            c = 0x10000 + ((c - 0xD800) << 10) + ((uint32_t)hex4(s + 2, end) - 0xDC00);
            s += 6;
        }
        out += utf8_encode(c, out);
    }
    *out = '\0';
}

static char *string_make(const struct raw_string *raw)
{
    char *out = cJSON_malloc(raw->unescaped + 1);
    if (!out)
        return NULL;
    if (raw->escapes) {
        unescape(raw, out);
    } else {
        memcpy(out, raw->text, raw->length);
        out[raw->length] = '\0';
    }
    return out;
}

static int compare_keys(const void *a, const void *b)
{
    const struct key *x = a, *y = b;
    int order = memcmp(x->text, y->text, x->length < y->length ? x->length : y->length);
    if (order != 0)
        return order;
    if (x->length != y->length)
        return x->length < y->length ? -1 : 1;
    return x->at < y->at ? -1 : x->at > y->at;
}

static bool same_key(const struct key *x, const struct key *y)
{
    return x->length == y->length && memcmp(x->text, y->text, x->length) == 0;
}

static bool refuse_duplicate(struct reader *r, const struct key *key)
{
    int shown = key->length < 80 ? (int)key->length : 80;
    return refuse(r, key->at, _("The key “%.*s” appears twice in the same object."), shown, key->text);
}

#define KEYS_COMPARED_DIRECTLY 12

/* Refuses the object whose keys begin at first when one appears twice: few are compared with one another, many are sorted, since a hostile
 * file may bring a hundred thousand. */
static bool check_duplicates(struct reader *r, size_t first)
{
    struct key *keys = r->keys + first;
    size_t n = r->nkeys - first;
    if (n <= KEYS_COMPARED_DIRECTLY) {
        for (size_t i = 1; i < n; i++) {
            for (size_t j = 0; j < i; j++) {
                if (same_key(&keys[i], &keys[j]))
                    return refuse_duplicate(r, &keys[i]);
            }
        }
        return true;
    }
    qsort(keys, n, sizeof *keys, compare_keys);
    const struct key *twice = NULL; /* the first in the source that has been there before */
    for (size_t i = 1; i < n; i++) {
        if (same_key(&keys[i], &keys[i - 1]) && (!twice || keys[i].at < twice->at))
            twice = &keys[i];
    }
    return twice ? refuse_duplicate(r, twice) : true;
}

static void pop_keys(struct reader *r, size_t first)
{
    while (r->nkeys > first)
        free(r->keys[--r->nkeys].owned);
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

/* Reads one key, pushes it, and leaves its text in *name (owned by the caller; NULL when only checking). */
static bool read_key(struct reader *r, char **name)
{
    const char *quote = r->at;
    struct raw_string raw;
    *name = NULL;
    if (quote == r->end)
        return ends_early(r);
    if (*quote != '"')
        return *quote == '}' || *quote == ',' ? refuse_character(r, quote) : refuse(r, quote, "%s", _("A key in quotes must stand here."));
    if (!scan_string(r, &raw))
        return false;
    for (size_t i = 0; i < raw.length && raw.ascii; i++)
        raw.ascii = (unsigned char)raw.text[i] < 0x80;
    if (!raw.ascii)
        return refuse(r, quote, "%s", _("A key may hold ASCII characters only."));
    struct key key = {.text = raw.text, .length = raw.unescaped, .at = quote};
    if (r->build || raw.escapes) {
        char *text = string_make(&raw);
        if (!text)
            return no_memory(r);
        key.text = text;
        if (r->build)
            *name = text;
        else
            key.owned = text;
    }
    return push_key(r, key);
}

static bool read_value(struct reader *r, size_t depth, cJSON **out);

static bool read_members(struct reader *r, size_t depth, cJSON *object)
{
    for (;;) {
        char *name;
        cJSON *value = NULL;
        skip_space(r);
        if (!read_key(r, &name))
            return false;
        skip_space(r);
        bool colon = r->at < r->end && *r->at == ':';
        if (!colon) {
            free(name);
            return r->at == r->end ? ends_early(r) : refuse(r, r->at, "%s", _("A colon must stand here, after the key."));
        }
        r->at++;
        if (!read_value(r, depth, &value)) {
            free(name);
            return false;
        }
        if (r->build) {
            value->string = name;
            cJSON_AddItemToArray(object, value); /* at the end, in constant time; the name is already there */
        }
        skip_space(r);
        if (r->at == r->end)
            return ends_early(r);
        if (*r->at == '}')
            return true;
        if (*r->at != ',')
            return refuse(r, r->at, "%s", _("A comma or a closing brace must stand here."));
        r->at++;
    }
}

static bool read_object(struct reader *r, size_t depth, cJSON *object)
{
    size_t first = r->nkeys;
    r->at++;
    skip_space(r);
    bool done = r->at < r->end && *r->at == '}';
    if (!done)
        done = read_members(r, depth, object) && check_duplicates(r, first);
    pop_keys(r, first);
    if (done)
        r->at++;
    return done;
}

static bool read_array(struct reader *r, size_t depth, cJSON *array)
{
    r->at++;
    skip_space(r);
    if (r->at < r->end && *r->at == ']') {
        r->at++;
        return true;
    }
    for (;;) {
        cJSON *value = NULL;
        if (!read_value(r, depth, &value))
            return false;
        if (r->build)
            cJSON_AddItemToArray(array, value);
        skip_space(r);
        if (r->at == r->end)
            return ends_early(r);
        if (*r->at == ']')
            break;
        if (*r->at != ',')
            return refuse(r, r->at, "%s", _("A comma or a closing bracket must stand here."));
        r->at++;
    }
    r->at++;
    return true;
}

static bool read_number(struct reader *r, double *number)
{
    const char *from = r->at;
    bool negative = *r->at == '-';
    int64_t value = 0;
    if (negative)
        r->at++;
    const char *digits = r->at;
    while (r->at < r->end && *r->at >= '0' && *r->at <= '9') {
        if (value <= JSON_INTEGER_MAX)
            value = value * 10 + (*r->at - '0');
        r->at++;
    }
    if (r->at == digits)
        return r->at == r->end ? ends_early(r) : refuse_character(r, r->at);
    if (*digits == '0' && r->at - digits > 1)
        return refuse(r, from, "%s", _("A number may not begin with a zero."));
    if (r->at < r->end && (*r->at == '.' || *r->at == 'e' || *r->at == 'E'))
        return refuse(r, from, "%s", _("Only whole numbers are allowed, without point or exponent."));
    if (negative && value == 0)
        return refuse(r, from, "%s", _("Zero has no sign: write 0."));
    if (value > JSON_INTEGER_MAX)
        return refuse(r, from, "%s", _("This number is too large; whole numbers go up to 9007199254740991."));
    *number = (double)(negative ? -value : value);
    return true;
}

static bool read_word(struct reader *r, const char *word)
{
    size_t n = strlen(word), left = (size_t)(r->end - r->at);
    if (left < n && memcmp(r->at, word, left) == 0)
        return ends_early(r);
    if (left < n || memcmp(r->at, word, n) != 0)
        return refuse_character(r, r->at);
    r->at += n;
    return true;
}

/* A node with the string's text in it. */
static cJSON *string_node(const struct raw_string *raw)
{
    cJSON *node = cJSON_CreateNull();
    char *text = node ? string_make(raw) : NULL;
    if (!text) {
        cJSON_Delete(node);
        return NULL;
    }
    node->type = cJSON_String;
    node->valuestring = text;
    return node;
}

static bool read_container(struct reader *r, size_t depth, cJSON **out)
{
    bool object = *r->at == '{';
    if (depth > r->limits->depth)
        return refuse(r, r->at, _("Nested deeper than the limit of %zu levels."), r->limits->depth);
    if (r->build && !(*out = object ? cJSON_CreateObject() : cJSON_CreateArray()))
        return no_memory(r);
    if (object ? read_object(r, depth + 1, *out) : read_array(r, depth + 1, *out))
        return true;
    cJSON_Delete(*out);
    *out = NULL;
    return false;
}

/* depth: the level of this value if it is a container. *out stays NULL when only checking, and on refusal. */
static bool read_value(struct reader *r, size_t depth, cJSON **out)
{
    skip_space(r);
    if (r->at == r->end)
        return ends_early(r);
    if (++r->values > r->limits->values)
        return refuse(r, r->at, _("More than the limit of %zu values."), r->limits->values);
    struct raw_string raw;
    double number = 0;
    switch (*r->at) {
    case '{':
    case '[':
        return read_container(r, depth, out);
    case '"':
        if (!scan_string(r, &raw))
            return false;
        if (r->build)
            *out = string_node(&raw);
        break;
    case 't':
        if (!read_word(r, "true"))
            return false;
        if (r->build)
            *out = cJSON_CreateTrue();
        break;
    case 'f':
        if (!read_word(r, "false"))
            return false;
        if (r->build)
            *out = cJSON_CreateFalse();
        break;
    case 'n':
        if (!read_word(r, "null"))
            return false;
        if (r->build)
            *out = cJSON_CreateNull();
        break;
    default:
        if (*r->at != '-' && (*r->at < '0' || *r->at > '9'))
            return refuse_character(r, r->at);
        if (!read_number(r, &number))
            return false;
        if (r->build)
            *out = cJSON_CreateNumber(number);
    }
    return !r->build || *out || no_memory(r);
}

static bool read_text(struct reader *r, cJSON **out)
{
    size_t n = (size_t)(r->end - r->start);
    if (n > r->limits->bytes) {
        fail(r->e, ST_INPUT, _("%s is larger than the limit of %zu bytes."), r->what, r->limits->bytes);
        return false;
    }
    if (n >= 3 && memcmp(r->start, "\xEF\xBB\xBF", 3) == 0)
        return refuse(r, r->start, "%s", _("The text begins with a byte order mark; save it as UTF-8 without one."));
    if (!read_value(r, 1, out))
        return false;
    skip_space(r);
    if (r->at == r->end)
        return true;
    cJSON_Delete(*out);
    *out = NULL;
    return refuse(r, r->at, "%s", _("Nothing may follow after the end of the JSON value."));
}

static bool run(const char *bytes, size_t n, const struct json_limits *limits, const char *what, bool build, cJSON **out, struct error *e)
{
    struct reader r = {.start = bytes, .end = bytes + n, .at = bytes, .limits = limits, .what = what, .e = e, .build = build};
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
    if (run(n > 0 ? bytes : "", n, limits, what, false, &none, &refusal))
        return ST_OK;
    if (e)
        *e = refusal;
    return refusal.status;
}
