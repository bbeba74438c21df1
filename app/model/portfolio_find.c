#include "model/portfolio_find.h"

#include "base/i18n.h"

#include <string.h>

const char *found_why_name(enum found_why why)
{
    static const char *const NAMES[FOUND_WHYS] = {[FOUND_TOLD] = "",
                                                  [FOUND_NO_ANSWERS] = "no_answers",
                                                  [FOUND_NO_INVENTORY] = "no_inventory",
                                                  [FOUND_EMPTY_INVENTORY] = "empty_inventory",
                                                  [FOUND_OLD_INVENTORY] = "old_inventory"};
    return NAMES[why];
}

const char *found_why_words(enum found_why why)
{
    static const char *const WORDS[FOUND_WHYS] = {[FOUND_TOLD] = "",
                                                  [FOUND_NO_ANSWERS] = N_("no answers"),
                                                  [FOUND_NO_INVENTORY] = N_("no list"),
                                                  [FOUND_EMPTY_INVENTORY] = N_("empty list"),
                                                  [FOUND_OLD_INVENTORY] = N_("old list")};
    return WORDS[why][0] == '\0' ? "" : _(WORDS[why]);
}

bool found_listed_before(const struct found_supplier *s, size_t at, bool version)
{
    for (size_t i = 0; i < at; i++) {
        if (version ? strcmp(s->products[i].version, s->products[at].version) == 0
                    : strcmp(s->products[i].name, s->products[at].name) == 0) {
            return true;
        }
    }
    return false;
}
