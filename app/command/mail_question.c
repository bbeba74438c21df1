#include "command/mail_question.h"

#include "base/i18n.h"
#include "model/contradictions.h"

#include <string.h>

/* The item of the first "PACK:ITEM" of a list, and its pack; NULL where they are not at hand. id: ITEM, "" when it is no such reference. */
static const struct item *find_item(const struct catalog *catalog, const char *reference, const struct pack **pack, char id[ITEM_ID_TEXT])
{
    char one[PACK_ID_TEXT + ITEM_ID_TEXT], pack_id[PACK_ID_TEXT];
    (void)snprintf(one, sizeof one, "%.*s", (int)strcspn(reference, " "), reference);
    const bool named = item_reference(one, NULL, pack_id, id);
    if (!named) {
        id[0] = '\0';
    }
    *pack = named ? catalog_find(catalog, pack_id) : NULL;
    return *pack == NULL ? NULL : pack_item(*pack, id);
}

/* Name, questionnaire and wording of each. No numbers: a supplier's screens count through all that the firm is asked, by other customers
 * too, and "question 3" would be another one there. */
static void add_items(struct buffer *out, const struct catalog *catalog, const char *items)
{
    while (*items != '\0') {
        char id[ITEM_ID_TEXT];
        const struct pack *pack;
        const struct item *item = find_item(catalog, items, &pack, id);
        const size_t n = strcspn(items, " ");
        if (item != NULL) {
            buffer_add_format(out, _("- \"%s\" (%s)"), text_of(item->title), text_of(pack->title));
            buffer_add_format(out, "\n  %s\n", text_of(item->text));
        } else if (pack != NULL) {
            buffer_add_format(out, "- %s: %s\n", text_of(pack->title), id);
        } else {
            buffer_add_format(out, "- %.*s: %s\n", (int)n, items, id);
        }
        items += n + strspn(items + n, " ");
    }
}

struct hearing {
    struct buffer *out;
    const struct catalog *catalog;
};

/* Which answers, and the words that the firm saw itself when it gave them. These are the program's, and are not said as if they were ours.
 */
static void add_contradiction(void *context, const struct check *check)
{
    const struct hearing *h = context;
    for (size_t i = 0; i < check->nitems; i++) {
        char id[ITEM_ID_TEXT];
        const struct pack *pack;
        const struct item *item = find_item(h->catalog, check->items[i], &pack, id);
        buffer_add_format(h->out, "%s%s", i == 0 ? "- " : " / ", item != NULL ? text_of(item->title) : check->items[i]);
    }
    buffer_add_text(h->out, "\n  ");
    buffer_add_format(h->out, _("Tenken's remark on your screens: \"%s\""), text_of(check->message));
    buffer_add_text(h->out, "\n");
}

void mail_add_question(struct buffer *text, const struct catalog *catalog, const struct clarification *c, const struct facts *facts)
{
    add_items(text, catalog, c->items);
    buffer_add_text(text, "\n");
    if (c->text[0] != '\0') {
        buffer_add_format(text, "%s\n", c->text);
    } else if (contradictions_among(c->contradictions, c->items, catalog, facts)) {
        struct hearing h = {text, catalog};
        buffer_add_format(text, "%s\n", _("They seem to contradict each other."));
        contradictions_each(c->contradictions, c->items, catalog, facts, add_contradiction, &h);
    } else {
        buffer_add_format(text, "%s\n", _("Please tell us a little more about what you answered there."));
    }
}
