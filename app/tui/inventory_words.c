/* Who sees the list of products: it goes to those alone whose questionnaires ask for it. */
#include "tui/words.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "base/utf8.h"
#include "model/json.h"
#include "model/record_check.h"

static const char *name_of(const struct session *s, size_t request)
{
    const char *name = json_text(json_get(assessment_request(s->assessment, request), "requester"), "name");
    return name == NULL ? "" : name;
}

/* A customer may have asked more than once, as after an alert: once is named whoever asks for the list in any request. */
static bool named_before(const struct session *s, size_t request)
{
    for (size_t i = 0; i < request; i++) {
        if (strcmp(name_of(s, i), name_of(s, request)) == 0) {
            return true;
        }
    }
    return false;
}

static bool asks(const struct session *s, const char *customer)
{
    bool asked = false;
    for (size_t i = 0; i < assessment_request_count(s->assessment); i++) {
        for (size_t p = 0; p < s->list.npacks && strcmp(name_of(s, i), customer) == 0; p++) {
            asked = asked || (s->list.packs[p]->inventory && pack_named(assessment_request(s->assessment, i), s->list.packs[p]->id));
        }
    }
    return asked;
}

void inventory_seen(struct buffer *out, const struct session *s)
{
    struct buffer names;
    size_t seen = 0, customers = 0;
    buffer_init(&names, BUFFER_MAX_TEXT);
    for (size_t i = 0; i < assessment_request_count(s->assessment); i++) {
        const char *name = name_of(s, i);
        if (named_before(s, i)) {
            continue;
        }
        customers++;
        if (asks(s, name)) {
            (void)buffer_add_text(&names, seen++ > 0 ? _(", ") : "");
            (void)utf8_clean(&names, name, strlen(name), false);
        }
    }
    if (seen == customers) {
        (void)buffer_add_text(out, _("Your customers see this list with your answers, to warn you when something on it is attacked."));
    } else if (seen == 0) {
        (void)buffer_add_text(out, _("No customer who has asked so far sees this list. It is for you, and for those who will ask for it."));
    } else {
        (void)buffer_add_format(out,
                                _("Of your customers only %s will see this list with your answers, to warn you when something on it "
                                  "is attacked. The others do not ask for it."),
                                buffer_text(&names));
    }
    buffer_release(&names);
}
