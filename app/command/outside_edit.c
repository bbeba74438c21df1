/* Starting the user's editor on a text, and reading back what it left. */
#include "command/outside.h"

#include "base/buffer.h"
#include "base/file.h"
#include "base/i18n.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define NOT_FOUND 127 /* the shell's status for a command that is not there */

/* NULL: none is set. A firm's owner never chose one, and would not find the way out of one that was chosen for him. */
static const char *editor_name(void)
{
    const char *visual = getenv("VISUAL");
    const char *editor = getenv("EDITOR");
    return visual != NULL && visual[0] != '\0' ? visual : editor != NULL && editor[0] != '\0' ? editor : NULL;
}

/* Keys that end or stop a program belong to the editor while it runs; stopping stops both, so that the shell gets its prompt. */
static const struct {
    int number;
    void (*handler)(int);
} MEANWHILE[] = {{SIGINT, SIG_IGN}, {SIGQUIT, SIG_IGN}, {SIGTSTP, SIG_DFL}};
#define MEANWHILE_COUNT (sizeof MEANWHILE / sizeof *MEANWHILE)

/* The shell takes the editor's options apart ("code --wait"); the file's name never becomes part of the command. */
static void become_editor(const char *path)
{
    for (size_t i = 0; i < MEANWHILE_COUNT; i++) {
        struct sigaction normal = {.sa_handler = SIG_DFL};
        (void)sigaction(MEANWHILE[i].number, &normal, NULL);
    }
    char *command = NULL;
    if (asprintf(&command, "%s \"$@\"", editor_name()) >= 0) {
        (void)execl("/bin/sh", "sh", "-c", command, editor_name(), path, (char *)NULL);
    }
    _exit(NOT_FOUND);
}

static enum status run_editor(const char *path, struct error *e)
{
    struct sigaction before[MEANWHILE_COUNT];
    for (size_t i = 0; i < MEANWHILE_COUNT; i++) {
        struct sigaction action = {.sa_handler = MEANWHILE[i].handler};
        (void)sigaction(MEANWHILE[i].number, &action, &before[i]);
    }
    const pid_t child = fork();
    if (child == 0) {
        become_editor(path);
    }
    int status = 0;
    bool ended = false;
    while (child > 0 && !ended) {
        ended = waitpid(child, &status, 0) == child || errno != EINTR;
    }
    for (size_t i = 0; i < MEANWHILE_COUNT; i++) {
        (void)sigaction(MEANWHILE[i].number, &before[i], NULL);
    }
    if (child < 0) {
        return fail_errno(e, _("The editor cannot be started"));
    }
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) {
        return ST_OK;
    }
    if (WIFEXITED(status) && WEXITSTATUS(status) == NOT_FOUND) {
        return fail(e, ST_INPUT, _("The editor \"%s\" cannot be started. Set the variable EDITOR to one that is installed, such as nano."),
                    editor_name());
    }
    return fail(e, ST_INPUT, _("The editor \"%s\" ended with a failure; your text is as it was before."), editor_name());
}

/* A file that only this user may read. The caller frees *path and removes the file. */
static enum status write_temporary(const char *text, char **path, struct error *e)
{
    const char *directory = getenv("TMPDIR");
    if (asprintf(path, "%s/tenken-XXXXXX.txt", directory != NULL && directory[0] != '\0' ? directory : "/tmp") < 0) {
        *path = NULL;
        return fail_memory(e);
    }
    const int fd = mkostemps(*path, 4, O_CLOEXEC); /* mode 0600 */
    if (fd < 0) {
        const enum status st = fail_errno(e, _("Cannot make a temporary file for the editor"));
        free(*path);
        *path = NULL;
        return st;
    }
    const size_t n = strlen(text);
    bool written = write(fd, text, n) == (ssize_t)n && (n == 0 || write(fd, "\n", 1) == 1);
    const enum status st = written ? ST_OK : fail_errno(e, _("Cannot make a temporary file for the editor"));
    (void)close(fd);
    return st;
}

static enum status read_back(const char *path, struct buffer *out, struct error *e)
{
    struct stat st;
    if (stat(path, &st) == 0 && S_ISREG(st.st_mode) && (uintmax_t)st.st_size > out->max) {
        return fail(e, ST_INPUT, _("The editor left more than %zu KB; your text is as it was before."), out->max / 1024);
    }
    if (file_read(path, out, NULL) != ST_OK) {
        return fail(e, ST_INPUT, _("What the editor left cannot be read; your text is as it was before."));
    }
    return ST_OK;
}

enum status outside_edit(const char *text, struct buffer *out, struct error *e)
{
    char *path = NULL;
    if (editor_name() == NULL) {
        return fail(e, ST_INPUT, _("No other editor is set on this computer (in the variable EDITOR). Please write the text here."));
    }
    enum status st = write_temporary(text, &path, e);
    if (st == ST_OK) {
        st = run_editor(path, e);
    }
    if (st == ST_OK) {
        st = read_back(path, out, e);
    }
    if (path != NULL) {
        (void)remove(path);  /* whatever the editor made of it */
        char *backup = NULL; /* some editors keep the file that they were given under this name */
        if (asprintf(&backup, "%s~", path) >= 0) {
            (void)unlink(backup);
            free(backup);
        }
    }
    free(path);
    return st;
}
