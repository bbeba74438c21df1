#include "command/returned.h"

#include "base/i18n.h"
#include "command/listing.h"
#include "store/portfolio_keep.h"

enum status returned_note(struct named_codes *returned, struct portfolio *p, const char *code, struct error *e)
{
    char on[DATE_TEXT];
    struct buffer reason, words;
    buffer_init(&reason, BUFFER_MAX_TEXT);
    buffer_init(&words, BUFFER_MAX_TEXT);
    enum status st = portfolio_purged_before(p, code, on, &reason, e);
    if (st == ST_OK) {
        (void)buffer_add_format(&words, "%s (%s: %s)", code, on, buffer_text(&reason));
        st = words.failed ? fail_memory(e) : named_codes_add(returned, buffer_text(&words), e);
    }
    buffer_release(&reason);
    buffer_release(&words);
    return st == ST_NO ? ST_OK : st;
}

void returned_tell(struct named_codes *returned)
{
    const char *names;
    const size_t n = named_codes_words(returned, &names);
    if (n > 0) {
        print_sentence(stdout,
                       _n("%zu supplier had been purged, and is here anew: %s. What it had sent until then does not come in again.",
                          "%zu suppliers had been purged, and are here anew: %s. What they had sent until then does not come in again.", n),
                       n, names);
    }
}
