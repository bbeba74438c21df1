#include "export/form_value.h"

#include "base/day_text.h"
#include "base/i18n.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uninorm.h>

void form_plain(const char *text, char out[FORM_PLAIN])
{
    size_t n = FORM_PLAIN - 1;
    uint8_t *normal = u8_normalize(UNINORM_NFKC, (const uint8_t *)text, strlen(text), NULL, &n);
    (void)snprintf(out, FORM_PLAIN, "%.*s", normal == NULL ? 0 : (int)(n < FORM_PLAIN - 1 ? n : FORM_PLAIN - 1),
                   normal == NULL ? "" : (const char *)normal);
    free(normal);
}

static bool is_one_of(const char *word, const char *const *list)
{
    for (; *list != NULL; list++) {
        if (strcasecmp(word, *list) == 0) {
            return true;
        }
    }
    return false;
}

const char *form_answer_of(const char *text)
{
    static const char *const DIGITS[] = {"0", "1", "2", "3", "4"};
    static const char *const UNKNOWN[] = {"?", "unknown", "don't know", "わからない", "分からない", "不明", NULL};
    static const char *const NOT_APPLICABLE[] = {"-", "na", "n/a", "not applicable", "該当しない", "該当なし", "対象外", NULL};
    static const char *const DONE[] = {"○", "◯", "〇", "done", "済み", "済", NULL};
    static const char *const NOT_DONE[] = {"×", "x", "not done", "not yet", "まだ", "未", NULL};
    char word[FORM_PLAIN];
    form_plain(text, word);
    if (word[0] >= '0' && word[0] <= '4' && strchr(" :.\t", word[1]) != NULL) { /* also at the end */
        const char *rest = word + 1 + strspn(word + 1, ".0");
        return word[1] != '.' || *rest == '\0' ? DIGITS[word[0] - '0'] : NULL;
    }
    char *space = strchr(word, ' ');
    if (space != NULL && space - word <= 3) { /* a mark, and its words behind it */
        *space = '\0';
    }
    return is_one_of(word, UNKNOWN)          ? "unknown"
           : is_one_of(word, NOT_APPLICABLE) ? "na"
           : is_one_of(word, DONE)           ? "done"
           : is_one_of(word, NOT_DONE)       ? "not_done"
                                             : NULL;
}

bool form_day_of(const struct form_cell *cell, bool early, char out[DATE_TEXT])
{
    int64_t at;
    if (cell->number) {
        const double days = strtod(cell->text, NULL);
        if (!(days >= 1 && days < 2958466)) { /* 9999-12-31 */
            return false;
        }
        /* Day 25569 is 1970-01-01 (ECMA-376-1, 18.17.4.1); workbooks of old Macs count from 1904. */
        at = ((int64_t)floor(days) - 25569 + (early ? 1462 : 0)) * 86400;
        if (at < 0) {
            return false;
        }
        date_format(at, out);
        return true;
    }
    return day_read(cell->text, out);
}

const char *form_text_of(const struct form_cell *cell, char number[32])
{
    if (!cell->number) {
        return cell->text;
    }
    const double value = strtod(cell->text, NULL);
    if (fabs(value) < 1e15 && floor(value) == value) {
        (void)snprintf(number, 32, "%.0f", value);
        return number;
    }
    return cell->text;
}
