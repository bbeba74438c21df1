#include "tui/path_words.h"

#include "base/i18n.h"

void path_words(struct buffer *out, const char *path)
{
    if (strcmp(path, "~") == 0) {
        (void)buffer_add_text(out, _("your home folder"));
    } else if (strncmp(path, "~/", 2) == 0) {
        (void)buffer_add_format(out, _("%s in your home folder"), path + 2);
    } else {
        (void)buffer_add_text(out, path);
    }
}

void path_line(struct buffer *out, const char *path)
{
    const bool home = strncmp(path, "~/", 2) == 0;
    (void)buffer_add_text(out, home ? _("In your home folder:") : "");
    (void)buffer_add_format(out, "%s%s", home ? "\n" : "", home ? path + 2 : path);
}

bool path_hidden(const char *path)
{
    return strstr(path, "/.") != NULL;
}

void kept_words(struct buffer *out, const char *folder)
{
    if (strncmp(folder, "~/", 2) == 0 && path_hidden(folder)) {
        (void)buffer_add_format(
            out,
            _("In your home folder: the signed files in Tenken, your answers in %s (file managers hide it: its name begins with a dot)"),
            folder + 2);
        return;
    }
    struct buffer where;
    buffer_init(&where, BUFFER_MAX_TEXT);
    path_words(&where, folder);
    (void)buffer_add_format(out, _("Your answers are kept in %s, signed files in Tenken in your home folder"), buffer_text(&where));
    buffer_release(&where);
}
