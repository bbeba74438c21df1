#include "export/letter_doubts.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* By whatever name: a pack may ask what stands in another. */
static bool names(const struct letter_doubts *d, const char *references, size_t question)
{
    for (const char *at = references; *at != '\0'; at += strcspn(at, " ,"), at += strspn(at, " ,")) {
        char name[PACK_ID_TEXT + ITEM_ID_TEXT], pack[PACK_ID_TEXT], item[ITEM_ID_TEXT];
        const size_t n = strcspn(at, " ,");
        (void)snprintf(name, sizeof name, "%.*s", (int)(n < sizeof name ? n : sizeof name - 1), at);
        if (item_reference(name, NULL, pack, item) && question_find(d->list, pack, item) == question) {
            return true;
        }
    }
    return false;
}

bool letter_doubted(const struct letter_doubts *d, const char *pack, const char *item)
{
    const size_t question = question_find(d->list, pack, item);
    if (question == SIZE_MAX) {
        return false;
    }
    for (const char *const(*q)[2] = d->questions; (*q)[0] != NULL; q++) {
        if (names(d, (*q)[1], question)) {
            return true;
        }
    }
    for (size_t i = 0; i < d->nhits; i++) {
        for (size_t k = 0; k < d->hits[i].check->nitems; k++) {
            if (names(d, d->hits[i].check->items[k], question)) {
                return true;
            }
        }
    }
    return false;
}

bool letter_asks_all(const struct letter_doubts *d, const char *asked, const struct check *check)
{
    for (size_t i = 0; i < check->nitems; i++) {
        char pack[PACK_ID_TEXT], item[ITEM_ID_TEXT];
        const size_t q = item_reference(check->items[i], NULL, pack, item) ? question_find(d->list, pack, item) : SIZE_MAX;
        if (q == SIZE_MAX || !names(d, asked, q)) {
            return false;
        }
    }
    return check->nitems > 0;
}
