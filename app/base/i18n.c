#include "base/i18n.h"

#include <stdatomic.h>
#include <stdbool.h>

static atomic_int current = LANGUAGE_EN;

void language_set(enum language language)
{
    atomic_store(&current, (int)language);
}

enum language language_current(void)
{
    return (enum language)atomic_load(&current);
}

const char *language_code(enum language language)
{
    return language == LANGUAGE_JA ? "ja" : "en";
}

const char *text_of(struct text text)
{
    bool japanese = language_current() == LANGUAGE_JA;
    const char *wanted = japanese ? text.ja : text.en;
    const char *other = japanese ? text.en : text.ja;
    if (wanted && *wanted) {
        return wanted;
    }
    return other ? other : "";
}
