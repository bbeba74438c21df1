#include "command/command.h"

#include "base/buffer.h"
#include "base/digest.h"
#include "base/file.h"
#include "base/i18n.h"
#include "command/trust_accept.h"
#include "trust/identity.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <unistd.h>

#define IDENTITY_FILE_MAX ((size_t)256 * 1024) /* a key and a few certificates */

enum status load_identity_with(const char *path, const char *passphrase, struct identity *out, struct error *e)
{
    struct buffer bytes;
    buffer_init(&bytes, IDENTITY_FILE_MAX);
    enum status st = file_read(path, &bytes, e);
    if (st == ST_OK) {
        st = identity_read(out, buffer_text(&bytes), bytes.length, passphrase, path, e);
    }
    identity_wipe(&bytes);
    return st;
}

enum status load_identity(const char *path, const char *passphrase_file, struct identity *out, struct error *e)
{
    char *passphrase = NULL;
    /* a missing file is said before anybody types */
    enum status st = access(path, R_OK) == 0 ? ST_OK : fail_errno(e, _("Cannot open %s"), path);
    if (st == ST_OK) {
        st = read_passphrase(passphrase_file, false, &passphrase, e);
    }
    if (st == ST_OK) {
        st = load_identity_with(path, passphrase, out, e);
    }
    if (passphrase != NULL) {
        explicit_bzero(passphrase, strlen(passphrase));
        free(passphrase);
    }
    return st;
}

enum status load_certificate(const char *path, X509 **out, struct error *e)
{
    struct buffer bytes;
    buffer_init(&bytes, IDENTITY_FILE_MAX);
    *out = NULL;
    enum status st = file_read(path, &bytes, e);
    if (st == ST_OK) {
        BIO *bio = BIO_new_mem_buf(buffer_text(&bytes), (int)bytes.length);
        const bool pem = identity_is_pem(buffer_text(&bytes), bytes.length);
        if (bio != NULL) {
            *out = pem ? PEM_read_bio_X509(bio, NULL, NULL, NULL) : d2i_X509_bio(bio, NULL);
        }
        BIO_free(bio);
        ERR_clear_error();
        st = *out != NULL ? ST_OK : fail(e, ST_INPUT, _("%s is no certificate (PEM or DER)."), path);
    }
    identity_wipe(&bytes);
    return st;
}

enum status certificate_from_base64(const char *base64, X509 **out, struct error *e)
{
    *out = NULL;
    struct buffer der;
    buffer_init(&der, BUFFER_MAX_TEXT);
    if (base64_decode(&der, base64, strlen(base64))) {
        const uint8_t *at = (const uint8_t *)buffer_text(&der);
        *out = d2i_X509(NULL, &at, (long)der.length);
        ERR_clear_error();
    }
    buffer_release(&der);
    return *out != NULL
               ? ST_OK
               : fail(e, ST_INPUT,
                      _("The request's encryption certificate cannot be read: ask the requester for it, and name it with --seal."));
}

enum status load_fingerprint(const char *option, const char *text, char sha256[SHA256_TEXT], struct error *e)
{
    uint8_t digest[SHA256_BYTES];
    X509 *x509 = NULL;
    if (fingerprint_parse(text, digest)) {
        hex_encode(digest, SHA256_BYTES, sha256);
        return ST_OK;
    }
    if (access(text, F_OK) != 0) {
        return fail(e, ST_INPUT, _("%s \"%s\" is neither a file nor a fingerprint of 64 hexadecimal digits."), option, text);
    }
    const enum status st = load_certificate(text, &x509, e);
    if (st != ST_OK) {
        return st;
    }
    uint8_t *der = NULL;
    const int n = i2d_X509(x509, &der);
    X509_free(x509);
    if (n <= 0) {
        return fail_memory(e);
    }
    sha256_hex(der, (size_t)n, sha256);
    OPENSSL_free(der);
    return ST_OK;
}
