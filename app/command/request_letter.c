#include "command/request_letter.h"

#include "base/buffer.h"
#include "base/day_text.h"
#include "base/file.h"
#include "base/file_path.h"
#include "base/i18n.h"
#include "model/json.h"

#include <ctype.h>
#include <unistd.h>

#define LETTER_MODE 0600
#define LETTER_BYTES_MAX ((size_t)64 * 1024)
#define GROUP_DIGITS 4
#define LINE_DIGITS 32

/* Two lines of eight groups, as a fingerprint is read out. */
static void add_groups(struct buffer *out, const uint8_t *secret)
{
    char digits[2 * ENROL_SECRET_BYTES + 1];
    hex_encode(secret, ENROL_SECRET_BYTES, digits);
    for (size_t i = 0; digits[i] != '\0'; i += GROUP_DIGITS) {
        buffer_add_format(out, "%s%.4s", i == 0 ? "    " : i % LINE_DIGITS == 0 ? "\n    " : " ", digits + i);
    }
    buffer_add_text(out, "\n");
    explicit_bzero(digits, sizeof digits);
}

static void add_text(struct buffer *out, const struct issuing *x, const struct supplier_record *s, const cJSON *document,
                     const uint8_t *secret)
{
    buffer_add_format(out, _("To: %s (supplier code %s)"), s->name, s->code);
    buffer_add_text(out, "\n");
    buffer_add_format(out, _("From: %s"), json_text(x->terms.requester, "name"));
    buffer_add_text(out, "\n\n");
    buffer_add_format(out, _("We ask you for security answers for %s, due on %s (request %s)."), x->terms.period,
                      DAY_TEXT(json_text(document, "due")), json_text(document, "request_id"));
    buffer_add_text(out, "\n\n");
    buffer_add_text(out, _("The request itself comes another way. With your first answers, prove with this secret that the signing key is "
                           "yours. It works once. Do not photograph it or send it by mail."));
    buffer_add_text(out, "\n\n");
    add_groups(out, secret);
    buffer_add_text(out, "\n");
    buffer_add_text(out, _("Type these digits into a file, for example secret.txt, and add --enrol-secret secret.txt to \"tenken export\". "
                           "Then destroy the file and this letter."));
    buffer_add_text(out, "\n");
}

/* A letter that lies there already gives way when it has the same secret, or one that no request of ours goes by any more. */
static enum status gives_way(const struct issuing *x, const char *code, const char *path, const uint8_t *secret, bool *yes, struct error *e)
{
    uint8_t there[ENROL_SECRET_BYTES] = {0};
    enum status st = ST_OK;
    *yes = access(path, F_OK) != 0;
    if (!*yes && letter_read(path, there, NULL) == ST_OK) {
        bool counts = false;
        const bool same = memcmp(there, secret, sizeof there) == 0;
        st = same ? ST_OK : portfolio_secret_counts(x->portfolio, code, there, &counts, e);
        *yes = same || !counts;
    }
    explicit_bzero(there, sizeof there);
    return st;
}

/* Named like the request; requests of one name lie in several directories, and their letters perhaps in one: those have a number more. */
static enum status letter_path(const struct issuing *x, const char *code, const uint8_t *secret, const char *request, char **path,
                               struct error *e)
{
    const char *name = file_last(request) + strlen("request"); /* and ".json" at its end */
    bool ours = false;
    enum status st = ST_OK;
    *path = NULL;
    for (int n = 1; st == ST_OK && !ours; n++) {
        char number[16] = "";
        if (n > 1) {
            (void)snprintf(number, sizeof number, "-%d", n);
        }
        free(*path);
        if (asprintf(path, "%s/secret%.*s%s.txt", x->letters, (int)(strlen(name) - strlen(".json")), name, number) < 0) {
            *path = NULL;
            return fail_memory(e);
        }
        st = gives_way(x, code, *path, secret, &ours, e);
    }
    return st;
}

enum status letter_write(const struct issuing *x, const struct supplier_record *s, const cJSON *document, const uint8_t *secret,
                         const char *request, struct error *e)
{
    struct buffer text;
    char *path;
    buffer_init(&text, LETTER_BYTES_MAX);
    add_text(&text, x, s, document, secret);
    enum status st = text.failed ? fail_memory(e) : ST_OK;
    if (st == ST_OK) {
        st = letter_path(x, s->code, secret, request, &path, e);
        st = st == ST_OK ? file_write_atomic(path, text.data, text.length, LETTER_MODE, e) : st;
        free(path);
    }
    identity_wipe(&text);
    return st;
}

/* The first run of exactly 64 hexadecimal digits in groups of four, with nothing but white space between the groups. */
static bool find_digits(const char *text, uint8_t secret[ENROL_SECRET_BYTES])
{
    char digits[2 * ENROL_SECRET_BYTES + 1];
    size_t n = 0;
    for (const char *at = text; *at != '\0' && n < sizeof digits - 1;) {
        const size_t blank = strspn(at, " \t\r\n:");
        size_t length = 0;
        at += blank;
        while (isxdigit((unsigned char)at[length]) != 0) {
            length++;
        }
        const bool whole = length > 0 && (at[length] == '\0' || strchr(" \t\r\n:", at[length]) != NULL) && length % GROUP_DIGITS == 0;
        if (whole && n + length < sizeof digits) {
            memcpy(digits + n, at, length);
            n += length;
            at += length;
        } else {
            n = 0;
            at += strcspn(at, " \t\r\n:");
        }
    }
    digits[n] = '\0';
    const bool found = n == sizeof digits - 1 && hex_decode(digits, secret, ENROL_SECRET_BYTES);
    explicit_bzero(digits, sizeof digits);
    return found;
}

static bool find_base64url(const char *text, uint8_t secret[ENROL_SECRET_BYTES])
{
    struct buffer bytes;
    buffer_init(&bytes, BUFFER_MAX_TEXT);
    text += strspn(text, " \t\r\n");
    const bool found = base64url_decode(&bytes, text, strcspn(text, " \t\r\n")) && bytes.length == ENROL_SECRET_BYTES;
    if (found) {
        memcpy(secret, bytes.data, ENROL_SECRET_BYTES);
    }
    identity_wipe(&bytes);
    return found;
}

enum status letter_read(const char *path, uint8_t secret[ENROL_SECRET_BYTES], struct error *e)
{
    struct buffer text;
    buffer_init(&text, LETTER_BYTES_MAX);
    enum status st = file_read(path, &text, e);
    if (st == ST_OK && !find_digits(buffer_text(&text), secret) && !find_base64url(buffer_text(&text), secret)) {
        st = fail(e, ST_INPUT, _("%s holds no secret: it has 64 digits from 0 to 9 and a to f, in groups of four."), path);
    }
    identity_wipe(&text);
    return st;
}
