/* Whether a text that others wrote can be a mail's address: programs that send to a list of them put it into the mail's head as it is. */
#ifndef TENKEN_BASE_MAIL_ADDRESS_H
#define TENKEN_BASE_MAIL_ADDRESS_H

/* text when it is one address, or several between commas or semicolons: no line ends, no blanks within, nothing that cannot be seen, none
 * of the characters that mean something else there (RFC 5322, 3.2.3). Otherwise, and for NULL, "". Letters of every language are allowed
 * (RFC 6532). */
const char *mail_address(const char *text);

#endif
