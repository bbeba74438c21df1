#include "export/book_close.h"

#include "export/book_check.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define ASKED_EVERY 10000000 /* nanoseconds */

/* The library tells on the standard error, across whatever a screen shows, what it returns as well. Returns where it went before; -1: that
 * is not known. */
static int silence(void)
{
    (void)fflush(stderr);
    const int kept = dup(STDERR_FILENO), nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (kept >= 0 && nowhere >= 0) {
        (void)dup2(nowhere, STDERR_FILENO);
    }
    if (nowhere >= 0) {
        (void)close(nowhere);
    }
    return kept;
}

static lxw_error look(const char *path)
{
    return book_whole(path) ? LXW_NO_ERROR : LXW_ERROR_ZIP_CLOSE;
}

static lxw_error pack(lxw_workbook *workbook, const char *path)
{
    const lxw_error result = workbook_close(workbook);
    return result == LXW_NO_ERROR ? look(path) : result;
}

lxw_error book_close(lxw_workbook *workbook, const char *path)
{
    const int kept = silence();
    const lxw_error result = pack(workbook, path);
    if (kept >= 0) {
        (void)dup2(kept, STDERR_FILENO);
        (void)close(kept);
    }
    return result;
}

/* The child is gone, or has to go. *known: its status is, which is nobody's where the program was begun with SIGCHLD ignored. */
static bool wait_for(pid_t child, book_go_on *go_on, void *context, int *status, bool *known)
{
    pid_t ended;
    while ((ended = waitpid(child, status, WNOHANG)) == 0) {
        if (!go_on(context)) {
            (void)kill(child, SIGKILL);
            while (waitpid(child, status, 0) < 0 && errno == EINTR) {
            }
            return false;
        }
        (void)nanosleep(&(struct timespec){.tv_nsec = ASKED_EVERY}, NULL);
    }
    *known = ended == child;
    return true;
}

/* Nobody can stop the library while it packs, which takes seconds for millions of cells: a child does it, and that can be ended. The rows
 * lie in files without names, which the two share. */
bool book_close_while(lxw_workbook *workbook, const char *path, book_go_on *go_on, void *context, lxw_error *result)
{
    int status = 0;
    bool known = false;
    const pid_t child = fork();
    if (child < 0) {
        *result = book_close(workbook, path);
        return true;
    }
    if (child == 0) {
        (void)silence();
        _exit((int)pack(workbook, path));
    }
    const bool done = wait_for(child, go_on, context, &status, &known);
    lxw_workbook_free(workbook);
    *result = done && !known ? look(path) : WIFEXITED(status) ? (lxw_error)WEXITSTATUS(status) : LXW_ERROR_ZIP_CLOSE;
    return done;
}
