/* Mail addresses as people write them into their lists. */
#ifndef TENKEN_COMMAND_MAIL_ADDRESS_H
#define TENKEN_COMMAND_MAIL_ADDRESS_H

#include <stdbool.h>

/* False: no mail can reach it, "gorse@gorse" or "not known". Of several, apart by commas, semicolons or blanks, each counts; "" is likely.
 */
bool mail_address_likely(const char *text);

#endif
