#include "base/shell_word.h"

#include <stdbool.h>
#include <string.h>

/* Bytes beyond ASCII are letters to every shell. */
static bool plain(char c)
{
    const unsigned char byte = (unsigned char)c;
    return byte >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (c != '\0' && strchr("_-./:,+@%", c) != NULL);
}

const char *shell_word(const char *text, char out[SHELL_WORD])
{
    size_t n = 0;
    bool bare = text[0] != '\0';
    for (const char *c = text; *c != '\0' && bare; c++) {
        bare = plain(*c);
    }
    if (bare) {
        return text;
    }
    out[n++] = '\'';
    for (const char *c = text; *c != '\0'; c++) {
        static const char QUOTE[] = "'\\''";
        const size_t more = *c == '\'' ? sizeof QUOTE - 1 : 1;
        if (n + more + 2 > SHELL_WORD) {
            return text;
        }
        memcpy(out + n, *c == '\'' ? QUOTE : c, more);
        n += more;
    }
    out[n++] = '\'';
    out[n] = '\0';
    return out;
}
