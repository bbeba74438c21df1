#include "command/merge_members.h"

#include "model/portfolio_source.h"
#include "model/score.h"

#include <string.h>

#define NUMBER_MAX 20 /* of a long, with its sign */
#define KEY_MAX 4     /* what stands around a key: comma, quotes, colon */

/* Returns the end of what was written. */
static char *write_number(char *to, long n)
{
    char digits[NUMBER_MAX], *p = digits + sizeof digits;
    unsigned long rest = n < 0 ? 0UL - (unsigned long)n : (unsigned long)n;
    if (n < 0) {
        *to++ = '-';
    }
    if (rest < 10) { /* nearly always */
        *to++ = (char)('0' + rest);
        return to;
    }
    for (; rest > 0; rest /= 10) {
        *--p = (char)('0' + rest % 10);
    }
    const size_t length = (size_t)(digits + sizeof digits - p);
    memcpy(to, p, length);
    return to + length;
}

/* Begins a member of the object in out; its value may have so many bytes, and goes where this leads (NULL: no memory). Pack and item ids,
 * and sections of packs at hand, hold only [a-z0-9.-]: answers_check and pack_read see to it. */
static char *begin_member(struct buffer *out, const char *key, size_t value)
{
    const size_t n = strlen(key);
    if (!buffer_reserve(out, n + KEY_MAX + value)) {
        return NULL;
    }
    char *to = out->data + out->length;
    if (out->length > 1) {
        *to++ = ',';
    }
    *to++ = '"';
    memcpy(to, key, n);
    memcpy(to + n, "\":", 2);
    return to + n + 2;
}

static void end_member(struct buffer *out, char *to)
{
    *to = '\0';
    out->length = (size_t)(to - out->data);
}

static int level_code(const struct answer *a, bool hidden)
{
    if (hidden) {
        return PORTFOLIO_NOT_ASKED;
    }
    if (a->unconfirmed) {
        return PORTFOLIO_UNANSWERED;
    }
    switch (a->state) {
    case ANSWER_LEVEL:
        return a->level;
    case ANSWER_UNKNOWN:
        return PORTFOLIO_UNKNOWN;
    case ANSWER_NA:
        return PORTFOLIO_NA;
    case ANSWER_DONE:
        return PORTFOLIO_DONE;
    case ANSWER_NOT_DONE:
        return PORTFOLIO_NOT_DONE;
    case ANSWER_NONE:
        break;
    }
    return PORTFOLIO_UNANSWERED;
}

void merge_add_item(struct buffer *out, const char *id, const struct answer *a, bool hidden, int target, int priority)
{
    const int values[] = {level_code(a, hidden), target, priority, a->planned_level, a->assessor_level};
    char *to = begin_member(out, id, sizeof values / sizeof values[0] * (NUMBER_MAX + 1) + 1);
    if (to == NULL) {
        return;
    }
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
        *to++ = i == 0 ? '[' : ',';
        to = write_number(to, values[i]);
    }
    *to++ = ']';
    end_member(out, to);
}

void merge_add_section(struct buffer *out, const char *id, int score)
{
    char *to = begin_member(out, id, NUMBER_MAX);
    if (to == NULL) {
        return;
    }
    if (score == SCORE_NONE) {
        memcpy(to, "null", 4);
        to += 4;
    } else {
        to = write_number(to, score);
    }
    end_member(out, to);
}
