#include "export/letter_open.h"

#include "base/day_text.h"
#include "base/i18n.h"
#include "export/html.h"

void letter_open_write(const struct letter_open *open, const struct catalog *catalog, struct buffer *out)
{
    struct buffer titles, line;
    buffer_init(&titles, BUFFER_MAX_TEXT);
    buffer_init(&line, BUFFER_MAX_TEXT);
    catalog_add_titles(catalog, open->packs, &titles);
    if (titles.length > 0) {
        buffer_add_format(&line, _("Still open: our request of %s (%s). We asked for the answers by %s; this letter is about the others."),
                          DAY_TEXT(open->issued), buffer_text(&titles), DAY_TEXT(open->until));
    } else {
        buffer_add_format(&line, _("Still open: our request of %s. We asked for the answers by %s; this letter is about the others."),
                          DAY_TEXT(open->issued), DAY_TEXT(open->until));
    }
    html_element(out, "p", "alarm", buffer_text(&line));
    out->failed = out->failed || line.failed || titles.failed;
    buffer_release(&titles);
    buffer_release(&line);
}
