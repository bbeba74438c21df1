/* The products and services of others, in plain mode. */
#include "tui/plain_parts.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "model/json.h"
#include "tui/words.h"

static const char *or_not_known(const char *text)
{
    return text == NULL || text[0] == '\0' ? _("not known") : text;
}

static void tell_entry(struct plain *p, int number, const cJSON *entry)
{
    tell(p, _("%d %s. Maker or provider: %s. Version: %s. Seen from the internet: %s. Keeps passwords: %s."), number,
         json_text(entry, "name"), or_not_known(json_text(entry, "vendor")), or_not_known(json_text(entry, "version")),
         json_true(entry, "internet") ? _("yes") : _("no"), json_true(entry, "credentials") ? _("yes") : _("no"));
}

static void tell_inventory(struct plain *p)
{
    const cJSON *entry;
    int number = 0;
    cJSON_ArrayForEach(entry, session_inventory(p->session))
    {
        tell_entry(p, ++number, entry);
    }
}

/* Last year's list, changed just now or not: false when it is right as it stands, or that is left for later. */
static bool inventory_changes(struct plain *p, bool changed)
{
    struct error e = {0};
    const char letter = ask_letter(p,
                                   changed || assessment_inventory_mended(p->session->assessment)
                                       ? _("Is the list right now? y: it is right as it stands; c: change more; Enter: later:")
                                       : _("This is last year's list. y: it is right as it stands now; c: change it; Enter: later:"),
                                   "yc q");
    p->quit = p->quit || letter == 'q';
    if (letter == 'y' && !refused(p, session_inventory_confirm(p->session, &e), &e)) {
        tell_saved(p, SIZE_MAX);
    }
    return letter == 'c';
}

/* What is being asked for: of a product that is listed, what stands there now. */
struct product {
    char name[ANSWER_TEXT_MAX + 64]; /* one byte too many is refused, not cut off */
    char vendor[ANSWER_TEXT_MAX + 64];
    char version[ANSWER_TEXT_MAX + 64];
    bool internet, credentials;
    bool listed; /* Enter keeps yes and no, too */
};

/* The lines of a product in their order, from where b goes back. False: left out, or the end of input. */
static bool ask_lines(struct plain *p, struct product *product)
{
    int at = 0;
    while (at >= 0 && at < 4 && !p->ended) {
        bool on = true;
        switch (at) {
        case 0:
            on = ask_value(p, _("Maker or provider (Enter: not known; b: leave this product out):"), _("Maker or provider"),
                           _("Who makes or runs it, as it stands on the device or on the invoice."), product->vendor,
                           sizeof product->vendor);
            break;
        case 1:
            on = ask_value(p, _("Version (Enter: not known):"), _("Version"),
                           _("The number or model that it shows of itself, such as RTX830 or 11."), product->version,
                           sizeof product->version);
            break;
        case 2:
            on = ask_yes_or_no(p,
                               !product->listed    ? _("Seen from the internet (a router that faces it: yes)? y or n:")
                               : product->internet ? _("Seen from the internet? y or n (Enter: yes):")
                                                   : _("Seen from the internet? y or n (Enter: no):"),
                               product->listed,
                               _("y for what faces the internet: the router, VPN devices, web and mail servers, cloud services. If you are "
                                 "not sure, y is the careful answer."),
                               &product->internet);
            break;
        default:
            on = ask_yes_or_no(p,
                               !product->listed       ? _("Keeps passwords of your people? y or n:")
                               : product->credentials ? _("Keeps passwords of your people? y or n (Enter: yes):")
                                                      : _("Keeps passwords of your people? y or n (Enter: no):"),
                               product->listed,
                               _("y if it keeps accounts, passwords or keys. If you are not sure, y is the careful answer."),
                               &product->credentials);
            break;
        }
        at += on ? 1 : -1;
    }
    return at == 4;
}

/* Asks for the lines of a product and puts it into the list: at the end (SIZE_MAX), or in the place of what is there. */
static void ask_product(struct plain *p, size_t entry, struct product *product)
{
    struct error e = {0};
    if (!ask_lines(p, product)) {
        if (!p->ended) {
            tell(p, product->listed ? _("Left as it is: %s.") : _("Left out: %s."), product->name);
        }
        return;
    }
    const struct inventory_entry value = {product->name, product->vendor, product->version, product->internet, product->credentials};
    if (!refused(p, session_inventory_put(p->session, entry, &value, &e), &e)) {
        const int at = entry == SIZE_MAX ? cJSON_GetArraySize(session_inventory(p->session)) - 1 : (int)entry;
        tell_saved(p, SIZE_MAX);
        tell_entry(p, at + 1, cJSON_GetArrayItem(session_inventory(p->session), at));
    }
}

