#include "base/fold.h"
#include "base/i18n.h"
#include "store/portfolio_csv_row.h"

#include <stdint.h>
#include <string.h>

#define CLOSED_NAMED 5
#define COUNT_DIGITS 6 /* more of them are a number of something: of a firm, a telephone */

/* As text_fold leaves them. */
static const char *const CLOSING[] = {"総合計",     "合計",     "総計",   "小計",      "累計",     "計",       "以上", "以下余白",
                                      "余白",       "おわり",   "終わり", "終り",      "取引先数", "仕入先数", "社数", "件数",
                                      "grandtotal", "subtotal", "total",  "endoflist", "end",      "sum"};
static const char *const UNITS[] = {"",     "社",        "件",       "者",        "名",    "行",   "店",     "か所",
                                    "箇所", "suppliers", "supplier", "companies", "firms", "rows", "entries"};

static bool is_unit(const char *text)
{
    for (size_t i = 0; i < sizeof UNITS / sizeof UNITS[0]; i++) {
        if (strcmp(text, UNITS[i]) == 0) {
            return true;
        }
    }
    return false;
}

/* "25", "25社", "計25社", "全25件" */
static bool is_count(const char *folded)
{
    static const char *const ALL[] = {"計", "全"};
    for (size_t i = 0; i < sizeof ALL / sizeof ALL[0]; i++) {
        const size_t n = strlen(ALL[i]);
        if (strncmp(folded, ALL[i], n) == 0) {
            folded += n;
            break;
        }
    }
    const size_t digits = strspn(folded, "0123456789");
    return digits > 0 && digits <= COUNT_DIGITS && is_unit(folded + digits);
}

/* "合計", "合計25社" */
static bool is_closing(const char *folded)
{
    for (size_t i = 0; i < sizeof CLOSING / sizeof CLOSING[0]; i++) {
        const size_t n = strlen(CLOSING[i]);
        if (strncmp(folded, CLOSING[i], n) == 0 && (folded[n] == '\0' || is_count(folded + n))) {
            return true;
        }
    }
    return false;
}

bool csv_row_closes(const struct csv *csv)
{
    size_t words = 0, either = 0; /* "計25社" is a word with its count, or a count beside a word */
    bool other = false;
    struct buffer folded;
    buffer_init(&folded, BUFFER_MAX_TEXT);
    for (size_t i = 0; i < csv->count && !other; i++) {
        const char *text = csv_row_field(csv, i);
        if (text[0] == '\0') {
            continue;
        }
        buffer_clear(&folded);
        const bool read = text_fold(&folded, text);
        const bool closing = read && is_closing(buffer_text(&folded));
        const bool count = read && is_count(buffer_text(&folded));
        words += closing && !count;
        either += closing && count;
        other = !closing && (i == csv->place[0] || !count);
    }
    buffer_release(&folded);
    return !other && (words == 1 || (words == 0 && either == 1));
}

void csv_row_note_closed(struct csv *csv)
{
    if (csv->nclosed++ < CLOSED_NAMED) {
        size_t first = 0;
        while (first + 1 < csv->count && csv_row_field(csv, first)[0] == '\0') {
            first++;
        }
        buffer_add_text(&csv->closed, csv->closed.length > 0 ? _(", ") : "");
        buffer_add_format(&csv->closed, _("line %zu (%s)"), csv->line, csv_row_field(csv, first));
    } else if (csv->nclosed == CLOSED_NAMED + 1) {
        buffer_add_text(&csv->closed, " …");
    }
}
