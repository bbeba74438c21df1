#include "command/yes_no.h"

#include "base/buffer.h"
#include "base/fold.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

static bool is_one_of(const char *word, const char *const *list)
{
    while (*list != NULL && strcasecmp(word, *list) != 0) {
        list++;
    }
    return *list != NULL;
}

int yes_no_read(const char *text)
{
    static const char *const YES[] = {"yes", "y", "1", "true", "はい", "有", "有り", "あり", "○", "◯", "〇", "◎", "⭕", NULL};
    static const char *const NO[] = {"no", "n", "0", "false", "いいえ", "無", "無し", "なし", "×", "✕", "✖", "✗", "✘", "❌", NULL};
    static const char *const NOT_SAID[] = {"",   "?", "-",    "‐",    "‑",      "–",       "—",   "―", "−",
                                           "ー", "─", "不明", "未定", "未回答", "unknown", "n/a", NULL};
    struct buffer plain; /* full-width Ｙ and － are Y and - */
    if (text == NULL) {
        return -1;
    }
    buffer_init(&plain, BUFFER_MAX_TEXT);
    const char *word = text_plain(&plain, text) ? buffer_text(&plain) : text;
    const int said = is_one_of(word, NOT_SAID) ? -1 : is_one_of(word, YES) ? 1 : is_one_of(word, NO) ? 0 : YES_NO_NEITHER;
    buffer_release(&plain);
    return said;
}
