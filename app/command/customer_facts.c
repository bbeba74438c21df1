#include "command/customer_facts.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "command/remembered.h"
#include "model/json.h"
#include "trust/certificate.h"

/* The title of a pack that the request brings along, in the current language; NULL when it brings none with this id. */
static const char *embedded_title(const cJSON *document, const char *id)
{
    const cJSON *pack;
    cJSON_ArrayForEach(pack, json_get(document, "embedded_packs"))
    {
        const char *own = json_text(pack, "id");
        if (own != NULL && strcmp(own, id) == 0) {
            return json_text(json_get(pack, "title"), language_code(language_current()));
        }
    }
    return NULL;
}

static void pack_titles(const cJSON *document, const struct catalog *catalog, char *out, size_t size)
{
    struct buffer titles;
    buffer_init(&titles, BUFFER_MAX_TEXT);
    const cJSON *name;
    cJSON_ArrayForEach(name, json_get(document, "packs"))
    {
        const char *id = json_text(name, "id");
        const struct pack *pack = catalog_find(catalog, id);
        const char *brought = embedded_title(document, id);
        (void)buffer_add_text(&titles, titles.length > 0 ? _(", ") : "");
        (void)buffer_add_text(&titles, pack != NULL ? text_of(pack->title) : brought != NULL ? brought : id);
    }
    show_text(buffer_text(&titles), out, size);
    buffer_release(&titles);
}

static void contact_words(const cJSON *document, char *out, size_t size)
{
    static const char *const MEMBERS_SHOWN[] = {"name", "email", "phone"};
    const cJSON *contact = json_get(json_get(document, "requester"), "contact");
    struct buffer words;
    buffer_init(&words, BUFFER_MAX_TEXT);
    for (size_t i = 0; i < sizeof MEMBERS_SHOWN / sizeof *MEMBERS_SHOWN; i++) {
        const char *text = json_text(contact, MEMBERS_SHOWN[i]);
        if (text != NULL && text[0] != '\0') {
            (void)buffer_add_format(&words, "%s%s", words.length > 0 ? ", " : "", text);
        }
    }
    show_text(buffer_text(&words), out, size);
    buffer_release(&words);
}

static enum standing standing_of(enum requester_state state)
{
    static const enum standing STANDINGS[] = {
        [REQUESTER_KNOWN] = STANDING_KNOWN, [REQUESTER_FIRST] = STANDING_FIRST, [REQUESTER_CHANGED] = STANDING_CHANGED};
    return STANDINGS[state];
}

void customer_facts(const struct received_request *r, const struct catalog *catalog, const struct clock *clock,
                    struct customer_request *out)
{
    *out = (struct customer_request){.days = received_request_days_left(r->document, clock),
                                     .sealed = json_text(r->document, "encrypt_to") != NULL,
                                     .standing = standing_of(r->standing.state)};
    show_text(r->name, out->name, sizeof out->name);
    contact_words(r->document, out->contact, sizeof out->contact);
    show_text(json_text(r->document, "supplier_name"), out->addressed, sizeof out->addressed);
    pack_titles(r->document, catalog, out->packs, sizeof out->packs);
    show_text(json_text(r->document, "about"), out->about, sizeof out->about);
    show_text(json_text(r->document, "period"), out->period, sizeof out->period);
    show_text(json_text(r->document, "due"), out->due, sizeof out->due);
    show_text(r->groups, out->groups, sizeof out->groups);
    show_text(r->host, out->host, sizeof out->host);
    if (r->standing.state == REQUESTER_FIRST) {
        return;
    }
    char groups[FINGERPRINT_TEXT];
    fingerprint_format(r->standing.certificate, groups);
    show_text(groups, out->known_groups, sizeof out->known_groups);
    show_text(r->standing.name, out->known_name, sizeof out->known_name);
    show_text(r->standing.host, out->known_host, sizeof out->known_host);
    (void)local_day_of(r->standing.confirmed_at, out->confirmed_on);
}
