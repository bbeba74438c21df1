/* What went wrong, in words: without a term that only who runs servers knows, where there is a plainer one. */
#include "net/attempt.h"

#include "base/i18n.h"
#include "model/upload_url.h"

#include <openssl/x509_vfy.h>
#include <string.h>

static bool says(const struct attempt *a, const char *words)
{
    return strstr(a->error, words) != NULL;
}

/* Why a certificate is not accepted. Whole sentences, since the parts stand in another order in other languages. */
static const char *certificate_words(long verified)
{
    switch (verified) {
    case X509_V_ERR_HOSTNAME_MISMATCH:
    case X509_V_ERR_IP_ADDRESS_MISMATCH:
        return _("%s: the server's certificate is for another name. This may be another computer than the one that you mean: nothing was "
                 "exchanged. Check the address.");
    case X509_V_ERR_CERT_HAS_EXPIRED:
        return _("%s: the server's certificate has expired: nothing was exchanged. Check the date of this computer, or tell whoever runs "
                 "the server.");
    case X509_V_ERR_CERT_NOT_YET_VALID:
        return _("%s: the server's certificate is not valid yet: nothing was exchanged. Check the date and time of this computer.");
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
        return _("%s: the server signed its certificate itself, and nobody vouches for it: nothing was exchanged. If you know whose server "
                 "it is, ask for its certificate and name that with --ca.");
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
        return _("%s: the server's certificate comes from an issuer whom this computer does not know: nothing was exchanged. If you know "
                 "the issuer, ask for its certificate and name that with --ca.");
    case X509_V_ERR_CERT_REVOKED:
        return _("%s: the server's certificate was revoked: nothing was exchanged. Tell whoever runs the server.");
    default:
        return _("%s: the server's certificate cannot be relied on: nothing was exchanged. Tell whoever runs the server.");
    }
}

static enum status fail_certificate(const struct attempt *a, const char *host, struct error *e)
{
    long verified = X509_V_OK;
    (void)a->curl->easy_getinfo(a->easy, CURLINFO_SSL_VERIFYRESULT, &verified);
    if (says(a, "subject name")) { /* libcurl compares the name itself, before it has OpenSSL's result */
        verified = X509_V_ERR_HOSTNAME_MISMATCH;
    }
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    return fail(e, ST_INPUT, certificate_words(verified), host);
#pragma GCC diagnostic pop
}

/* A handshake that ended by an alert or a version; one that broke off is a lost connection. */
static bool handshake_refused(const struct attempt *a)
{
    return says(a, "protocol") || says(a, "version") || says(a, "alert") || says(a, "handshake") || says(a, "cipher") ||
           says(a, "key too small");
}

static enum status fail_handshake(const struct attempt *a, const char *host, struct error *e)
{
    if (says(a, "wrong version number") || says(a, "http request")) {
        return fail(e, ST_INPUT, _("%s does not answer over a secure connection (TLS): check the address."), host);
    }
    if (says(a, "protocol")) {
        return fail(e, ST_INPUT,
                    _("%s only offers a secure connection of an old kind (TLS before 1.2), which can be broken: nothing was exchanged. "
                      "Tell whoever runs the server."),
                    host);
    }
    return fail(e, ST_INPUT, _("%s: no secure connection comes about (%s)."), host, a->error);
}

static enum net_outcome refused_here(const struct attempt *a, const char *host, bool *again, struct error *e)
{
    if (a->stopped) {
        (void)fail(e, ST_SYSTEM, _("Stopped."));
        return NET_STOPPED;
    }
    if (a->source_failed) {
        (void)fail(e, ST_SYSTEM, "%s",
                   a->source_errno != 0 ? strerror(a->source_errno) : _("The file became shorter while it was being sent."));
        return NET_FAILED;
    }
    if (a->sink_failed) {
        (void)fail(e, ST_SYSTEM, _("What %s sends cannot be kept."), host);
        return NET_FAILED;
    }
    if (a->too_large) {
        (void)fail(e, ST_INPUT, _("%s sends more than what was asked for can be: the transfer was broken off."), host);
        return NET_REFUSED;
    }
    if (a->wrong_range) {
        a->request->sink->have = 0;
        *again = true;
        (void)fail(e, ST_SYSTEM, _("%s sends another part of the file than the one that was asked for."), host);
        return NET_LOST;
    }
    (void)fail_memory(e);
    return NET_FAILED;
}

static enum net_outcome unreachable(CURLcode code, const char *host, bool *again, struct error *e)
{
    *again = true;
    if (code == CURLE_COULDNT_RESOLVE_PROXY) {
        (void)fail(e, ST_SYSTEM, _("The proxy that this computer is set up to use cannot be found: is there a network?"));
    } else if (code == CURLE_COULDNT_RESOLVE_HOST) {
        (void)fail(e, ST_SYSTEM, _("%s cannot be found: is this computer connected to the internet?"), host);
    } else {
        (void)fail(e, ST_SYSTEM, _("%s cannot be reached: is this computer connected to the internet?"), host);
    }
    return NET_UNREACHABLE;
}

