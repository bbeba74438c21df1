#include "base/i18n.h"

#include <locale.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

static atomic_int current = LANGUAGE_EN;

void language_set(enum language language)
{
    atomic_store(&current, (int)language);
}

enum language language_current(void)
{
    return (enum language)atomic_load(&current);
}

/* gettext looks at the thread's own locale, and translates nothing where that is "C". */
void *language_source_begin(void)
{
    locale_t copy = duplocale(LC_GLOBAL_LOCALE);
    locale_t source = copy == (locale_t)0 ? (locale_t)0 : newlocale(LC_MESSAGES_MASK, "C", copy);
    if (source == (locale_t)0) {
        if (copy != (locale_t)0) {
            freelocale(copy);
        }
        return NULL;
    }
    (void)uselocale(source);
    return source;
}

void language_source_end(void *begun)
{
    if (begun != NULL) {
        (void)uselocale(LC_GLOBAL_LOCALE);
        freelocale(begun);
    }
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
