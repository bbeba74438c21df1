#include "command/report_sender.h"

#include "model/json.h"
#include "store/portfolio_requests.h"

static void add_part(struct buffer *out, const char *text)
{
    if (text != NULL && text[0] != '\0') {
        buffer_add_text(out, out->length > 0 ? " / " : "");
        buffer_add_text(out, text);
    }
}

static void add_contact(struct report_sender *out, const cJSON *contact)
{
    add_part(&out->person, json_text(contact, "name"));
    add_part(&out->contact, json_text(contact, "name"));
    add_part(&out->contact, json_text(contact, "phone"));
    add_part(&out->contact, json_text(contact, "email"));
}

static void begin(struct report_sender *out)
{
    buffer_init(&out->name, BUFFER_MAX_TEXT);
    buffer_init(&out->person, BUFFER_MAX_TEXT);
    buffer_init(&out->contact, BUFFER_MAX_TEXT);
}

void report_sender_take(struct report_sender *out, const cJSON *requester)
{
    begin(out);
    add_part(&out->name, json_text(requester, "name"));
    add_contact(out, json_get(requester, "contact"));
}

enum status report_contact_find(cJSON **contact, struct portfolio *portfolio, struct error *e)
{
    char *document = NULL;
    *contact = NULL;
    const enum status st = portfolio_request_newest_contact(portfolio, &document, e);
    if (st != ST_OK) {
        return st == ST_NO ? ST_OK : st;
    }
    cJSON *tree = json_read(document, strlen(document), &JSON_LIMITS_DOCUMENT, "request", NULL);
    *contact = cJSON_Duplicate(json_get(json_get(json_get(tree, "document"), "requester"), "contact"), true);
    cJSON_Delete(tree);
    free(document);
    return ST_OK;
}

enum status report_sender_find(struct report_sender *out, struct portfolio *portfolio, struct error *e)
{
    char *document = NULL;
    begin(out);
    const enum status st = portfolio_request_newest(portfolio, &document, e);
    if (st != ST_OK) {
        return st == ST_NO ? ST_OK : st;
    }
    cJSON *tree = json_read(document, strlen(document), &JSON_LIMITS_DOCUMENT, "request", NULL);
    report_sender_take(out, json_get(json_get(tree, "document"), "requester"));
    cJSON_Delete(tree);
    free(document);
    if (out->contact.length > 0) {
        return ST_OK;
    }
    cJSON *contact;
    const enum status found = report_contact_find(&contact, portfolio, e);
    add_contact(out, contact);
    cJSON_Delete(contact);
    return found;
}

void report_sender_release(struct report_sender *s)
{
    buffer_release(&s->name);
    buffer_release(&s->person);
    buffer_release(&s->contact);
}
