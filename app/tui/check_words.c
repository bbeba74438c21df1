#include "tui/check_words.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "model/json.h"
#include "tui/words.h"

#include <stdlib.h>

#define NAMED 2
#define ABOUT_MAX 8

/* Whether a condition asks for a product that can be reached from the internet. */
static bool looks_for_internet(const cJSON *condition)
{
    for (const cJSON *member = condition == NULL ? NULL : condition->child; member != NULL; member = member->next) {
        const bool inventory = member->string != NULL && strcmp(member->string, "inventory") == 0;
        if ((inventory && cJSON_IsString(member) && strcmp(member->valuestring, "internet") == 0) || looks_for_internet(member)) {
            return true;
        }
    }
    return false;
}

/* The questions that it is about, each once, in its own order; at most max. */
static size_t questions_of(const struct session *s, const struct check *check, size_t *out, size_t max)
{
    size_t n = 0;
    for (size_t i = 0; i < check->nitems && n < max; i++) {
        char pack[PACK_ID_TEXT], item[ITEM_ID_TEXT];
        const size_t at = item_reference(check->items[i], NULL, pack, item) ? question_find(&s->list, pack, item) : SIZE_MAX;
        bool before = false;
        for (size_t k = 0; k < n; k++) {
            before = before || out[k] == at;
        }
        if (at != SIZE_MAX && !before) {
            out[n++] = at;
        }
    }
    return n;
}

static int by_place(const void *a, const void *b)
{
    const size_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

void check_about(struct buffer *out, const struct session *s, const struct check *check)
{
    size_t at[PACK_CHECK_ITEMS_MAX];
    const size_t all = questions_of(s, check, at, PACK_CHECK_ITEMS_MAX), n = all < ABOUT_MAX ? all : ABOUT_MAX;
    qsort(at, all, sizeof *at, by_place);
    if (n == 2) {
        (void)buffer_add_format(out, _("%d and %d: "), question_number(s, at[0]), question_number(s, at[1]));
        return;
    }
    for (size_t i = 0; n > 2 && i < n; i++) {
        (void)buffer_add_format(out, i + 1 < n ? _("%d, ") : _("%d: "), question_number(s, at[i]));
    }
}

/* The two questions that it compares, the lower number first; the second is SIZE_MAX for one about a question and the list of products.
 * False: it is about no such two. */
static bool find_pair(const struct session *s, const struct check *check, size_t pair[2])
{
    pair[0] = pair[1] = SIZE_MAX;
    const size_t n = questions_of(s, check, pair, 2);
    if (n == 2 && question_number(s, pair[0]) > question_number(s, pair[1])) {
        const size_t lower = pair[1];
        pair[1] = pair[0];
        pair[0] = lower;
    }
    return n == 2 || (n == 1 && check_about_inventory(check));
}

bool check_pair_words(struct buffer *out, const struct session *s, const struct check *check)
{
    size_t pair[2];
    if (!find_pair(s, check, pair)) {
        return false;
    }
    const char *first = question_title(&s->list.questions[pair[0]]);
    if (pair[1] == SIZE_MAX) {
        (void)buffer_add_format(out, _("%d %s does not go together with the list of products"), question_number(s, pair[0]), first);
    } else {
        (void)buffer_add_format(out, _("%d %s and %d %s do not go together"), question_number(s, pair[0]), first,
                                question_number(s, pair[1]), question_title(&s->list.questions[pair[1]]));
    }
    return true;
}

void check_words(struct buffer *out, const struct session *s, const struct check *check)
{
    struct buffer names;
    const cJSON *entry;
    size_t n = 0;
    (void)buffer_add_text(out, text_of(check->message));
    if (!looks_for_internet(check->when)) {
        return;
    }
    buffer_init(&names, BUFFER_MAX_TEXT);
    cJSON_ArrayForEach(entry, session_inventory(s))
    {
        const char *name = json_text(entry, "name");
        if (name != NULL && json_true(entry, "internet") && n++ < NAMED) {
            (void)buffer_add_format(&names, "%s%s", n > 1 ? _(", ") : "", name);
        }
    }
    if (n > 0) {
        (void)buffer_add_text(out, between_sentences());
    }
    if (n > NAMED) {
        (void)buffer_add_format(out, _n("Seen from the internet: %s and %zu more.", "Seen from the internet: %s and %zu more.", n - NAMED),
                                buffer_text(&names), n - NAMED);
    } else if (n > 0) {
        (void)buffer_add_format(out, _("Seen from the internet: %s."), buffer_text(&names));
    }
    buffer_release(&names);
}

struct pair {
    size_t questions[2]; /* the second SIZE_MAX: with the list of products */
};

static int by_number(const void *a, const void *b)
{
    const struct pair *x = a, *y = b;
    const int first = by_place(&x->questions[0], &y->questions[0]);
    return first != 0 ? first : by_place(&x->questions[1], &y->questions[1]);
}

bool check_pairs_name(struct buffer *out, const struct session *s, const struct check *const *checks, size_t n)
{
    struct pair *pairs = calloc(n + 1, sizeof *pairs);
    bool named = pairs != NULL;
    for (size_t i = 0; named && i < n; i++) {
        named = find_pair(s, checks[i], pairs[i].questions);
    }
    if (named) {
        qsort(pairs, n, sizeof *pairs, by_number);
    }
    for (size_t i = 0; named && i < n; i++) {
        if (i > 0 && by_number(&pairs[i], &pairs[i - 1]) == 0) {
            continue;
        }
        const int first = question_number(s, pairs[i].questions[0]);
        (void)buffer_add_text(out, i > 0 ? _(", ") : "");
        if (pairs[i].questions[1] == SIZE_MAX) {
            (void)buffer_add_format(out, _("%d with the products"), first);
        } else {
            (void)buffer_add_format(out, _("%d with %d"), first, question_number(s, pairs[i].questions[1]));
        }
    }
    free(pairs);
    return named;
}
