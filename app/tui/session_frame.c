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

/* What stands behind the firm's name. */
static void add_rest(char rest[HEAD_TEXT], const struct session *s, const char *about)
{
    const char *period = json_text(s->assessment->tree, "period");
    rest[0] = '\0';
    if (period != NULL && s->list.count > 0) { /* without questions it is the remembered firm alone */
        (void)snprintf(rest, HEAD_TEXT, "  %s", period);
    }
    if (about != NULL && about[0] != '\0') {
        const size_t n = strlen(rest);
        (void)snprintf(rest + n, HEAD_TEXT - n, "   %s", about);
    }
}

/* Columns that what stands before and at the right end leaves for the firm's name. */
static int room_beside(int columns, const char *rest, const char *right)
{
    const int wide = width_text(right), taken = wide < columns / 2 ? wide : columns / 2;
    return columns - taken - 4 - width_text(rest);
}

bool session_head_fits(const struct session *s, int columns, const char *about, const char *right)
{
    char rest[HEAD_TEXT];
    add_rest(rest, s, about);
    return width_text(session_company(s)) <= room_beside(columns, rest, right);
}

struct area session_frame(const struct screen *screen, struct grid *g, const struct session *s, const char *about, const char *right)
{
    char rest[HEAD_TEXT];
    char head[HEAD_TEXT];
    char title[HEAD_TEXT * 2];
    add_rest(rest, s, about);
    const int room = room_beside(g->columns, rest, right);
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
