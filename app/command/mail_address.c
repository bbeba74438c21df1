#include "command/mail_address.h"

#include <stddef.h>
#include <string.h>

#define APART ",; "

/* NAME@HOST.TOP in plain letters: no more is asked, since odd ones exist. */
static bool is_likely(const char *text, size_t n)
{
    const char *at = memchr(text, '@', n), *end = text + n, *dot = NULL;
    for (const char *p = text; p < end; p++) {
        if (*p <= ' ' || *p > '~' || (*p == '@' && p != at) || (*p == '.' && p + 1 < end && p[1] == '.')) {
            return false;
        }
        dot = *p == '.' ? p : dot;
    }
    return at != NULL && at > text && dot > at + 1 && at[1] != '.' && dot + 1 < end;
}

bool mail_address_likely(const char *text)
{
    for (text += strspn(text, APART); *text != '\0'; text += strspn(text, APART)) {
        const size_t n = strcspn(text, APART);
        if (!is_likely(text, n)) {
            return false;
        }
        text += n;
    }
    return true;
}
