#include "tui/piece_words.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "model/choices.h"
#include "model/json.h"

void piece_words(struct buffer *out, const cJSON *entry)
{
    const char *reference = json_text(entry, "reference");
    const char *kind = json_text(entry, "kind");
    const char *date = json_text(entry, "date");
    (void)buffer_add_text(out, json_text(entry, "title"));
    if (reference != NULL) {
        (void)buffer_add_format(out, "%s%s", _(", "), reference);
    }
    if (kind != NULL) {
        (void)buffer_add_format(out, "%s%s", _(", "), choice_words(EVIDENCE_CHOICES, EVIDENCE_CHOICE_COUNT, kind));
    }
    if (date != NULL) { /* labelled: nobody knows of a bare day whose it is */
        (void)buffer_add_format(out, _(", dated %s"), date);
    }
}
