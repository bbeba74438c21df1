/* Suppliers without a mail address: who sends to a list of addresses would never notice them. */
#ifndef TENKEN_COMMAND_UNADDRESSED_H
#define TENKEN_COMMAND_UNADDRESSED_H

#include "command/named_codes.h"

/* Zeroed to begin with. */
struct unaddressed {
    struct named_codes codes;
};

/* Notes the supplier when email is no address (mail_address.h); the same one may come several times. */
enum status unaddressed_note(struct unaddressed *u, const char *code, const char *email, struct error *e);
/* "2 suppliers have no mail address: S1, S2.", each once, the first of many; nothing when all have one. */
void unaddressed_words(struct unaddressed *u, struct buffer *out);
void unaddressed_tell(struct unaddressed *u); /* on standard output */
void unaddressed_release(struct unaddressed *u);

#endif
