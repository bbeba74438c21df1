#include "command/command.h"

#include "base/buffer.h"
#include "base/file.h"
#include "trust/identity.h"

#define IDENTITY_FILE_MAX ((size_t)256 * 1024) /* a key and a few certificates */

enum status load_identity(const char *path, const char *passphrase_file, struct identity *out, struct error *e)
{
    struct buffer bytes;
    buffer_init(&bytes, IDENTITY_FILE_MAX);
    char *passphrase = NULL;
    enum status st = file_read(path, &bytes, e);
    if (st == ST_OK) {
        st = read_passphrase(passphrase_file, false, &passphrase, e);
    }
    if (st == ST_OK) {
        st = identity_read(out, buffer_text(&bytes), bytes.length, passphrase, path, e);
    }
    if (passphrase != NULL) {
        explicit_bzero(passphrase, strlen(passphrase));
        free(passphrase);
    }
    buffer_release(&bytes);
    return st;
}
