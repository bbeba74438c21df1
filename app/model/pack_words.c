#include "model/pack_words.h"

#include "base/utf8.h"
#include "base/width.h"
#include "model/json.h"
#include "model/pack_reader.h"

#include <regex.h>

static bool is_japanese(uint32_t c)
{
    return (c >= 0x3040 && c <= 0x30ff) || (c >= 0x4e00 && c <= 0x9fff);
}

static bool has_japanese(const char *text)
{
    size_t n = strlen(text);
    for (size_t i = 0; i < n;) {
        uint32_t c = 0;
        size_t length = utf8_decode(text + i, n - i, &c);
        if (length == 0 || is_japanese(c)) {
            return length > 0;
        }
        i += length;
    }
    return false;
}

/* A name such as "VPN" or "Google Drive" may be the same in both; a sentence may not. */
static bool is_sentence(const char *text)
{
    size_t blanks = 0;
    for (; *text != '\0'; text++) {
        blanks += *text == ' ';
    }
    return blanks >= 2;
}

void words_check_translation(struct reader *r, const struct place *where, const cJSON *text)
{
    const char *ja = json_text(text, "ja");
    const char *en = json_text(text, "en");
    if (en != NULL && has_japanese(en)) {
        reader_refuse(r, &(struct place){where, "en", -1, false}, _("There is Japanese in the English text; translate it."));
    }
    if (ja != NULL && !has_japanese(ja) && is_sentence(ja)) {
        reader_refuse(r, &(struct place){where, "ja", -1, false}, _("There is no Japanese in the Japanese text; translate it."));
    }
}

static void check_columns(struct reader *r, const struct place *where, struct text text)
{
    const char *const languages[] = {"ja", "en"};
    const char *const texts[] = {text.ja, text.en};
    for (size_t i = 0; i < 2; i++) {
        int columns = width_text(texts[i]);
        if (columns > LINT_TITLE_COLUMNS) {
            reader_refuse(r, &(struct place){where, languages[i], -1, false},
                          _("The title takes %d columns; %d fit (a Japanese character takes two)."), columns, LINT_TITLE_COLUMNS);
        }
    }
}

/* tail: columns of what is shown behind the text, on its last line. */
static int lines_of(const char *text, int columns, int tail)
{
    int lines = 0;
    int last = 0;
    while (*text != '\0') {
        size_t next = 0;
        size_t length = width_break(text, columns, &next);
        last = 0;
        for (size_t i = 0; i < length;) {
            int wide = 0;
            i += width_cluster(text + i, length - i, &wide);
            last += wide;
        }
        text += next;
        lines++;
    }
    return last + tail > columns ? lines + 1 : lines;
}

static void check_lines(struct reader *r, const struct place *where, struct text text, int columns, int tail)
{
    const char *const languages[] = {"ja", "en"};
    const char *const texts[] = {text.ja, text.en};
    for (size_t i = 0; i < 2; i++) {
        int lines = lines_of(texts[i], columns, tail);
        if (lines > LINT_LINES) {
            reader_refuse(r, &(struct place){where, languages[i], -1, false},
                          _("The text takes %d lines of %d columns; screens show %d. Make it shorter."), lines, columns, LINT_LINES);
        }
    }
}

static size_t characters_of(const char *text)
{
    size_t count = 0;
    for (; *text != '\0'; text++) {
        count += ((unsigned char)*text & 0xc0) != 0x80;
    }
    return count;
}

/* Bytes of the first n characters. */
static size_t beginning(const char *text, size_t n)
{
    size_t length = strlen(text);
    size_t i = 0;
    for (uint32_t c = 0; n > 0 && i < length; n--) {
        size_t one = utf8_decode(text + i, length - i, &c);
        i += one > 0 ? one : 1;
    }
    return i;
}

