#include "tui/lines.h"

#include <stdlib.h>
#include <string.h>

int lines_draw(struct grid *g, struct area area, int skip, const char *text)
{
    int row = 0;
    for (const char *line = text; *line != '\0';) {
        const size_t n = strcspn(line, "\n");
        const size_t spaces = strspn(line, " ");
        const bool heading = strncmp(line, "# ", 2) == 0;
        const size_t mark = heading ? 2 : spaces;
        const int indent = heading ? 0 : (int)spaces;
        char *words = strndup(line + mark, n > mark ? n - mark : 0);
        if (words == NULL) {
            break;
        }
        const int lines = n == 0 ? 1 : wrap_lines(words, area.columns - indent);
        const int from = row - skip;
        if (g != NULL && from + lines > 0 && from < area.rows) {
            const int hidden = from < 0 ? -from : 0;
            const struct area at = {area.row + from + hidden, area.column + indent, area.rows - from - hidden, area.columns - indent};
            (void)grid_wrap(g, at, hidden, heading ? ROLE_STRONG : ROLE_TEXT, words);
        }
        free(words);
        row += lines;
        line += n + (line[n] == '\n');
    }
    return row;
}
