/* A file whose plain text never touches the disk: what is written (also the temporary file of an atomic write, and the earlier versions
 * NAME.1 … NAME.3 beside it) is ciphertext. How it is made is the caller's: the store knows no keys. */
#ifndef TENKEN_STORE_SEALED_FILE_H
#define TENKEN_STORE_SEALED_FILE_H

#include "base/file.h"

struct buffer;

#define SEALED_FILE_VERSIONS 3
#define SEALED_PLAIN_MAX ((size_t)16 * 1024 * 1024)

/* Borrowed by whatever works with it. Both append to out, and leave the reason in e when they cannot. */
struct sealer {
    enum status (*seal)(void *context, const void *bytes, size_t n, struct buffer *out, struct error *e);
    enum status (*unseal)(void *context, const void *bytes, size_t n, struct buffer *out, struct error *e);
    void *context;
    const char *sha256;  /* of the certificate whose key opens it, hex */
    const char *subject; /* what that certificate says of itself, for sentences */
};

struct sealed_file {
    char *path;
    const struct sealer *sealer;
    struct file_lock lock;
    bool rotated; /* the version found at opening has been kept as .1, or there was none */
};

/* Reads and unseals without a lock. Refused in words: a symbolic link, what is larger than any such file, what the key does not open
 * (with the name of the earlier version, if there is one). plain is cleared first; wipe it with buffer_wipe. ST_NO, without a sentence:
 * there is no such file. */
enum status sealed_file_read(const char *path, const struct sealer *sealer, struct buffer *plain, struct error *e);

/* Locks it, clears away what a killed process left, and reads it as above; with ST_NO it is open, too, and empty. On a refusal there is
 * nothing to close. */
enum status sealed_file_open(struct sealed_file *f, const char *path, const struct sealer *sealer, struct buffer *plain, struct error *e);
/* Atomic, mode 0600. On failure the old file stays whole. The first save of a session keeps the file found at opening as version .1. */
enum status sealed_file_save(struct sealed_file *f, const void *plain, size_t n, struct error *e);
void sealed_file_close(struct sealed_file *f);

/* ST_INPUT when a symbolic link stands at path: it could lead a client's file anywhere, or show another's. */
enum status refuse_link(const char *path, struct error *e);

#endif
