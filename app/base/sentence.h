/* Sentences that are kept: stored in the source language by whoever merged a file, told in the language of whoever reads them. The source
 * text is the sentence's number, so to speak: what stands in it for its places is found again by the text around. */
#ifndef TENKEN_BASE_SENTENCE_H
#define TENKEN_BASE_SENTENCE_H

#include "base/buffer.h"

#include <stdbool.h>

/* What a kept sentence calls the file that it is about; shown beside the file's name, it is left out again. */
#define SENTENCE_FILE N_("The file")

/* Appends what was kept, one sentence a line, in the current language with spaces between. What is not known stays as it was kept: the
 * words of another version, or of a version that kept translations. False: out of memory. */
bool sentence_say(struct buffer *out, const char *kept);

/* All sentences with places to fill in that may be kept: made from i18n/tenken.pot (i18n/templates.awk). Ends with NULL. */
struct sentence_template {
    const char *text; /* a printf format */
    const char *key;  /* what gettext knows it by: a plural's singular */
};
extern const struct sentence_template SENTENCE_TEMPLATES[];

#endif
