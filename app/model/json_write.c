/* Writing JSON: the canonical form that is signed, and the form that people may open. cJSON's printer is not used: it formats numbers with
 * printf, which follows the locale, and keeps members in any order. */
#include "model/json.h"

#include "base/buffer.h"
#include "base/digest.h"
#include "base/i18n.h"
#include "model/json_plain.h"

#define MEMBERS_ON_STACK 64
#define MEMBERS_PLACED 16
#define DEPTH_MAX 64 /* of trees that the program itself builds, too */

static enum status write_string(struct buffer *out, const char *text, struct error *e)
{
    const size_t n = strlen(text);
    const char *s = text, *end = text + n;
    const char *run = json_plain(s, end);
    if (run == end && buffer_reserve(out, n + 2)) { /* nearly all of them */
        char *to = out->data + out->length;
        *to = '"';
        memcpy(to + 1, text, n);
        memcpy(to + 1 + n, "\"", 2);
        out->length += n + 2;
        return ST_OK;
    }
    buffer_add_char(out, '"');
    for (;; run = json_plain(s, end)) {
        buffer_add(out, s, (size_t)(run - s));
        if (run == end) {
            break;
        }
        unsigned char c = (unsigned char)*run;
        static const char letters[] = "btnvfr"; /* from U+0008; there is no \v */
        if (c == '"' || c == '\\') {
            buffer_add(out, (const char[]){'\\', (char)c}, 2);
        } else if (c >= 0x08 && c <= 0x0D && c != 0x0B) {
            buffer_add(out, (const char[]){'\\', letters[c - 0x08]}, 2);
        } else if (c < 0x20) {
            buffer_add_format(out, "\\u%04x", c);
        } else {
            return fail(e, ST_INPUT, "%s", _("A text is not UTF-8 and cannot be written as JSON."));
        }
        s = run + 1;
    }
    buffer_add_char(out, '"');
    return ST_OK;
}

static enum status write_number(struct buffer *out, double number, struct error *e)
{
    if (!(number >= -(double)JSON_INTEGER_MAX && number <= (double)JSON_INTEGER_MAX) || number != (double)(int64_t)number) {
        return fail(e, ST_INPUT, "%s", _("A number is not a whole number and cannot be written."));
    }
    char digits[24], *at = digits + sizeof digits;
    int64_t value = (int64_t)number; /* -0 becomes 0, as RFC 8785 wants */
    uint64_t left = (uint64_t)(value < 0 ? -value : value);
    do {
        *--at = (char)('0' + left % 10);
        left /= 10;
    } while (left > 0);
    if (value < 0) {
        *--at = '-';
    }
    buffer_add(out, at, (size_t)(digits + sizeof digits - at));
    return ST_OK;
}

/* Order of UTF-16 code units (RFC 8785, section 3.2.3). It is the order of the UTF-8 bytes, but for the characters beyond U+FFFF: their
 * surrogates come before U+E000–U+FFFF, whose first byte is EE or EF. */
static int compare_names(const char *a, const char *b)
{
    size_t i = 0;
    while (a[i] == b[i] && a[i] != '\0') {
        i++;
    }
    int x = (unsigned char)a[i], y = (unsigned char)b[i];
    if (x >= 0xEE && y >= 0xEE && (x >= 0xF0) != (y >= 0xF0)) {
        return y - x;
    }
    return x - y;
}

static int compare_members(const void *a, const void *b)
{
    const cJSON *const *x = a, *const *y = b;
    return compare_names((*x)->string, (*y)->string);
}

/* Few members are put in their places one by one; many are left to qsort, since a hostile object may bring a hundred thousand. */
static void sort_members(const cJSON **members, size_t n)
{
    if (n > MEMBERS_PLACED) {
        qsort(members, n, sizeof *members, compare_members);
        return;
    }
    for (size_t i = 1; i < n; i++) {
        const cJSON *member = members[i];
        size_t place = i;
        for (; place > 0 && compare_names(members[place - 1]->string, member->string) > 0; place--) {
            members[place] = members[place - 1];
        }
        members[place] = member;
    }
}

/* What a writer keeps while it walks down a tree. */
struct writer {
    struct buffer *out;
    struct error *e;
    bool pretty;
};

static enum status write_value(const struct writer *w, const cJSON *value, size_t depth);