/* The eye finds a level by its beginning: two characters in Japanese, a word in English. */
static bool begin_alike(const char *a, const char *b, bool japanese)
{
    size_t of_a = japanese ? beginning(a, 2) : strcspn(a, " ,;:.");
    size_t of_b = japanese ? beginning(b, 2) : strcspn(b, " ,;:.");
    return of_a == of_b && strncasecmp(a, b, of_a) == 0;
}

/* The text holds the other one and little else. */
static bool repeats(const char *text, const char *other)
{
    return strstr(text, other) != NULL && strlen(text) <= 2 * strlen(other);
}

static void check_level_pair(struct reader *r, const struct place *where, const struct item *item, int a, int b)
{
    const char *const first[] = {item->levels[a].ja, item->levels[a].en};
    const char *const second[] = {item->levels[b].ja, item->levels[b].en};
    const char *const languages[] = {"ja", "en"};
    for (size_t i = 0; i < 2; i++) {
        if (first[i][0] == '\0' || second[i][0] == '\0') {
            continue;
        }
        struct place level = {where, "levels", b, false};
        struct place place = {&level, languages[i], -1, false};
        if (repeats(first[i], second[i]) || repeats(second[i], first[i])) {
            reader_refuse(r, &place, _("Levels %d and %d say the same; say what makes the difference."), a, b);
        } else if (begin_alike(first[i], second[i], i == 0)) {
            reader_refuse(r, &place, _("Levels %d and %d begin alike; put what differs first."), a, b);
        }
    }
}

static void check_levels(struct reader *r, const struct place *where, const struct item *item)
{
    for (int b = 0; b < LEVELS; b++) {
        struct place place = {where, "levels", b, false};
        check_lines(r, &place, item->levels[b], LINT_LEVEL_COLUMNS, 0);
        size_t characters = characters_of(item->levels[b].ja);
        if (characters > LINT_LEVEL_CHARACTERS) {
            reader_refuse(r, &place, _("The Japanese text has %d characters; at most %d."), (int)characters, LINT_LEVEL_CHARACTERS);
        }
        for (int a = 0; a < b; a++) {
            check_level_pair(r, where, item, a, b);
        }
    }
}

/* Without a source a figure is shown as an estimate, which is a range. */
static void check_cost(struct reader *r, const struct place *where, const char *member, const struct action *action, struct cost cost)
{
    if (cost.max > 0 && cost.min == cost.max && action->cost_source == NULL) {
        reader_refuse(r, &(struct place){where, member, -1, false},
                      _("A cost needs its \"cost_source\"; without one it is an estimate and must be a range, \"min\" below \"max\"."));
    }
}

static void check_advice(struct reader *r, const struct place *where, const struct item *item)
{
    struct place place = {where, "actions", 0, false};
    const cJSON *first = cJSON_GetArrayItem(json_get(item->tree, "actions"), 0);
    for (size_t i = 0; i < item->nactions; i++) {
        place.index = (int)i;
        check_cost(r, &place, "initial", &item->actions[i], item->actions[i].initial);
        check_cost(r, &place, "monthly", &item->actions[i], item->actions[i].monthly);
    }
    place.index = 0;
    if (item->nactions == 0) {
        return;
    }
    if (item->actions[0].from > 0) {
        reader_refuse(r, &place, _("Advice starts at level %d; who stands lower gets none. Start at level 0."), item->actions[0].from);
    }
    if ((item->actions[0].initial.max > 0 || item->actions[0].monthly.max > 0) && json_text(first, "comment") == NULL) {
        reader_refuse(r, &place, _("The first step costs money; begin with one that does not, or give the reason in a comment."));
    }
    if (item->actions[item->nactions - 1].to < item->target) {
        reader_refuse(r, &(struct place){where, "actions", -1, false}, _("Advice ends at level %d, below the target %d."),
                      item->actions[item->nactions - 1].to, item->target);
    }
}