/* Enter at each line keeps what stands there. */
static void change_product(struct plain *p, size_t entry, struct product *product)
{
    const cJSON *old = cJSON_GetArrayItem(session_inventory(p->session), (int)entry);
    struct buffer prompt;
    fill_value(product->name, sizeof product->name, old, "name");
    fill_value(product->vendor, sizeof product->vendor, old, "vendor");
    fill_value(product->version, sizeof product->version, old, "version");
    product->internet = json_true(old, "internet");
    product->credentials = json_true(old, "credentials");
    product->listed = true;
    buffer_init(&prompt, BUFFER_MAX_TEXT);
    (void)buffer_add_format(&prompt, _("Name of the product or service (Enter: %s):"), product->name);
    const char *line = ask_line(p, buffer_text(&prompt), _("Enter keeps what is named."));
    buffer_release(&prompt);
    if (line == NULL && !p->ended) {
        tell(p, _("Left as it is: %s."), product->name);
    } else if (line != NULL) {
        if (line[0] != '\0') {
            (void)snprintf(product->name, sizeof product->name, "%s", line);
        }
        ask_product(p, entry, product);
    }
}

static void add_product(struct plain *p, const char *name, struct product *product)
{
    (void)snprintf(product->name, sizeof product->name, "%s", name);
    ask_product(p, SIZE_MAX, product);
}

static void remove_product(struct plain *p, size_t number)
{
    struct error e = {0};
    const char *name = json_text(cJSON_GetArrayItem(session_inventory(p->session), (int)number - 1), "name");
    char *gone = strdup(name == NULL ? "" : name);
    if (gone != NULL && !refused(p, session_inventory_remove(p->session, number - 1, &e), &e)) {
        tell_saved(p, SIZE_MAX);
        tell(p, _("Removed: %s. What stays:"), gone);
        tell_inventory(p);
    }
    free(gone);
}

/* The number of one that is listed, alone or behind a word for changing it; 0: it is something else, such as a name. */
static size_t listed_number(const struct plain *p, const char *line)
{
    char ascii[WORDS_MAX], end = 0;
    size_t number = change_of(line);
    if (number == 0 && sscanf(plain_ascii(line, ascii), "%4zu%c", &number, &end) != 1) {
        return 0;
    }
    return number <= (size_t)cJSON_GetArraySize(session_inventory(p->session)) ? number : 0;
}

/* Names, one after the other, and what is to be done with those that are listed. False: q was typed, or the input has ended. */
static bool ask_products(struct plain *p)
{
    while (!p->ended) {
        const char *line =
            ask_line(p,
                     cJSON_GetArraySize(session_inventory(p->session)) == 0
                         ? _("Name of a product or service (Enter: no more):")
                         : _("Name of a product or service (Enter: no more; 1: changes number 1; remove 1: takes it away):"),
                     _("For example the mail service, the router, the server in the office: its name first, then four short lines."));
        if (line == NULL || line[0] == '\0') {
            return line != NULL;
        }
        if (leaves(p, line)) {
            return false;
        }
        struct product *product = calloc(1, sizeof *product);
        const size_t gone = removal(line), number = listed_number(p, line);
        if (gone > 0) {
            remove_product(p, gone);
        } else if (product != NULL && number > 0) {
            change_product(p, number - 1, product);
        } else if (product != NULL) {
            add_product(p, line, product);
        }
        free(product);
    }
    return false;
}

void ask_inventory(struct plain *p)
{
    p->session->inventory_seen = true;
    tell(p, "%s", "");
    tell(p, "%s", _("Products and services of others that you use: mail, VPN and router, groupware, website, remote access, accounts."));
    struct buffer seen;
    buffer_init(&seen, BUFFER_MAX_TEXT);
    inventory_seen(&seen, p->session);
    tell(p, "%s", buffer_text(&seen));
    buffer_release(&seen);
    tell_inventory(p);
    if (!assessment_inventory_carried(p->session->assessment)) {
        (void)ask_products(p);
        return;
    }
    bool changed = false;
    while (assessment_inventory_carried(p->session->assessment) && inventory_changes(p, changed) && ask_products(p)) {
        tell_inventory(p); /* what y then says is right */
        changed = true;
    }
}
