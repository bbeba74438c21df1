#include "model/pack_reader.h"

#include "base/utf8.h"
#include "model/json.h"
#include "model/members.h"

#include <stdarg.h>

void *reader_allocate(struct reader *r, size_t n)
{
    void *bytes = arena_add(&r->pack->memory, n > 0 ? n : 1);
    if (bytes == NULL) {
        r->memory_failed = true;
        return NULL;
    }
    return memset(bytes, 0, n);
}

void place_format(const struct place *where, char out[PLACE_TEXT])
{
    out[0] = '\0';
    const struct place *chain[8];
    size_t n = 0;
    for (; where != NULL && n < sizeof chain / sizeof chain[0]; where = where->up) {
        chain[n++] = where;
    }
    size_t used = 0;
    for (size_t i = n; i-- > 0 && used < PLACE_TEXT - 1;) {
        const char *joint = i == n - 1 ? "" : chain[i + 1]->subject ? " " : ".";
        int wrote = chain[i]->index < 0 ? snprintf(out + used, PLACE_TEXT - used, "%s%s", joint, chain[i]->name)
                                        : snprintf(out + used, PLACE_TEXT - used, "%s%s[%d]", joint, chain[i]->name, chain[i]->index);
        used += wrote > 0 ? (size_t)wrote : 0;
    }
}

void reader_refuse(struct reader *r, const struct place *where, const char *format, ...)
{
    char place[PLACE_TEXT];
    char sentence[700];
    place_format(where, place);
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(sentence, sizeof sentence, format, arguments);
    va_end(arguments);
    struct error error = {0};
    if (place[0] != '\0') {
        fail(&error, ST_INPUT, "%s: %s: %s", r->name, place, sentence);
    } else {
        fail(&error, ST_INPUT, "%s: %s", r->name, sentence);
    }
    if (!r->refused && r->e != NULL) {
        *r->e = error;
    }
    r->refused = true;
    if (r->problems == NULL) {
        return;
    }
    if (r->problems->count == PACK_PROBLEMS_MAX) {
        r->problems->more = true;
        return;
    }
    char *copy = strdup(error.text);
    if (copy == NULL) {
        r->memory_failed = true;
    } else {
        r->problems->texts[r->problems->count++] = copy;
    }
}

void pack_problems_release(struct pack_problems *problems)
{
    for (size_t i = 0; i < problems->count; i++) {
        free(problems->texts[i]);
    }
    *problems = (struct pack_problems){0};
}

static void refuse_missing(struct reader *r, const struct place *where)
{
    reader_refuse(r, where, _("This member is missing."));
}

#define NO_BREAK_SPACE "\xC2\xA0"
#define WIDE_SPACE "\xE3\x80\x80"

static bool blank_around(const char *text, size_t n)
{
    const char *const end = text + n;
    return text[0] == ' ' || end[-1] == ' ' ||
           (n >= 2 && (memcmp(text, NO_BREAK_SPACE, 2) == 0 || memcmp(end - 2, NO_BREAK_SPACE, 2) == 0)) ||
           (n >= 3 && (memcmp(text, WIDE_SPACE, 3) == 0 || memcmp(end - 3, WIDE_SPACE, 3) == 0));
}

static size_t characters(const char *text)
{
    size_t n = 0;
    for (; *text != '\0'; text++) {
        n += ((unsigned char)*text & 0xC0) != 0x80;
    }
    return n;
}

/* A text that people see: one paragraph without anything that a terminal would obey. The strict reader has seen that it is UTF-8. */
static const char *checked_words(struct reader *r, const struct place *where, const char *text)
{
    const size_t n = strlen(text);
    if (utf8_has_control(text, n)) {
        reader_refuse(r, where, _("The text holds a control character (line breaks are not allowed either)."));
    } else if (n == 0) {
        reader_refuse(r, where, _("The text is empty."));
    } else if (blank_around(text, n)) {
        reader_refuse(r, where, _("The text has a blank at its beginning or end."));
    } else if (n > PACK_TEXT_MAX && characters(text) > PACK_TEXT_MAX) {
        reader_refuse(r, where, _("The text is longer than %d characters."), PACK_TEXT_MAX);
    } else {
        return text;
    }
    return "";
}

struct text read_text_value(struct reader *r, const struct place *where, const cJSON *value)
{
    struct text text = {"", ""};
    if (!cJSON_IsObject(value)) {
        reader_refuse(r, where, _("This must be a text in both languages: {\"ja\": …, \"en\": …}."));
        return text;
    }
    const char **slots[] = {&text.ja, &text.en};
    const char *const members[] = {"ja", "en"};
    for (size_t i = 0; i < 2; i++) {
        struct place place = {where, members[i], -1, false};
        const cJSON *member = json_get(value, members[i]);
        if (cJSON_IsString(member)) {
            *slots[i] = checked_words(r, &place, member->valuestring);
        } else if (member == NULL) {
            reader_refuse(r, &place, _("The text in this language is missing."));
        } else {
            reader_refuse(r, &place, _("This must be a string."));
        }
    }
    return text;
}