/* How each framework writes its identifiers. */
static void check_reference(struct reader *r, const struct place *where, const cJSON *entry)
{
    static const char *const FORMS[][2] = {
        {"nist-csf-2.0", "^(GV|ID|PR|DE|RS|RC)\\.[A-Z]{2}-[0-9]{2}$"},
        {"cis-v8", "^([1-9]|1[0-8])(\\.([1-9]|1[0-9]))?$"},
        {"iso27001-2022", "^A\\.[5-8]\\.([1-9]|[12][0-9]|3[0-7])$"},
        {"ipa-25", "^([1-9]|1[0-9]|2[0-5])$"},
    };
    const char *framework = json_text(entry, "framework");
    const char *id = json_text(entry, "id");
    for (size_t i = 0; framework != NULL && id != NULL && i < sizeof FORMS / sizeof FORMS[0]; i++) {
        regex_t form;
        if (strcmp(framework, FORMS[i][0]) != 0 || regcomp(&form, FORMS[i][1], REG_EXTENDED | REG_NOSUB) != 0) {
            continue;
        }
        if (regexec(&form, id, 0, NULL, 0) != 0) {
            reader_refuse(r, &(struct place){where, "id", -1, false}, _("\"%s\" is not how %s writes its identifiers."), id, framework);
        }
        regfree(&form);
    }
}

static void check_lists(struct reader *r, const struct place *where, const struct item *item)
{
    const char *const lists[] = {"threats", "terms", "refs"};
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        struct place place = {where, lists[i], 0, false};
        const cJSON *entry = NULL;
        cJSON_ArrayForEach(entry, json_get(item->tree, lists[i]))
        {
            for (const cJSON *other = entry->next; other != NULL; other = other->next) {
                if (cJSON_Compare(entry, other, true)) {
                    reader_refuse(r, &place, _("This stands in the list twice."));
                }
            }
            if (i == 2) {
                check_reference(r, &place, entry);
            }
            place.index++;
        }
    }
}

static void check_item(struct reader *r, const struct item *item)
{
    char name[PACK_ID_TEXT + ITEM_ID_TEXT];
    snprintf(name, sizeof name, "%s:%s", r->pack->id, item->id);
    struct place where = {NULL, name, -1, true};
    if (json_get(item->tree, "same_as") != NULL) {
        return;
    }
    check_columns(r, &(struct place){&where, "title", -1, false}, item->title);
    check_lines(r, &(struct place){&where, "text", -1, false}, item->text, LINT_QUESTION_COLUMNS, 0);
    check_lines(r, &(struct place){&where, "why", -1, false}, item->why, LINT_QUESTION_COLUMNS,
                item->why_source != NULL ? 3 + width_text(item->why_source) : 0); /* " [S1]" */
    check_levels(r, &where, item);
    check_advice(r, &where, item);
    check_lists(r, &where, item);
    if (json_text(item->tree, "comment") == NULL) {
        reader_refuse(r, &where, _("The reason for weight, target and essential is missing; give it in \"comment\"."));
    }
}

static bool term_used(const struct pack *p, const char *id)
{
    for (size_t i = 0; i < p->nitems; i++) {
        const cJSON *entry = NULL;
        cJSON_ArrayForEach(entry, json_get(p->items[i].tree, "terms"))
        {
            if (cJSON_IsString(entry) && strcmp(entry->valuestring, id) == 0) {
                return true;
            }
        }
    }
    return false;
}

void words_check(struct reader *r)
{
    const struct pack *p = r->pack;
    for (size_t i = 0; i < p->nsections; i++) {
        struct place section = {NULL, "sections", (int)i, false};
        check_columns(r, &(struct place){&section, "title", -1, false}, p->sections[i].title);
    }
    for (size_t i = 0; i < p->nitems; i++) {
        check_item(r, &p->items[i]);
    }
    for (size_t i = 0; i < p->nterms; i++) {
        if (p->terms[i].id[0] != '\0' && !term_used(p, p->terms[i].id)) {
            reader_refuse(r, &(struct place){NULL, "glossary", (int)i, false}, _("No item uses the entry \"%s\"."), p->terms[i].id);
        }
    }
}