static enum net_outcome proxy_refuses(long status, bool *again, struct error *e)
{
    *again = retry_status(status);
    if (status == 407) {
        (void)fail(e, ST_SYSTEM,
                   _("The proxy that this computer is set up to use asks for a user name and password: they belong into https_proxy. Ask "
                     "whoever looks after your network."));
    } else {
        (void)fail(
            e, ST_SYSTEM,
            _("The proxy that this computer is set up to use does not let us through (status %ld). Ask whoever looks after your network."),
            status);
    }
    return NET_UNREACHABLE;
}

static enum net_outcome lost(CURLcode code, const char *host, bool *again, struct error *e)
{
    *again = true;
    if (code == CURLE_OPERATION_TIMEDOUT) {
        (void)fail(e, ST_SYSTEM, _("%s does not answer any more."), host);
    } else {
        (void)fail(e, ST_SYSTEM, _("The connection to %s was lost."), host);
    }
    return NET_LOST;
}

enum net_outcome attempt_failure(const struct attempt *a, CURLcode code, bool *again, struct error *e)
{
    char host[UPLOAD_HOST_TEXT];
    long proxy_status = 0;
    double secured = 0;
    upload_url_host(a->url, host);
    *again = false;
    (void)a->curl->easy_getinfo(a->easy, CURLINFO_HTTP_CONNECTCODE, &proxy_status);
    (void)a->curl->easy_getinfo(a->easy, CURLINFO_APPCONNECT_TIME, &secured);
    if (proxy_status >= 300 && secured <= 0) {
        return proxy_refuses(proxy_status, again, e);
    }
    switch (code) {
    case CURLE_WRITE_ERROR:
    case CURLE_ABORTED_BY_CALLBACK:
    case CURLE_OUT_OF_MEMORY:
        return refused_here(a, host, again, e);
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_CONNECT:
        return unreachable(code, host, again, e);
    case CURLE_OPERATION_TIMEDOUT:
        return secured > 0 ? lost(code, host, again, e) : unreachable(code, host, again, e);
    case CURLE_PEER_FAILED_VERIFICATION:
        (void)fail_certificate(a, host, e);
        return NET_REFUSED;
    case CURLE_SSL_CACERT_BADFILE:
        (void)fail(e, ST_INPUT, _("The file named with --ca holds no certificate that can be read."));
        return NET_REFUSED;
    case CURLE_SSL_CONNECT_ERROR:
        if (handshake_refused(a)) {
            (void)fail_handshake(a, host, e);
            return NET_REFUSED;
        }
        return lost(code, host, again, e);
    case CURLE_PARTIAL_FILE:
    case CURLE_GOT_NOTHING:
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
    case CURLE_SEND_FAIL_REWIND:
    case CURLE_HTTP2:
    case CURLE_HTTP2_STREAM:
        return lost(code, host, again, e);
    default:
        (void)fail(e, ST_INPUT, _("%s answers in a way that makes no sense here (error %d): check the address."), host, (int)code);
        return NET_REFUSED;
    }
}

enum status net_status_fail(const struct net_response *response, const char *url, struct error *e)
{
    char host[UPLOAD_HOST_TEXT];
    upload_url_host(url, host);
    const long status = response->status;
    if (response->wait_asked_ms > 0) {
        const int64_t minutes = (response->wait_asked_ms + 59999) / 60000;
        return fail(e, ST_SYSTEM, _("%s is busy and asks to come back in %lld minutes: try again then."), host, (long long)minutes);
    }
    switch (status) {
    case 401:
        return fail(e, ST_INPUT,
                    _("%s asks for a user name and password, or does not accept the ones given. Whoever runs it has told you which: put "
                      "them into a file, and name that with --credentials."),
                    host);
    case 403:
        return fail(e, ST_INPUT, _("%s does not allow this (status 403). An address for one sending may have run out: ask for a new one."),
                    host);
    case 404:
    case 409:
    case 410:
        return fail(e, ST_INPUT, _("%s has no such place (status %ld): check the address."), host, status);
    case 405:
    case 501:
        return fail(e, ST_INPUT, _("%s takes no files at this address (status %ld): check it."), host, status);
    case 413:
        return fail(e, ST_INPUT, _("%s says that the file is too large. Tell whoever runs it."), host);
    case 507:
        return fail(e, ST_SYSTEM, _("%s has no room left. Tell whoever runs it."), host);
    default:
        break;
    }
    if (retry_status(status)) {
        return fail(e, ST_SYSTEM, _("%s has a problem at the moment (status %ld), after %d attempts: try again later."), host, status,
                    response->attempts);
    }
    return fail(e, ST_INPUT, _("%s gave an answer that is no success (status %ld): check the address."), host, status);
}
