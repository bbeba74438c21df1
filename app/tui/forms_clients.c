/* The form of a new client. */
#include "tui/clients_screens.h"

#include "base/i18n.h"
#include "tui/form.h"

enum { FIELD_NAME, FIELD_REQUEST, FIELD_PACKS, FIELD_BEFORE, FIELDS };

static enum status client_apply(struct form *form, size_t *field, struct error *e)
{
    struct clients *c = form_context(form);
    const struct new_client wanted = {.name = form_value(form, FIELD_NAME),
                                      .packs = form_value(form, FIELD_PACKS),
                                      .request = form_value(form, FIELD_REQUEST),
                                      .before = form_value(form, FIELD_BEFORE)};
    *field = FIELD_NAME;
    if (wanted.name[0] == '\0' && wanted.request[0] == '\0' && wanted.before[0] == '\0') {
        return fail(e, ST_INPUT, _("The client needs a name, or a file that names it."));
    }
    return c->ops->create(c->context, &wanted, c->chosen, e);
}

static struct effect client_then(struct form *form, bool kept)
{
    (void)form;
    return kept ? effect_quit() : effect_pop(); /* kept: the command opens it */
}

struct screen *client_form_new(struct clients *clients)
{
    static const struct field_spec fields[FIELDS] = {
        [FIELD_NAME] = {N_("Name of the firm"), N_("As it shall stand in the answers."), FIELD_LINE, NULL, NULL},
        [FIELD_REQUEST] = {N_("Request file"), N_("What a customer of the firm sent it, if there is something: the path of the file."),
                           FIELD_LINE, NULL, NULL},
        [FIELD_PACKS] =
            {N_("Questionnaires"),
             N_("Names with spaces between them; \"tenken pack list\" shows all. Empty: what the request asks, else basic10 and "
                "supply-chain."),
             FIELD_LINE, NULL, NULL},
        [FIELD_BEFORE] = {N_("Last year's answers"),
                          N_("A draft or signed answers: they are proposed again. The path of the file, or empty."), FIELD_LINE, NULL,
                          NULL}};
    static const struct form_spec spec = {
        .title = N_("A new client"), .fields = fields, .nfields = FIELDS, .apply = client_apply, .then = client_then, .acts = true};
    return form_new_about(clients->blank, &spec, clients);
}
