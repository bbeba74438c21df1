#include "model/action_words.h"

const char *who_words(enum action_who who)
{
    switch (who) {
    case WHO_OWNER:
        return _("owner");
    case WHO_STAFF:
        return _("staff");
    case WHO_VENDOR:
        return _("IT vendor");
    }
    return "";
}

const char *yen_text(int64_t yen, char out[YEN_TEXT])
{
    char amount[AMOUNT_TEXT];
    (void)snprintf(out, YEN_TEXT, _("¥%s"), amount_text(yen, amount));
    return out;
}
