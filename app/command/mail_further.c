#include "command/mail_further.h"

#include "base/day_text.h"
#include "base/i18n.h"
#include "store/portfolio_look.h"

#include <stdlib.h>
#include <string.h>

static enum status note(void *context, const struct look_request *r, struct error *e)
{
    struct still_open *open = context;
    if (!open->found && !r->answered && !r->alarm && strcmp(r->until, open->until) == 0) {
        open->found = true;
        (void)local_day_of(r->issued_at, open->issued);
        (void)snprintf(open->packs, sizeof open->packs, "%s", r->packs);
        if (r->file[0] != '\0' && (open->file = strdup(r->file)) == NULL) {
            return fail_memory(e);
        }
    }
    return ST_OK;
}

enum status still_open_find(struct still_open *out, struct portfolio *p, const struct catalog *catalog, const struct status_line *line,
                            struct error *e)
{
    *out = (struct still_open){.catalog = catalog, .until = line->due};
    const enum status st = portfolio_asked(p, line->code, note, out, e);
    if (st != ST_OK) {
        still_open_release(out);
    }
    return st;
}

void still_open_release(struct still_open *open)
{
    free(open->file);
    open->file = NULL;
}

void still_open_say(const struct still_open *open, const struct status_line *line, struct buffer *out)
{
    struct buffer asked;
    buffer_init(&asked, BUFFER_MAX_TEXT);
    catalog_add_titles(open->catalog, open->packs, &asked);
    if (open->found && asked.length > 0) {
        buffer_add_format(out,
                          line->begun ? _("Another request of ours, of %s, is still open: %s. We ask for the answers by %s. What has "
                                          "reached us for it is begun and not finished.")
                                      : _("Another request of ours, of %s, is still open: %s. We ask for the answers by %s. Nothing "
                                          "for it has reached us yet."),
                          DAY_TEXT(open->issued), buffer_text(&asked), DAY_TEXT(line->due));
    } else {
        buffer_add_format(out,
                          line->begun ? _("Another request of ours, for answers by %s, is still open. What has reached us for it is "
                                          "begun and not finished.")
                                      : _("Another request of ours, for answers by %s, is still open. Nothing for it has reached us "
                                          "yet."),
                          DAY_TEXT(line->due));
    }
    out->failed = out->failed || asked.failed;
    buffer_release(&asked);
}
