/* Preloaded into the program by the tests that kill it: SIGKILL at its n-th call that changes files, so that every point of a save is
 * reached, and the same one again on every run. KILL_AT: n, from 1. KILL_HOW: before, after, or torn (a write that gets half of its bytes
 * onto the disk). KILL_WITH: the number of another signal. KILL_COUNT: a file to which the number of calls is written at the end, instead
 * of killing. */
#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static atomic_long calls;

static void *real(const char *name)
{
    void *function = dlsym(RTLD_NEXT, name);
    if (!function) {
        abort();
    }
    return function;
}

static const char *how(void)
{
    const char *text = getenv("KILL_HOW");
    return text ? text : "before";
}

/* Counts a call; true when it is the one. */
static int is_it(void)
{
    const char *n = getenv("KILL_AT");
    return atomic_fetch_add(&calls, 1) + 1 == (n ? strtol(n, NULL, 10) : -1);
}

/* Once: a program that notes a signal goes on, and a second one would be another test. */
static void die(void)
{
    static atomic_flag done = ATOMIC_FLAG_INIT;
    if (atomic_flag_test_and_set(&done)) {
        return;
    }
    const char *with = getenv("KILL_WITH");
    raise(with ? (int)strtol(with, NULL, 10) : SIGKILL);
}

/* NAME(arguments): dies before it or, once it has returned, after it. */
#define AROUND(type, name, parameters, arguments)                                                                                          \
    type name parameters                                                                                                                   \
    {                                                                                                                                      \
        type(*function) parameters;                                                                                                        \
        void *found = real(#name);                                                                                                         \
        memcpy(&function, &found, sizeof found);                                                                                           \
        int now = is_it();                                                                                                                 \
        if (now && strcmp(how(), "after") != 0)                                                                                            \
            die();                                                                                                                         \
        type result = function arguments;                                                                                                  \
        if (now)                                                                                                                           \
            die();                                                                                                                         \
        return result;                                                                                                                     \
    }

AROUND(int, fsync, (int fd), (fd))
AROUND(int, rename, (const char *from, const char *to), (from, to))
AROUND(int, renameat2, (int from_fd, const char *from, int to_fd, const char *to, unsigned flags), (from_fd, from, to_fd, to, flags))
AROUND(int, link, (const char *from, const char *to), (from, to))
AROUND(int, unlink, (const char *path), (path))
AROUND(int, ftruncate, (int fd, off_t length), (fd, length))
AROUND(int, fdatasync, (int fd), (fd))
AROUND(int, ftruncate64, (int fd, off64_t length), (fd, length))
AROUND(ssize_t, pwrite64, (int fd, const void *bytes, size_t n, off64_t at), (fd, bytes, n, at))
AROUND(ssize_t, pwrite, (int fd, const void *bytes, size_t n, off_t at), (fd, bytes, n, at))

ssize_t write(int fd, const void *bytes, size_t n)
{
    ssize_t (*function)(int, const void *, size_t);
    void *found = real("write");
    memcpy(&function, &found, sizeof found);
    if (fd <= STDERR_FILENO) { /* words, not files */
        return function(fd, bytes, n);
    }
    int now = is_it();
    if (now && strcmp(how(), "before") == 0) {
        die();
    }
    ssize_t result = function(fd, bytes, now && strcmp(how(), "torn") == 0 ? n / 2 : n);
    if (now) {
        die();
    }
    return result;
}

/* Only opening that makes a file counts. */
int open(const char *path, int flags, ...)
{
    int (*function)(const char *, int, ...);
    void *found = real("open");
    memcpy(&function, &found, sizeof found);
    mode_t mode = 0;
    if (flags & O_CREAT) {
        va_list arguments;
        va_start(arguments, flags);
        mode = (mode_t)va_arg(arguments, int);
        va_end(arguments);
    }
    int now = (flags & O_CREAT) && is_it();
    if (now && strcmp(how(), "after") != 0) {
        die();
    }
    int fd = function(path, flags, mode);
    if (now) {
        die();
    }
    return fd;
}

__attribute__((destructor)) static void tell(void)
{
    const char *path = getenv("KILL_COUNT");
    FILE *file = path ? fopen(path, "w") : NULL;
    if (file) {
        fprintf(file, "%ld\n", atomic_load(&calls));
        fclose(file);
    }
}
