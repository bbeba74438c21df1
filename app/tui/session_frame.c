/* The head line of a session's screens. Whoever has several years open at home must see in which one a key changes something. */
#include "tui/screens.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "base/width.h"
#include "model/json.h"
#include "tui/told_words.h"
#include "tui/ui.h"

#define FIRM_COLUMNS 12 /* of the firm's name, however long the rest is */
#define HEAD_TEXT 1024

/* A long name of the firm is cut, never the year behind it. */
static void add_firm(char out[HEAD_TEXT], const struct session *s, int columns)
{
    const char *firm = session_company(s)[0] == '\0' ? _("Tenken") : session_company(s);
    if (width_text(firm) <= columns) {
        (void)snprintf(out, HEAD_TEXT, "%s", firm);
    } else {
        (void)snprintf(out, HEAD_TEXT, "%.*s…", (int)width_prefix(firm, columns - width_text("…")), firm);
    }
}

struct area session_frame(const struct screen *screen, struct grid *g, const struct session *s, const char *about, const char *right)
{
    const char *period = json_text(s->assessment->tree, "period");
    char rest[HEAD_TEXT] = "";
    char head[HEAD_TEXT];
    char title[HEAD_TEXT * 2];
    if (period != NULL && s->list.count > 0) { /* without questions it is the remembered firm alone */
        (void)snprintf(rest, sizeof rest, "  %s", period);
    }
    if (about != NULL && about[0] != '\0') {
        const size_t n = strlen(rest);
        (void)snprintf(rest + n, sizeof rest - n, "   %s", about);
    }
    const int wide = width_text(right), taken = wide < g->columns / 2 ? wide : g->columns / 2;
    const int room = g->columns - taken - 4 - width_text(rest);
    add_firm(head, s, room > FIRM_COLUMNS ? room : FIRM_COLUMNS);
    (void)snprintf(title, sizeof title, "%s%s", head, rest);
    return frame_draw(screen, g, title, right);
}

struct area answering_frame(const struct screen *screen, struct grid *g, const struct session *s, const char *about, const char *right)
{
    struct buffer words;
    buffer_init(&words, BUFFER_MAX_TEXT);
    if (s->correcting) {
        told_correcting(&words, s);
    }
    const struct area inside = session_frame(screen, g, s, s->correcting ? buffer_text(&words) : about, right);
    buffer_release(&words);
    return inside;
}
