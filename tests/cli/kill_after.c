/* Preloaded by test_merge_kill.py: ends the process with SIGKILL right before its KILL_AFTER-th call that changes a file, so that every
 * point between two changes can be hit again and again. With KILL_COUNT=FILE, writes the number of such calls there at exit. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <unistd.h>

static atomic_long calls;

static void step(void)
{
    const char *after = getenv("KILL_AFTER");
    const long n = atomic_fetch_add(&calls, 1) + 1;
    if (after != NULL && n == strtol(after, NULL, 10)) {
        (void)kill(getpid(), SIGKILL);
    }
}

__attribute__((destructor)) static void report(void)
{
    const char *path = getenv("KILL_COUNT");
    FILE *f = path == NULL ? NULL : fopen(path, "w");
    if (f != NULL) {
        fprintf(f, "%ld\n", atomic_load(&calls));
        fclose(f);
    }
}

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

ssize_t pwrite64(int fd, const void *bytes, size_t n, off64_t at)
{
    step();
    return NEXT(pwrite64)(fd, bytes, n, at);
}

ssize_t pwrite(int fd, const void *bytes, size_t n, off_t at)
{
    step();
    return NEXT(pwrite)(fd, bytes, n, at);
}

int fdatasync(int fd)
{
    step();
    return NEXT(fdatasync)(fd);
}

int fsync(int fd)
{
    step();
    return NEXT(fsync)(fd);
}

int unlink(const char *path)
{
    step();
    return NEXT(unlink)(path);
}

int ftruncate64(int fd, off64_t n)
{
    step();
    return NEXT(ftruncate64)(fd, n);
}
