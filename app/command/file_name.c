#include "command/file_name.h"

#include "base/buffer.h"
#include "base/utf8.h"

#include <string.h>

void add_file_name(struct buffer *out, const char *text)
{
    const size_t length = strlen(text);
    bool gap = false;
    for (size_t i = 0; i < length && out->length < 150;) {
        uint32_t c = 0;
        const size_t n = utf8_decode(text + i, length - i, &c);
        const bool letter = n > 0 && !utf8_is_control(c) && c != 0x3000 &&
                            (c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'));
        if (letter) {
            (void)buffer_add_text(out, gap ? "-" : "");
            (void)buffer_add(out, text + i, n);
        }
        gap = !letter && out->length > 0;
        i += n == 0 ? 1 : n;
    }
}
