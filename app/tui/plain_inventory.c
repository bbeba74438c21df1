/* The products and services of others, in plain mode. */
#include "tui/plain_parts.h"

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

/* Last year's list: false when it is still the same, or that is left for later. */
static bool inventory_changes(struct plain *p)
{
    struct error e = {0};
    const char *line = ask(p, _("This is last year's list. y: still the same; c: change it; Enter: later:"));
    char ascii[WORDS_MAX];
    if (line == NULL || leaves(p, line)) {
        return false;
    }
    if (yes(line) && !refused(p, session_inventory_confirm(p->session, &e), &e)) {
        tell_saved(p, SIZE_MAX);
        return false;
    }
    return strcasecmp(plain_ascii(line, ascii), "c") == 0;
}

void ask_inventory(struct plain *p)
{
    p->session->inventory_seen = true;
    tell(p, "%s", "");
    tell(p, "%s", _("Products and services of others that you use: mail, VPN and router, groupware, website, remote access, accounts."));
    tell_inventory(p);
    if (assessment_inventory_carried(p->session->assessment) && !inventory_changes(p)) {
        return;
    }
    for (;;) {
        struct error e = {0};
        char vendor[ANSWER_TEXT_MAX + 1];
        char version[ANSWER_TEXT_MAX + 1];
        const int listed = cJSON_GetArraySize(session_inventory(p->session));
        const char *line = ask(p, listed > 0 ? _("Name of a product or service (Enter: no more; remove 2: takes the second away):")
                                             : _("Name of a product or service (Enter: no more):"));
        if (line == NULL || line[0] == '\0' || leaves(p, line)) {
            return;
        }
        const size_t gone = removal(line);
        if (gone > 0) {
            if (!refused(p, session_inventory_remove(p->session, gone - 1, &e), &e)) {
                tell_saved(p, SIZE_MAX);
            }
            continue;
        }
        char *name = strdup(line);
        struct inventory_entry entry = {.name = name};
        if ((line = ask(p, _("Maker or provider:"))) != NULL) {
            entry.vendor = snprintf(vendor, sizeof vendor, "%s", line) < 0 ? NULL : vendor;
            line = ask(p, _("Version (Enter: not known):"));
        }
        if (line != NULL) {
            entry.version = snprintf(version, sizeof version, "%s", line) < 0 ? NULL : version;
        }
        const bool whole = line != NULL && ask_yes_or_no(p, _("Seen from the internet? y or n:"), &entry.internet) &&
                           ask_yes_or_no(p, _("Keeps passwords? y or n:"), &entry.credentials);
        if (whole && name != NULL && !refused(p, session_inventory_put(p->session, SIZE_MAX, &entry, &e), &e)) {
            tell_saved(p, SIZE_MAX);
            const int last = cJSON_GetArraySize(session_inventory(p->session));
            tell_entry(p, last, cJSON_GetArrayItem(session_inventory(p->session), last - 1));
        }
        free(name);
        if (!whole) {
            return;
        }
    }
}