struct text read_text(struct reader *r, const struct place *up, const cJSON *object, const char *member, bool required)
{
    struct place place = {up, member, -1, false};
    const cJSON *value = json_get(object, member);
    if (value != NULL) {
        return read_text_value(r, &place, value);
    }
    if (required) {
        refuse_missing(r, &place);
    }
    return (struct text){"", ""};
}

int read_integer(struct reader *r, const struct place *up, const cJSON *object, const char *member, int min, int max, bool required,
                 int fallback)
{
    struct place place = {up, member, -1, false};
    const cJSON *value = json_get(object, member);
    if (value == NULL) {
        if (required) {
            refuse_missing(r, &place);
        }
        return fallback;
    }
    if (!cJSON_IsNumber(value) || value->valuedouble < min || value->valuedouble > max || value->valuedouble != (int)value->valuedouble) {
        reader_refuse(r, &place, _("This must be a whole number from %d to %d."), min, max);
        return fallback;
    }
    return (int)value->valuedouble;
}

bool read_flag(struct reader *r, const struct place *up, const cJSON *object, const char *member, bool required)
{
    struct place place = {up, member, -1, false};
    const cJSON *value = json_get(object, member);
    if (value == NULL && required) {
        refuse_missing(r, &place);
    } else if (value != NULL && !cJSON_IsBool(value)) {
        reader_refuse(r, &place, _("This must be true or false."));
    }
    return cJSON_IsTrue(value);
}

const char *read_string(struct reader *r, const struct place *up, const cJSON *object, const char *member, bool required)
{
    struct place place = {up, member, -1, false};
    const cJSON *value = json_get(object, member);
    if (value == NULL && required) {
        refuse_missing(r, &place);
    } else if (value != NULL && !cJSON_IsString(value)) {
        reader_refuse(r, &place, _("This must be a string."));
    }
    return cJSON_IsString(value) ? value->valuestring : NULL;
}

const cJSON *read_array(struct reader *r, const struct place *up, const cJSON *object, const char *member, bool required, int min, int max)
{
    struct place place = {up, member, -1, false};
    const cJSON *value = json_get(object, member);
    if (value == NULL) {
        if (required) {
            refuse_missing(r, &place);
        }
        return NULL;
    }
    int n = cJSON_IsArray(value) ? cJSON_GetArraySize(value) : -1;
    if (n < min || n > max) {
        if (min == max) {
            reader_refuse(r, &place, _n("This must be a list of %d entry.", "This must be a list of %d entries.", min), min);
        } else {
            reader_refuse(r, &place, _("This must be a list of %d to %d entries."), min, max);
        }
        return NULL;
    }
    return value;
}

void check_texts(struct reader *r, const struct place *up, const cJSON *object, const char *member, bool required, int max)
{
    struct place place = {up, member, 0, false};
    const cJSON *value = NULL;
    cJSON_ArrayForEach(value, read_array(r, up, object, member, required, required ? 1 : 0, max))
    {
        read_text_value(r, &place, value);
        place.index++;
    }
}

/* As an item's id, with capitals. */
static bool key_valid(const char *text)
{
    char lower[ITEM_ID_TEXT];
    size_t n = strlen(text);
    if (n >= sizeof lower) {
        return false;
    }
    for (size_t i = 0; i <= n; i++) {
        lower[i] = text[i] >= 'A' && text[i] <= 'Z' ? (char)(text[i] - 'A' + 'a') : text[i];
    }
    return item_id_valid(lower);
}

const char *read_id(struct reader *r, const struct place *up, const cJSON *object)
{
    const char *id = read_string(r, up, object, "id", true);
    if (id == NULL) {
        return "";
    }
    if (item_id_valid(id)) {
        return id;
    }
    struct place place = {up, "id", -1, false};
    reader_refuse(r, &place, _("\"%s\" is not an id: 1 to 40 characters of a-z, 0-9, full stop and hyphen, and a letter or digit first."),
                  id);
    return "";
}

const char *read_key(struct reader *r, const struct place *up, const cJSON *object, const char *member, bool required)
{
    const char *key = read_string(r, up, object, member, required);
    if (key == NULL || key_valid(key)) {
        return key;
    }
    struct place place = {up, member, -1, false};
    reader_refuse(r, &place,
                  _("\"%s\" is not a key: 1 to 40 characters of a-z, A-Z, 0-9, full stop and hyphen, and a letter or digit first."), key);
    return NULL;
}

int read_word(struct reader *r, const struct place *up, const cJSON *object, const char *member, const char *const *words)
{
    const char *word = read_string(r, up, object, member, true);
    if (word == NULL) {
        return 0;
    }
    for (int i = 0; words[i] != NULL; i++) {
        if (strcmp(word, words[i]) == 0) {
            return i;
        }
    }
    char known[200] = "";
    size_t used = 0;
    for (int i = 0; words[i] != NULL; i++) {
        int wrote = snprintf(known + used, sizeof known - used, "%s%s", i == 0 ? "" : ", ", words[i]);
        used += wrote > 0 && (size_t)wrote < sizeof known - used ? (size_t)wrote : 0;
    }
    struct place place = {up, member, -1, false};
    reader_refuse(r, &place, _("\"%s\" is none of: %s."), word, known);
    return 0;
}
