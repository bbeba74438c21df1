/* Translation macros. Source strings are English; translations live in i18n/ (gettext). */
#ifndef TENKEN_BASE_I18N_H
#define TENKEN_BASE_I18N_H

#include <libintl.h>

#define _(text) gettext(text)
#define N_(text) (text)
#define _n(one, many, n) ngettext((one), (many), (unsigned long)(n))

enum language { LANGUAGE_EN, LANGUAGE_JA };

/* The language of the texts that come from packs; process-wide, set once at start together with gettext's (and again by the
 * screens' language key). */
void language_set(enum language language);
enum language language_current(void);
const char *language_code(enum language language); /* "en", "ja" */

/* From here on this thread translates nothing: what it says is in the source language, to be kept and told later in the language of whoever
 * reads it (base/sentence.h). Until language_source_end with what this returned. */
void *language_source_begin(void);
void language_source_end(void *begun);

/* A text in both languages; borrowed from whoever holds it. Both are non-NULL after validation. */
struct text {
    const char *ja;
    const char *en;
};
const char *text_of(struct text text); /* in the current language; the other one when empty; "" when none */

#endif
