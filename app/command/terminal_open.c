#include "command/terminal_open.h"

#include "base/file.h"

#include <unistd.h>

#define SCRIPT_MAX ((size_t)4 * 1024 * 1024)

bool terminal_here(void)
{
    return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
}

/* COLORFGBG ("15;0"), where a terminal sets it, ends in the number of the background's colour. */
static bool light_background(void)
{
    const char *colours = getenv("COLORFGBG");
    const char *last = colours == NULL ? NULL : strrchr(colours, ';');
    return last != NULL && (strcmp(last, ";7") == 0 || strcmp(last, ";15") == 0);
}

enum status open_terminal(int ambiguous, struct terminal **out, struct error *e)
{
    const char *no_colour = getenv("NO_COLOR");
    const char *term = getenv("TERM");
    const struct terminal_options options = {.no_colour = no_colour != NULL && no_colour[0] != '\0',
                                             .light = light_background(),
                                             .ascii = term != NULL && strcmp(term, "linux") == 0,
                                             .ambiguous_width = ambiguous};
    (void)fflush(stdout);
    return terminal_open(&options, out, e);
}

enum status open_script(const char *path, const struct script_options *options, struct buffer *script, struct terminal **out,
                        struct error *e)
{
    buffer_init(script, SCRIPT_MAX);
    const enum status st = file_read(path, script, e);
    return st == ST_OK ? script_open(buffer_text(script), script->length, path, options, out, e) : st;
}
