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

const char *amount_text(int64_t amount, char out[AMOUNT_TEXT])
{
    char digits[24];
    const int n = snprintf(digits, sizeof digits, "%lld", (long long)amount);
    size_t used = 0;
    for (int i = 0; i < n && used + 2 < AMOUNT_TEXT; i++) {
        if (i > 0 && (n - i) % 3 == 0) {
            out[used++] = ',';
        }
        out[used++] = digits[i];
    }
    out[used] = '\0';
    return out;
}

const char *yen_text(int64_t yen, char out[YEN_TEXT])
{
    char amount[AMOUNT_TEXT];
    (void)snprintf(out, YEN_TEXT, "¥%s", amount_text(yen, amount));
    return out;
}
