#include "model/upload_url.h"

#include "base/buffer.h"
#include "base/i18n.h"

#include <stdio.h>
#include <string.h>

#define HTTPS "https://"
#define HTTPS_BYTES (sizeof HTTPS - 1)
#define HTTPS_PORT ":443"

/* Bytes of "host" or "host:port" at the start of text; 0 when that is no plain host: a name before an @ or a stray character could make
 * people take one host for another. */
static size_t authority_length(const char *text)
{
    static const char NAME[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-", HEX[] = "0123456789abcdefABCDEF:.";
    size_t n = 0;
    if (text[0] == '[') {
        n = 1 + strspn(text + 1, HEX);
        n = text[n] == ']' ? n + 1 : 0;
    } else {
        n = strspn(text, NAME);
    }
    if (n > 0 && text[n] == ':') {
        const size_t digits = strspn(text + n + 1, "0123456789");
        n = digits >= 1 && digits <= 5 ? n + 1 + digits : 0;
    }
    return n < UPLOAD_HOST_TEXT && (text[n] == '\0' || strchr("/?#", text[n]) != NULL) ? n : 0;
}

bool upload_url_valid(const char *url)
{
    for (const char *c = url; *c != '\0'; c++) {
        if (*c <= ' ' || *c >= 0x7F || strchr("\"<>\\^`{|}", *c) != NULL) {
            return false;
        }
    }
    return strncmp(url, HTTPS, HTTPS_BYTES) == 0 && authority_length(url + HTTPS_BYTES) > 0;
}

enum status upload_url_check(const char *url, struct error *e)
{
    if (strncmp(url, "http://", 7) == 0) {
        return fail(e, ST_INPUT,
                    _("The address begins with http://, which anybody on the way can read and change: only https:// is used."));
    }
    const char *at = strchr(url, '@');
    if (strncmp(url, HTTPS, HTTPS_BYTES) == 0 && at != NULL && at < url + HTTPS_BYTES + strcspn(url + HTTPS_BYTES, "/?#")) {
        return fail(e, ST_INPUT,
                    _("The address has a user name or password in it, which others on this computer could see: put them into a file, and "
                      "name that with --credentials."));
    }
    if (!upload_url_valid(url) || strlen(url) > UPLOAD_URL_MAX) {
        return fail(e, ST_INPUT, _("This is no address that files can be sent to: it must begin with https:// and a host name."));
    }
    return ST_OK;
}

void upload_url_host(const char *url, char out[UPLOAD_HOST_TEXT])
{
    const char *host = url + HTTPS_BYTES;
    size_t n = authority_length(host);
    const size_t port = sizeof HTTPS_PORT - 1;
    if (n > port && strncmp(host + n - port, HTTPS_PORT, port) == 0) {
        n -= port;
    }
    for (size_t i = 0; i < n; i++) {
        out[i] = (char)(host[i] >= 'A' && host[i] <= 'Z' ? host[i] - 'A' + 'a' : host[i]);
    }
    out[n] = '\0';
}

bool upload_url_same_host(const char *a, const char *b)
{
    char one[UPLOAD_HOST_TEXT], other[UPLOAD_HOST_TEXT];
    upload_url_host(a, one);
    upload_url_host(b, other);
    return strcmp(one, other) == 0;
}

bool upload_url_collection(const char *url)
{
    const size_t n = strlen(url);
    return n > HTTPS_BYTES && strcspn(url, "?#") == n && url[n - 1] == '/';
}

void upload_url_show(const char *url, char out[UPLOAD_SHOWN_TEXT])
{
    const size_t n = strcspn(url, "?#");
    const bool more = url[n] != '\0', fits = n < UPLOAD_SHOWN_TEXT - 8;
    (void)snprintf(out, UPLOAD_SHOWN_TEXT, "%.*s%s%s", (int)(fits ? n : UPLOAD_SHOWN_TEXT - 8), url, fits ? "" : "...", more ? "?..." : "");
}

enum status upload_url_join(const char *collection, const char *name, struct buffer *out, struct error *e)
{
    static const char HEX[] = "0123456789ABCDEF";
    static const char PLAIN[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/";
    buffer_clear(out);
    buffer_add_text(out, collection);
    for (const char *c = name; *c != '\0'; c++) {
        if (strchr(PLAIN, *c) != NULL) {
            buffer_add_char(out, *c);
        } else {
            buffer_add_char(out, '%');
            buffer_add_char(out, HEX[(unsigned char)*c >> 4]);
            buffer_add_char(out, HEX[(unsigned char)*c & 15]);
        }
    }
    return out->failed ? fail_memory(e) : ST_OK;
}
