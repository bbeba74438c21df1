#include "tui/words.h"

#include "base/buffer.h"
#include "base/day_text.h"
#include "base/i18n.h"
#include "base/utf8.h"
#include "model/json.h"

const char *question_words(const struct question *q, char out[WORDS_MAX])
{
    if (question_waits(q)) {
        (void)snprintf(out, WORDS_MAX, "%s", _("waiting for the IT vendor"));
        return out;
    }
    if (q->answer.unconfirmed) {
        char words[ANSWER_WORDS];
        (void)snprintf(out, WORDS_MAX, _("%s, from before"), answer_words(&q->answer, words));
        return out;
    }
    if (given_waits(q->answer.tree, NULL)) {
        char words[ANSWER_WORDS];
        (void)snprintf(out, WORDS_MAX, _("%s, to confirm"), answer_words(&q->answer, words));
        return out;
    }
    return answer_words(&q->answer, out);
}

char answer_mark(const struct question *q)
{
    if (question_to_confirm(q)) {
        return '~';
    }
    switch (q->answer.state) {
    case ANSWER_LEVEL:
        return (char)('0' + q->answer.level);
    case ANSWER_UNKNOWN:
        return '?';
    case ANSWER_NA:
        return '-';
    case ANSWER_DONE:
        return '1';
    case ANSWER_NOT_DONE:
        return '0';
    case ANSWER_NONE:
        break;
    }
    return q->answer.ask_vendor ? 'v' : '.';
}

const char *points_words(int points, char out[WORDS_MAX])
{
    if (points < 0) {
        (void)snprintf(out, WORDS_MAX, "-");
    } else {
        (void)snprintf(out, WORDS_MAX, "%d.%d", points / 10, points % 10);
    }
    return out;
}

const char *plain_ascii(const char *text, char out[WORDS_MAX])
{
    size_t n = 0;
    const size_t length = strlen(text);
    for (size_t i = 0; i < length;) {
        uint32_t c = 0;
        char bytes[4];
        const size_t step = utf8_decode(text + i, length - i, &c);
        i += step == 0 ? 1 : step;
        c = c >= 0xFF01 && c <= 0xFF5E ? c - 0xFF01 + '!' : c == 0x3000 ? ' ' : c;
        const size_t wide = utf8_encode(c, bytes);
        if (n + wide < WORDS_MAX && !(n == 0 && c == ' ')) {
            memcpy(out + n, bytes, wide);
            n += wide;
        }
    }
    while (n > 0 && out[n - 1] == ' ') {
        n--;
    }
    out[n] = '\0';
    return out;
}

const char *plain_date(const char *text, char out[WORDS_MAX])
{
    char day[DATE_TEXT];
    (void)plain_ascii(text, out);
    if (day_form(out, day)) {
        (void)snprintf(out, WORDS_MAX, "%s", day);
    }
    return out;
}

void session_today(const struct session *s, char out[DATE_TEXT])
{
    local_today(&s->clock, out);
}

void profile_problem(const char *path, const char *label, struct error *e)
{
    const size_t n = strlen(path);
    if (strncmp(e->text, path, n) == 0 && e->text[n] == ':') {
        char rest[sizeof e->text];
        memcpy(rest, e->text + n, strlen(e->text + n) + 1);
        (void)snprintf(e->text, sizeof e->text, "%.64s%.*s", label, (int)(sizeof e->text - 65), rest);
    }
}

void evidence_words(struct buffer *out, const cJSON *answer)
{
    const cJSON *entry;
    cJSON_ArrayForEach(entry, json_get(answer, "evidence"))
    {
        const char *date = json_text(entry, "date");
        (void)buffer_add_text(out, out->length > 0 ? _("; ") : "");
        if (date != NULL) { /* first: what is cut off at the end of a line is not the day */
            (void)buffer_add_format(out, "%s ", date);
        }
        (void)buffer_add_text(out, json_text(entry, "title"));
    }
}

void evidence_days(struct buffer *out, const cJSON *answer)
{
    const cJSON *entry;
    cJSON_ArrayForEach(entry, json_get(answer, "evidence"))
    {
        const char *date = json_text(entry, "date");
        (void)buffer_add_text(out, out->length > 0 ? _(", ") : "");
        (void)buffer_add_text(out, date != NULL ? date : json_text(entry, "title"));
    }
}

const char *between_sentences(void)
{
    return language_current() == LANGUAGE_JA ? "" : " ";
}
