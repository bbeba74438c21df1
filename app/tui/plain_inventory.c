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
    tell(p, _("%d %s. Maker or provider: %s. Version: %s. Seen from the internet: %s. Keeps passwords or IDs of your people: %s."), number,
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

/* Last year's list: false when it is still the same, or that is left for later. */
static bool inventory_changes(struct plain *p)
{
    struct error e = {0};
    const char letter = ask_letter(p, _("This is last year's list. y: still the same; c: change it; Enter: later:"), "yc q");
    p->quit = p->quit || letter == 'q';
    if (letter == 'y' && !refused(p, session_inventory_confirm(p->session, &e), &e)) {
        tell_saved(p, SIZE_MAX);
    }
    return letter == 'c';
}

/* The lines of a product in their order, from where b goes back. False: left out, or the end of input. */
static bool ask_lines(struct plain *p, struct inventory_entry *entry, char vendor[ANSWER_TEXT_MAX + 1], char version[ANSWER_TEXT_MAX + 1])
{
    int at = 0;
    while (at >= 0 && at < 4 && !p->ended) {
        const char *line = NULL;
        bool on = true;
        switch (at) {
        case 0:
            line = ask_line(p, _("Maker or provider (Enter: not known; b: leave this product out):"),
                            _("Who makes or runs it, as it stands on the device or on the invoice."));
            on = line != NULL && snprintf(vendor, ANSWER_TEXT_MAX + 1, "%s", line) >= 0;
            break;
        case 1:
            line = ask_line(p, _("Version (Enter: not known):"), _("The number or model that it shows of itself, such as RTX830 or 11."));
            on = line != NULL && snprintf(version, ANSWER_TEXT_MAX + 1, "%s", line) >= 0;
            break;
        case 2:
            on = ask_yes_or_no(
                p, _("Seen from the internet? y or n:"),
                _("y for routers, VPN devices, web and mail servers, cloud services. If you are not sure, y is the careful answer."),
                &entry->internet);
            break;
        default:
            on = ask_yes_or_no(p, _("Does this product keep passwords or IDs of your people? y or n:"),
                               _("y if it keeps accounts, passwords or keys. If you are not sure, y is the careful answer."),
                               &entry->credentials);
            break;
        }
        at += on ? 1 : -1;
    }
    return at == 4;
}

static bool ask_product(struct plain *p, const char *name)
{
    struct error e = {0};
    char vendor[ANSWER_TEXT_MAX + 1], version[ANSWER_TEXT_MAX + 1];
    struct inventory_entry entry = {.name = name, .vendor = vendor, .version = version};
    const bool whole = ask_lines(p, &entry, vendor, version);
    if (whole && !refused(p, session_inventory_put(p->session, SIZE_MAX, &entry, &e), &e)) {
        tell_saved(p, SIZE_MAX);
        const int last = cJSON_GetArraySize(session_inventory(p->session));
        tell_entry(p, last, cJSON_GetArrayItem(session_inventory(p->session), last - 1));
    } else if (!whole && !p->ended) {
        tell(p, _("Left out: %s."), name);
    }
    return !p->ended;
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
    if (assessment_inventory_carried(p->session->assessment) && !inventory_changes(p)) {
        return;
    }
    for (bool going = true; going;) {
        const int listed = cJSON_GetArraySize(session_inventory(p->session));
        const char *line =
            ask_line(p,
                     listed > 1   ? _("Name of a product or service (Enter: no more; remove 2: takes number 2 away):")
                     : listed > 0 ? _("Name of a product or service (Enter: no more; remove 1: takes number 1 away):")
                                  : _("Name of a product or service (Enter: no more):"),
                     _("For example the mail service, the router, the server in the office: its name first, then four short lines."));
        if (line == NULL || line[0] == '\0' || leaves(p, line)) {
            return;
        }
        const size_t gone = removal(line);
        char *name = strdup(line);
        if (gone > 0) {
            remove_product(p, gone);
        } else {
            going = name != NULL && ask_product(p, name);
        }
        free(name);
    }
}
