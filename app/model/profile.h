/* Checks of what people type: texts, dates, members of the company profile. An empty text always passes: it removes. */
#ifndef TENKEN_MODEL_PROFILE_H
#define TENKEN_MODEL_PROFILE_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

/* UTF-8 without control characters, at most max bytes. lines: newlines and tabs are fine. what: the member's name, for the sentence. */
enum status text_check(const char *text, size_t max, bool lines, const char *what, struct error *e);
enum status date_check(const char *text, const char *what, struct error *e);
/* path: as for assessment_set_supplier. */
enum status profile_check(const char *path, const char *text, struct error *e);

#endif
