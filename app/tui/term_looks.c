/* What the terminal can do, as terminfo says, and what roles look like on it. */
#include "tui/term_parts.h"

#include "base/buffer.h"

void add_capability(struct buffer *out, const char *s)
{
    if (s == NULL || s == (const char *)-1) {
        return;
    }
    for (; *s != '\0'; s++) {
        if (s[0] == '$' && s[1] == '<' && strchr(s, '>') != NULL) {
            s = strchr(s, '>');
        } else {
            (void)buffer_add_char(out, *s);
        }
    }
}

const char *capability(const char *name)
{
    const char *s = tigetstr(name);
    return s == (const char *)-1 ? NULL : s;
}

/* How nearly all terminals move the cursor. A first screen has a hundred moves, and tiparm needs thousands of instructions for each. */
#define USUAL_MOVE "\033[%i%p1%d;%p2%dH"

static void paint_move(void *context, struct buffer *out, int row, int column)
{
    const struct screen_terminal *t = context;
    if (t->usual_move) {
        (void)buffer_add_format(out, "\033[%d;%dH", row + 1, column + 1);
    } else {
        add_capability(out, tiparm(tigetstr("cup"), row, column));
    }
}

static void paint_role(void *context, struct buffer *out, enum role role)
{
    const struct screen_terminal *t = context;
    (void)buffer_add_text(out, t->roles[role]);
}

static void paint_cursor(void *context, struct buffer *out, bool visible)
{
    (void)context;
    add_capability(out, capability(visible ? "cnorm" : "civis"));
}

/* ---- looks ---- */

/* One entry a kind of terminal. Colours of the 256 table are chosen to be legible on white and on black (contrast 4:1 at least). */
struct look {
    const char *attribute; /* terminfo name, or NULL */
    const char *attribute2;
    int colour; /* -1: the terminal's own */
};

static void set_look(struct screen_terminal *t, enum role role, struct look look)
{
    struct buffer b;
    buffer_init(&b, sizeof t->roles[0] - 1);
    add_capability(&b, capability("sgr0"));
    if (look.attribute != NULL) {
        add_capability(&b, capability(look.attribute));
    }
    if (look.attribute2 != NULL) {
        add_capability(&b, capability(look.attribute2));
    }
    if (look.colour >= 0 && capability("setaf") != NULL) {
        add_capability(&b, tiparm(capability("setaf"), look.colour));
    }
    if (!b.failed) {
        memcpy(t->roles[role], buffer_text(&b), b.length + 1);
    }
    buffer_release(&b);
}

void looks_init(struct screen_terminal *t, const struct terminal_options *options)
{
    const int colours = options->no_colour ? 0 : tigetnum("colors");
    const bool many = colours >= 256;
    const bool few = colours >= 8 && !many;
    set_look(t, ROLE_TEXT, (struct look){NULL, NULL, -1});
    set_look(t, ROLE_STRONG, (struct look){"bold", NULL, -1});
    set_look(t, ROLE_QUIET, many ? (struct look){NULL, NULL, 243} : (struct look){"dim", NULL, -1});
    set_look(t, ROLE_ACCENT, (struct look){"bold", NULL, many ? 31 : !few ? -1 : options->light ? COLOR_BLUE : COLOR_CYAN});
    set_look(t, ROLE_SELECTED, (struct look){"rev", NULL, -1});
    set_look(t, ROLE_WARNING, (struct look){"bold", NULL, many ? 166 : !few ? -1 : options->light ? COLOR_RED : COLOR_YELLOW});
    set_look(t, ROLE_FIELD, (struct look){"smul", NULL, -1});
    set_look(t, ROLE_PRIVATE, (struct look){NULL, NULL, many ? 133 : few ? COLOR_MAGENTA : -1});
    const char *move = capability("cup");
    t->usual_move = move != NULL && strcmp(move, USUAL_MOVE) == 0;
    t->paint = (struct paint_ops){.move = paint_move, .role = paint_role, .cursor = paint_cursor, .context = t};
}
