#include "model/pack_reader.h"

#include "base/utf8.h"
#include "model/json.h"
#include "model/members.h"

#include <stdarg.h>

#define BLOCK_BYTES ((size_t)16 * 1024)

void *reader_allocate(struct reader *r, size_t n)
{
    size_t unit = _Alignof(max_align_t);
    size_t need = (n + unit - 1) / unit * unit;
    struct pack_memory *block = r->pack->memory;
    if (block == NULL || block->size - block->used < need) {
        size_t size = need > BLOCK_BYTES ? need : BLOCK_BYTES;
        block = calloc(1, sizeof *block + size);
        if (block == NULL) {
            r->memory_failed = true;
            return NULL;
        }
        block->size = size;
        block->next = r->pack->memory;
        r->pack->memory = block;
    }
    void *bytes = block->bytes + block->used;
    block->used += need;
    return bytes;
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

static bool is_blank(uint32_t c)
{
    return c == ' ' || c == 0xa0 || c == 0x3000;
}

/* The next character: its length, 0 for one that is no text or that a terminal would obey. Plain ASCII and the three-byte characters from
 * U+3000 to U+CFFF, among which none is to be refused, are nearly all. */
static inline size_t next_character(const char *s, const char *end, uint32_t *c)
{
    const unsigned char lead = (unsigned char)s[0];
    if (lead >= 0x20 && lead < 0x7f) {
        *c = lead;
        return 1;
    }
    if (lead >= 0xe3 && lead <= 0xec && end - s >= 3 && (s[1] & 0xc0) == 0x80 && (s[2] & 0xc0) == 0x80) {
        *c = (uint32_t)((lead & 0x0f) << 12 | (s[1] & 0x3f) << 6 | (s[2] & 0x3f));
        return 3;
    }
    const size_t length = utf8_decode(s, (size_t)(end - s), c);
    return length > 0 && utf8_is_control(*c) ? 0 : length;
}

/* A text that people see: one paragraph without anything that a terminal would obey. */
static const char *checked_words(struct reader *r, const struct place *where, const char *text)
{
    const char *const end = text + strlen(text);
    size_t characters = 0;
    uint32_t first = 0, c = 0;
    for (const char *s = text; s < end; characters++) {
        const size_t length = next_character(s, end, &c);
        if (length == 0) {
            reader_refuse(r, where, _("The text holds a control character (line breaks are not allowed either)."));
            return "";
        }
        first = characters == 0 ? c : first;
        s += length;
    }
    if (characters == 0) {
        reader_refuse(r, where, _("The text is empty."));
    } else if (is_blank(first) || is_blank(c)) {
        reader_refuse(r, where, _("The text has a blank at its beginning or end."));
    } else if (characters > PACK_TEXT_MAX) {
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
        reader_refuse(r, &place, _("This must be a list of %d to %d entries."), min, max);
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
    char known[200] = "";
    size_t used = 0;
    for (int i = 0; words[i] != NULL; i++) {
        if (strcmp(word, words[i]) == 0) {
            return i;
        }
        int wrote = snprintf(known + used, sizeof known - used, "%s%s", i == 0 ? "" : ", ", words[i]);
        used += wrote > 0 && (size_t)wrote < sizeof known - used ? (size_t)wrote : 0;
    }
    struct place place = {up, member, -1, false};
    reader_refuse(r, &place, _("\"%s\" is none of: %s."), word, known);
    return 0;
}
