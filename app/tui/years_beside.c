/* What has changed beside the answers since last year: planned days that were put off, and products. */
#include "tui/years.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "model/json.h"

/* "New products: Router KR-50."; nothing without names. */
static void add_names(struct buffer *out, const char *what, const struct buffer *names)
{
    if (names->length > 0) {
        (void)buffer_add_text(out, out->length > 0 ? between_sentences() : "");
        (void)buffer_add_format(out, _("%s: %s."), what, buffer_text(names));
    }
}

void years_plans(struct buffer *out, const struct years *y)
{
    struct buffer moved, left;
    buffer_init(&moved, BUFFER_MAX_TEXT);
    buffer_init(&left, BUFFER_MAX_TEXT);
    for (size_t i = 0; i < y->comparison.count; i++) {
        const struct compared *c = &y->comparison.items[i];
        const char *then = json_text(c->from.tree, "planned_by"), *now = json_text(c->to.tree, "planned_by");
        const bool planned = c->question != SIZE_MAX && !c->to.unconfirmed && c->from.planned_level >= 0 && then != NULL;
        if (!planned || (c->to.state == ANSWER_LEVEL && c->to.level >= c->from.planned_level) || c->to.state == ANSWER_NA) {
            continue;
        }
        const int number = question_number(y->session, c->question);
        const char *title = compared_title(y, c);
        if (c->to.planned_level >= 0 && now != NULL && strcmp(now, then) > 0) {
            (void)buffer_add_text(&moved, moved.length > 0 ? _(", ") : "");
            (void)buffer_add_format(&moved, _("%d %s (from %s to %s)"), number, title, then, now);
        } else if (session_goal(y->session, c->question).late) {
            (void)buffer_add_format(&left, "%s%d %s (%s)", left.length > 0 ? _(", ") : "", number, title, then);
        }
    }
    add_names(out, _("Put off"), &moved);
    add_names(out, _("Planned then, day past, not done"), &left);
    buffer_release(&left);
    buffer_release(&moved);
}

static void add_product(struct buffer *names, const cJSON *product)
{
    const char *name = json_text(product, "name"), *from = json_text(product, "from"), *to = json_text(product, "to");
    (void)buffer_add_format(names, "%s%s", names->length > 0 ? _(", ") : "", name == NULL ? "-" : name);
    if (from != NULL && to != NULL && strcmp(from, to) != 0) {
        (void)buffer_add_format(names, " (%s -> %s)", from, to);
    }
}

void years_products(struct buffer *out, const struct years *y)
{
    static const char *const kinds[] = {"new", "gone", "changed"};
    static const char *const labels[] = {N_("New products"), N_("Products gone"), N_("Products changed")};
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        const cJSON *product;
        struct buffer names;
        buffer_init(&names, BUFFER_MAX_TEXT);
        cJSON_ArrayForEach(product, json_get(y->products, "inventory"))
        {
            if (strcmp(json_text(product, "change"), kinds[k]) == 0) {
                add_product(&names, product);
            }
        }
        add_names(out, _(labels[k]), &names);
        buffer_release(&names);
    }
}
