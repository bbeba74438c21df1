#include "tui/money_words.h"

#include "base/i18n.h"
#include "model/action_words.h"

#define RANGE_TEXT (YEN_TEXT * 2)

/* "¥15,000–40,000", or one amount when both ends are the same. */
static const char *range(struct cost cost, char out[RANGE_TEXT])
{
    char low[AMOUNT_TEXT], high[AMOUNT_TEXT], both[AMOUNT_TEXT * 2 + 4];
    if (cost.min == cost.max) {
        return yen_text(cost.max, out);
    }
    (void)snprintf(both, sizeof both, "%s–%s", amount_text(cost.min, low), amount_text(cost.max, high));
    (void)snprintf(out, RANGE_TEXT, _("¥%s"), both);
    return out;
}

static const char *join(char out[WORDS_MAX], const char *once, const char *monthly)
{
    if (monthly == NULL) {
        (void)snprintf(out, WORDS_MAX, _("%s once"), once);
    } else if (once == NULL) {
        (void)snprintf(out, WORDS_MAX, _("%s a month"), monthly);
    } else {
        (void)snprintf(out, WORDS_MAX, _("%s once, %s a month"), once, monthly);
    }
    return out;
}

const char *money_range_words(char out[WORDS_MAX], struct cost once, struct cost monthly)
{
    char first[RANGE_TEXT], second[RANGE_TEXT];
    return join(out, once.max > 0 || monthly.max == 0 ? range(once, first) : NULL, monthly.max > 0 ? range(monthly, second) : NULL);
}

const char *money_words(char out[WORDS_MAX], int64_t once, int64_t monthly)
{
    char first[YEN_TEXT], second[YEN_TEXT];
    return join(out, once > 0 || monthly == 0 ? yen_text(once, first) : NULL, monthly > 0 ? yen_text(monthly, second) : NULL);
}
