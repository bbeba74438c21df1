/* What a cell means, not how it looks: the terminal chooses colours and attributes (term_looks.c). */
#ifndef TENKEN_TUI_ROLE_H
#define TENKEN_TUI_ROLE_H

#include <stdbool.h>

enum role {
    ROLE_TEXT,
    ROLE_STRONG,   /* the question, headings */
    ROLE_QUIET,    /* what may be overlooked */
    ROLE_ACCENT,   /* the one colour: where the user is, what is chosen */
    ROLE_SELECTED, /* the row under the cursor */
    ROLE_WARNING,  /* also said by a "!" */
    ROLE_FIELD,    /* text that can be typed over */
    ROLE_PRIVATE,  /* what only the consultant may see; also said in words */
    ROLE_COUNT
};

/* Lines and bars. Each takes one column; the terminal draws them with its own characters, or in ASCII where those would be two
 * columns wide or are missing. */
enum glyph {
    GLYPH_NONE,
    GLYPH_HORIZONTAL,
    GLYPH_VERTICAL,
    GLYPH_TOP_LEFT,
    GLYPH_TOP_RIGHT,
    GLYPH_BOTTOM_LEFT,
    GLYPH_BOTTOM_RIGHT,
    GLYPH_TEE_DOWN,
    GLYPH_TEE_UP,
    GLYPH_BAR,      /* the filled part of a bar */
    GLYPH_BAR_REST, /* and what is missing */
    GLYPH_UP,       /* sorted so that it rises */
    GLYPH_DOWN,
    GLYPH_COUNT
};
const char *glyph_text(enum glyph glyph, bool ascii);

#endif
