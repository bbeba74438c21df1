/* A supplier's code that somebody types, and those of the list that may have been meant. */
#include "tui/view.h"

#include "base/fold.h"
#include "model/near.h"

#define NEAR_MOST 3
#define SLIPS_MOST 2   /* letters wrong, missing or too many */
#define BY_CODE_PART 3 /* how far off: more than two slips */
#define BY_NAME 4

const struct view_heat *view_supplier_of(const struct portfolio_view *view, const char *code)
{
    for (size_t i = 0; i < view->nheat; i++) {
        if (strcmp(view->heat[i].code, code) == 0) {
            return &view->heat[i];
        }
    }
    return NULL;
}

/* How far a supplier is from what was typed; -1: too far. */
static int distance(const char *typed, const char *code, const char *name)
{
    const int n = near_slips(typed, code);
    const size_t a = near_length(typed), b = near_length(code), longer = a > b ? a : b;
    if (n <= SLIPS_MOST && (size_t)n * 2 <= longer) {
        return n;
    }
    return code[0] != '\0' && (strstr(code, typed) != NULL || strstr(typed, code) != NULL) ? BY_CODE_PART
           : strstr(name, typed) != NULL                                                   ? BY_NAME
                                                                                           : -1;
}

static const char *folded(struct buffer *memory, const char *text)
{
    buffer_clear(memory);
    return text_fold_words(memory, text) ? buffer_text(memory) : "";
}

struct near {
    const struct view_heat *supplier;
    int distance;
};

/* Keeps the nearest, those of the same distance as they came. */
static void keep(struct near *best, const struct view_heat *supplier, int far)
{
    size_t i = NEAR_MOST;
    while (i > 0 && (best[i - 1].supplier == NULL || best[i - 1].distance > far)) {
        if (i < NEAR_MOST) {
            best[i] = best[i - 1];
        }
        i--;
    }
    if (i < NEAR_MOST) {
        best[i] = (struct near){supplier, far};
    }
}

const char *view_codes_near(const struct portfolio_view *view, const char *code, char out[VIEW_NEAR_TEXT])
{
    struct near best[NEAR_MOST] = {{0}};
    struct buffer typed, own, name;
    buffer_init(&typed, BUFFER_MAX_TEXT);
    buffer_init(&own, BUFFER_MAX_TEXT);
    buffer_init(&name, BUFFER_MAX_TEXT);
    const char *wanted = folded(&typed, code);
    for (size_t i = 0; wanted[0] != '\0' && i < view->nheat; i++) {
        const int far = distance(wanted, folded(&own, view->heat[i].code), folded(&name, view->heat[i].name));
        if (far >= 0) {
            keep(best, &view->heat[i], far);
        }
    }
    out[0] = '\0';
    for (size_t i = 0, n = 0; i < NEAR_MOST && best[i].supplier != NULL && n < VIEW_NEAR_TEXT; i++) {
        n += (size_t)snprintf(out + n, VIEW_NEAR_TEXT - n, "%s%s %s", i > 0 ? ", " : "", best[i].supplier->code, best[i].supplier->name);
    }
    buffer_release(&typed);
    buffer_release(&own);
    buffer_release(&name);
    return out;
}
