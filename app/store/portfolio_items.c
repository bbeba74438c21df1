#include "store/portfolio_items.h"

#include <stddef.h>

static const char *skip(const char *p, const char *characters)
{
    for (;; p++) {
        const char *c = characters;
        while (*c != '\0' && *c != *p) {
            c++;
        }
        if (*p == '\0' || *c == '\0') {
            return p;
        }
    }
}

/* NULL: no id that fits. */
static const char *read_id(const char *p, char out[STORED_ID])
{
    size_t n = 0;
    if (*p != '"') {
        return NULL;
    }
    for (p++; (*p >= 'a' && *p <= 'z') || (*p >= '0' && *p <= '9') || *p == '.' || *p == '-'; p++) {
        if (n + 1 == STORED_ID) {
            return NULL;
        }
        out[n++] = *p;
    }
    out[n] = '\0';
    return *p == '"' && n > 0 ? p + 1 : NULL;
}

/* NULL: no number of at most four digits. */
static const char *read_number(const char *p, int *out)
{
    const bool negative = *p == '-';
    int n = 0, digits = 0;
    for (p += negative; *p >= '0' && *p <= '9' && digits < 5; p++, digits++) {
        n = n * 10 + (*p - '0');
    }
    *out = negative ? -n : n;
    return digits > 0 && digits < 5 ? p : NULL;
}

bool stored_item_next(const char **at, struct stored_item *out)
{
    const char *p = read_id(skip(*at, "{, \n"), out->id);
    p = p == NULL ? NULL : skip(p, ": ");
    if (p == NULL || *p != '[') {
        return false;
    }
    for (size_t i = 0; i < STORED_VALUES; i++) {
        out->values[i] = -1;
    }
    p++;
    for (size_t i = 0; i < STORED_VALUES; i++) {
        p = read_number(skip(p, " "), &out->values[i]);
        if (p == NULL) {
            return false;
        }
        p = skip(p, " ");
        if (*p != ',') {
            break;
        }
        p++;
    }
    if (*p != ']') {
        return false;
    }
    *at = p + 1;
    return true;
}
