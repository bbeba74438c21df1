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
        buffer_add_format(&line,
                          open->begun ? _("We asked you for these answers on %s (%s), by %s; the rest of them is still missing.")
                                      : _("You have not answered our request of %s (%s) yet. We asked for the answers by %s; this letter "
                                          "is about what you have answered."),
                          DAY_TEXT(open->issued), buffer_text(&titles), DAY_TEXT(open->until));
    } else {
        buffer_add_format(&line,
                          open->begun ? _("We asked you for these answers on %s, by %s; the rest of them is still missing.")
                                      : _("You have not answered our request of %s yet. We asked for the answers by %s; this letter is "
                                          "about what you have answered."),
                          DAY_TEXT(open->issued), DAY_TEXT(open->until));
    }
    html_element(out, "p", "alarm", buffer_text(&line));
    out->failed = out->failed || line.failed || titles.failed;
    buffer_release(&titles);
    buffer_release(&line);
}
