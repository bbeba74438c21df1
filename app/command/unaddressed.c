#include "command/unaddressed.h"

#include "base/i18n.h"
#include "base/mail_address.h"
#include "command/listing.h"

enum status unaddressed_note(struct unaddressed *u, const char *code, const char *email, struct error *e)
{
    return mail_address(email)[0] != '\0' ? ST_OK : named_codes_add(&u->codes, code, e);
}

void unaddressed_words(struct unaddressed *u, struct buffer *out)
{
    const char *names;
    const size_t n = named_codes_words(&u->codes, &names);
    if (n > 0) {
        buffer_add_format(out, _n("%zu supplier has no mail address: %s.", "%zu suppliers have no mail address: %s.", n), n, names);
    }
}

void unaddressed_tell(struct unaddressed *u)
{
    struct buffer words;
    buffer_init(&words, BUFFER_MAX_TEXT);
    unaddressed_words(u, &words);
    if (words.length > 0) {
        print_sentence(stdout, "%s", buffer_text(&words));
    }
    buffer_release(&words);
}

void unaddressed_release(struct unaddressed *u)
{
    named_codes_release(&u->codes);
}
