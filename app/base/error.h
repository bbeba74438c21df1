/* Status and error: how every library function reports failure. */
#ifndef TENKEN_BASE_ERROR_H
#define TENKEN_BASE_ERROR_H

/* The numbers are the program's exit statuses. */
enum status {
    ST_OK = 0,     /* done, or the answer is yes */
    ST_NO = 1,     /* a negative verdict: invalid, untrusted, unfinished, some files rejected */
    ST_USAGE = 2,  /* the command line is wrong */
    ST_INPUT = 3,  /* input is unreadable or refused */
    ST_SYSTEM = 4, /* the system failed: disk full, permission, memory */
};

/* Owned by the caller, filled by the callee on failure, untouched on success. One sentence for people, already
 * translated: what failed, where (file, field, line), what to do. Never holds control characters: fail() replaces them,
 * so foreign text may be passed to it. */
struct error {
    enum status status;
    char text[1024];
};

/* Fills e (which may be NULL) and returns st. */
enum status fail(struct error *e, enum status st, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* As fail(); appends ": " and strerror(errno). ENOMEM, ENOSPC, EROFS, EACCES, EIO… give ST_SYSTEM; ENOENT, EISDIR give ST_INPUT. */
enum status fail_errno(struct error *e, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Out of memory: ST_SYSTEM. */
enum status fail_memory(struct error *e);

/* Puts "PREFIX: " before the sentence that e holds (for example the file that the error is in). Returns e->status. */
enum status fail_prefix(struct error *e, const char *prefix);

#endif
