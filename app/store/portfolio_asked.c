#include "store/portfolio_asked.h"

#include "base/digest.h"
#include "base/list.h"
#include "model/json.h"
#include "store/portfolio_engine.h"

#include <stdlib.h>
#include <string.h>

struct asked_list {
    char *text;
    size_t length;
    cJSON *tree;
};

struct asked_request {
    uint8_t digest[SHA256_BYTES];
    size_t list;
};

struct asked_targets {
    struct asked_list *lists;
    size_t nlists, list_places;
    struct asked_request *requests; /* in the order of their digests */
    size_t nrequests, request_places;
};

/* The list in a kept request, as it stands there. That is canonical JSON: no text can hold these quotes as they are, and two objects that
 * lie in each other, with nothing but numbers in the inner one, end where two braces close for the first time. */
static const char *targets_in(const struct sql_value *document, size_t *length)
{
    static const char KEY[] = "\"targets\":", BEGUN[] = "\"targets\":{\"";
    if (document->type != SQL_BLOB || document->n == 0) {
        return NULL;
    }
    const char *bytes = document->bytes, *key = memmem(bytes, document->n, BEGUN, sizeof BEGUN - 1);
    if (key == NULL) {
        return NULL;
    }
    const char *text = key + sizeof KEY - 1, *end = memmem(text, document->n - (size_t)(text - bytes), "}}", 2);
    *length = end == NULL ? 0 : (size_t)(end + 2 - text);
    return end == NULL ? NULL : text;
}

/* *at: which list it is, SIZE_MAX for a damaged one, which asks for nothing. The newest are alike mostly. */
static enum status take_list(struct asked_targets *a, const char *text, size_t length, size_t *at, struct error *e)
{
    for (size_t i = a->nlists; i > 0; i--) {
        if (a->lists[i - 1].length == length && memcmp(a->lists[i - 1].text, text, length) == 0) {
            *at = i - 1;
            return ST_OK;
        }
    }
    struct error why = {0};
    *at = SIZE_MAX;
    cJSON *tree = json_read(text, length, &JSON_LIMITS_DOCUMENT, "", &why);
    if (tree == NULL) {
        return why.status == ST_SYSTEM ? fail(e, ST_SYSTEM, "%s", why.text) : ST_OK;
    }
    char *copy = strndup(text, length);
    struct asked_list *lists = list_room(a->lists, a->nlists, &a->list_places, sizeof *lists);
    a->lists = lists != NULL ? lists : a->lists;
    if (copy == NULL || lists == NULL) {
        free(copy);
        cJSON_Delete(tree);
        return fail_memory(e);
    }
    *at = a->nlists++;
    a->lists[*at] = (struct asked_list){copy, length, tree};
    return ST_OK;
}

static enum status take(struct asked_targets *a, const struct sql_value row[2], struct error *e)
{
    struct asked_request request;
    size_t length;
    const char *text = targets_in(&row[1], &length);
    if (text == NULL || !hex_decode(column_text(&row[0]), request.digest, SHA256_BYTES)) {
        return ST_OK;
    }
    const enum status st = take_list(a, text, length, &request.list, e);
    if (st != ST_OK || request.list == SIZE_MAX) {
        return st;
    }
    struct asked_request *requests = list_room(a->requests, a->nrequests, &a->request_places, sizeof *requests);
    if (requests == NULL) {
        return fail_memory(e);
    }
    a->requests = requests;
    a->requests[a->nrequests++] = request;
    return ST_OK;
}

static int by_digest(const void *a, const void *b)
{
    return memcmp(((const struct asked_request *)a)->digest, ((const struct asked_request *)b)->digest, SHA256_BYTES);
}

enum status asked_targets_load(struct asked_targets **out, struct portfolio *p, struct error *e)
{
    struct sql_value row[2];
    struct asked_targets *a = calloc(1, sizeof *a);
    if (a == NULL) {
        return fail_memory(e);
    }
    enum status st = sql_start(p, SQL_REQUESTS_ALL, SQL_NONE, e);
    while (st == ST_OK && (st = sql_next(p, SQL_REQUESTS_ALL, row, 2, e)) == ST_OK) {
        st = take(a, row, e);
    }
    sql_finish(p, SQL_REQUESTS_ALL);
    if (st != ST_NO) {
        asked_targets_free(a);
        return st;
    }
    if (a->nrequests > 1) {
        qsort(a->requests, a->nrequests, sizeof *a->requests, by_digest);
    }
    *out = a;
    return ST_OK;
}

void asked_targets_free(struct asked_targets *asked)
{
    for (size_t i = 0; asked != NULL && i < asked->nlists; i++) {
        free(asked->lists[i].text);
        cJSON_Delete(asked->lists[i].tree);
    }
    if (asked != NULL) {
        free(asked->lists);
        free(asked->requests);
        free(asked);
    }
}

const cJSON *asked_targets_find(const struct asked_targets *asked, const char *request)
{
    struct asked_request wanted = {.list = 0};
    if (asked == NULL || asked->nrequests == 0 || request == NULL || !hex_decode(request, wanted.digest, SHA256_BYTES)) {
        return NULL;
    }
    const struct asked_request *found = bsearch(&wanted, asked->requests, asked->nrequests, sizeof wanted, by_digest);
    return found == NULL ? NULL : asked->lists[found->list].tree;
}