static void new_line(const struct writer *w, size_t depth)
{
    if (!w->pretty) {
        return;
    }
    buffer_add_char(w->out, '\n');
    for (size_t i = 0; i < depth; i++) {
        buffer_add_char(w->out, ' ');
    }
}

static enum status write_member(const struct writer *w, const cJSON *member, size_t depth)
{
    enum status st = write_string(w->out, member->string, w->e);
    if (st != ST_OK) {
        return st;
    }
    buffer_add(w->out, ": ", w->pretty ? 2 : 1);
    return write_value(w, member, depth);
}

static enum status write_sorted(const struct writer *w, const cJSON **members, size_t n, size_t depth)
{
    sort_members(members, n);
    enum status st = ST_OK;
    for (size_t i = 0; i < n && st == ST_OK; i++) {
        if (i > 0) {
            buffer_add_char(w->out, ',');
        }
        st = write_member(w, members[i], depth);
    }
    return st;
}

static enum status write_members(const struct writer *w, const cJSON *object, size_t depth)
{
    const cJSON *on_stack[MEMBERS_ON_STACK], **members = on_stack, **owned = NULL;
    size_t n = 0, i = 0;
    const cJSON *member;
    cJSON_ArrayForEach(member, object) n++;
    if (n > MEMBERS_ON_STACK && !(members = owned = malloc(n * sizeof *members))) {
        return fail_memory(w->e);
    }
    cJSON_ArrayForEach(member, object) members[i++] = member;
    enum status st = write_sorted(w, members, n, depth);
    free(owned);
    return st;
}

static enum status write_container(const struct writer *w, const cJSON *value, size_t depth)
{
    bool object = cJSON_IsObject(value);
    enum status st = ST_OK;
    if (depth > DEPTH_MAX) {
        return fail(w->e, ST_INPUT, "%s", _("The data is nested too deeply and cannot be written."));
    }
    buffer_add_char(w->out, object ? '{' : '[');
    if (object && !w->pretty) {
        st = write_members(w, value, depth);
    } else {
        const cJSON *child;
        cJSON_ArrayForEach(child, value)
        {
            if (child != value->child) {
                buffer_add_char(w->out, ',');
            }
            new_line(w, depth);
            st = object ? write_member(w, child, depth) : write_value(w, child, depth);
            if (st != ST_OK) {
                return st;
            }
        }
        if (value->child) {
            new_line(w, depth - 1);
        }
    }
    buffer_add_char(w->out, object ? '}' : ']');
    return st;
}

/* depth: that of the children of value. */
static enum status write_value(const struct writer *w, const cJSON *value, size_t depth)
{
    if (cJSON_IsObject(value) || cJSON_IsArray(value)) {
        return write_container(w, value, depth + 1);
    }
    if (cJSON_IsString(value)) {
        return write_string(w->out, value->valuestring, w->e);
    }
    if (cJSON_IsNumber(value)) {
        return write_number(w->out, value->valuedouble, w->e);
    }
    buffer_add_text(w->out, cJSON_IsTrue(value) ? "true" : cJSON_IsFalse(value) ? "false" : "null");
    return ST_OK;
}

static enum status write_text(const cJSON *value, struct buffer *out, bool pretty, struct error *e)
{
    struct writer w = {.out = out, .e = e, .pretty = pretty};
    enum status st = write_value(&w, value, 0);
    if (pretty) {
        buffer_add_char(out, '\n');
    }
    if (st == ST_OK && out->failed) {
        return out->full ? fail(e, ST_INPUT, _("The data is larger than the limit of %zu bytes."), out->max) : fail_memory(e);
    }
    return st;
}

enum status json_canonical(const cJSON *value, struct buffer *out, struct error *e)
{
    return write_text(value, out, false, e);
}

enum status json_pretty(const cJSON *value, struct buffer *out, struct error *e)
{
    return write_text(value, out, true, e);
}

enum status json_digest(const cJSON *value, char out[65], struct error *e)
{
    struct buffer canonical;
    buffer_init(&canonical, BUFFER_MAX_DOCUMENT);
    enum status st = json_canonical(value, &canonical, e);
    if (st == ST_OK) {
        sha256_hex(canonical.data, canonical.length, out);
    }
    buffer_release(&canonical);
    return st;
}
