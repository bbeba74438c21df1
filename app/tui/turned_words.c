#include "tui/turned_words.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "tui/words.h"

/* "28 to 30, 38": of the turned questions those that are asked now, or those that are not. Returns how many. */
static size_t list_numbers(struct buffer *out, const struct session *s, bool asked)
{
    size_t n = 0;
    int first = 0, last = 0;
    for (size_t i = 0; i <= s->nturned; i++) {
        const bool end = i == s->nturned;
        if (!end && question_asked(&s->list.questions[s->turned[i]]) != asked) {
            continue;
        }
        const int number = end ? 0 : question_number(s, s->turned[i]);
        if (n > 0 && !end && number == last + 1) {
            last = number;
        } else {
            if (n > 0 && last > first) {
                (void)buffer_add_format(out, _(" to %d"), last);
            }
            if (!end) {
                (void)buffer_add_format(out, "%s%d", n > 0 ? ", " : "", number);
            }
            first = last = number;
        }
        n += !end;
    }
    return n;
}

bool turned_words(struct buffer *out, const struct session *s)
{
    struct buffer off, on;
    buffer_init(&off, BUFFER_MAX_TEXT);
    buffer_init(&on, BUFFER_MAX_TEXT);
    const size_t taken = list_numbers(&off, s, false), put = list_numbers(&on, s, true);
    if (taken > 0) {
        (void)buffer_add_format(out, _n("So question %s is not asked.", "So not asked: %s.", taken), buffer_text(&off));
    }
    if (put > 0) {
        (void)buffer_add_text(out, taken > 0 ? between_sentences() : "");
        (void)buffer_add_format(out, _n("Question %s is asked now, too.", "Questions %s are asked now, too.", put), buffer_text(&on));
    }
    buffer_release(&off);
    buffer_release(&on);
    return taken + put > 0;
}
