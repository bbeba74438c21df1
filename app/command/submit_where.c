/* Where "tenken submit" sends to, what it needs a word of the user's for, and who it is there. */
#include "base/file.h"
#include "base/i18n.h"
#include "command/submitting.h"
#include "model/json.h"
#include "model/upload_url.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LINE_MAX_BYTES 512

/* The first line of a file: an address that is a secret itself need not stand on the command line. */
static enum status read_address(const char *path, char **out, struct error *e)
{
    struct buffer bytes;
    buffer_init(&bytes, UPLOAD_URL_MAX + 2);
    enum status st = file_read(path, &bytes, e);
    if (st == ST_OK) {
        *out = strndup(buffer_text(&bytes), strcspn(buffer_text(&bytes), "\r\n"));
        st = *out != NULL ? ST_OK : fail_memory(e);
    }
    if (bytes.data != NULL) {
        explicit_bzero(bytes.data, bytes.length);
    }
    buffer_release(&bytes);
    return st;
}

/* Everybody on this computer can read a command line: what stands behind the path of the address is taken out of it. */
static void hide_argument(int argc, char **argv, const char *url)
{
    for (int i = 1; i < argc; i++) {
        char *at = strstr(argv[i], url);
        char *secret = at != NULL ? strpbrk(at, "?#") : NULL;
        if (secret != NULL) {
            explicit_bzero(secret, strlen(secret));
        }
    }
}

enum status submit_find_address(struct submitting *s, int argc, char **argv, struct error *e)
{
    const struct submit_options *o = &s->options;
    struct sending last;
    const char *asked = s->from.asked ? json_text(s->from.request.document, "upload_url") : NULL;
    if (o->to_file != NULL) {
        const enum status st = read_address(o->to_file, &s->url, e);
        return st == ST_OK ? upload_url_check(s->url, e) : st;
    }
    if (o->to == NULL && o->check && s->from.found && sending_last(&s->from.draft.assessment, NULL, s->file.sha256, &last) &&
        upload_url_valid(last.to) && upload_url_collection(last.to)) {
        asked = last.to;
    }
    const char *url = o->to != NULL ? o->to : asked;
    if (url == NULL) {
        return s->from.asked
                   ? fail(e, ST_INPUT,
                          _("The customer's request names no address for uploads: bring the file by USB stick or as an attachment, "
                            "or name an address with --to."))
                   : usage_error(&command_submit, e, _("say with --to where it goes: no draft is known that this file was made from."));
    }
    s->url = strdup(url);
    if (s->url == NULL) {
        return fail_memory(e);
    }
    if (o->to != NULL) {
        hide_argument(argc, argv, s->url);
    }
    return upload_url_check(s->url, e);
}

static bool at_terminal(void)
{
    return isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1;
}

/* A line that is typed, without its newline. */
static bool typed(const char *prompt, char line[LINE_MAX_BYTES])
{
    (void)fprintf(stderr, "%s ", prompt);
    (void)fflush(stderr);
    if (fgets(line, LINE_MAX_BYTES, stdin) == NULL) {
        return false;
    }
    line[strcspn(line, "\r\n")] = '\0';
    return true;
}

enum status submit_confirm_host(const struct submitting *s, struct error *e)
{
    char host[UPLOAD_HOST_TEXT], line[LINE_MAX_BYTES], prompt[LINE_MAX_BYTES * 2];
    const struct received_request *request = &s->from.request;
    upload_url_host(s->url, host);
    if (!s->from.asked || strcmp(host, request->standing.host != NULL ? request->standing.host : "") == 0) {
        return ST_OK;
    }
    if (s->options.confirm_host != NULL && strcmp(s->options.confirm_host, host) == 0) {
        return ST_OK;
    }
    (void)snprintf(prompt, sizeof prompt,
                   _("%s is not where \"%.120s\" takes uploads. Send there only when they told you so over another way. Type the host's "
                     "name to go on:"),
                   host, request->name);
    if (at_terminal() && typed(prompt, line) && strcmp(line, host) == 0) {
        return ST_OK;
    }
    return fail(
        e, ST_NO,
        _("Nothing was sent: %s is not where \"%.120s\" takes uploads, as you confirmed it. If they told you so over another way, add "
          "--confirm-host %s."),
        host, request->name, host);
}

enum status submit_check_sealed(const struct submitting *s, struct error *e)
{
    char line[LINE_MAX_BYTES], prompt[LINE_MAX_BYTES];
    const char *sentence = outgoing_insistence();
    if (s->file.sealed || outgoing_insists(s->options.unsealed)) {
        return ST_OK;
    }
    (void)snprintf(prompt, sizeof prompt, _("This file is not sealed. To send it all the same, type: %s\n>"), sentence);
    if (s->options.unsealed == NULL && at_terminal() && typed(prompt, line) && outgoing_insists(line)) {
        return ST_OK;
    }
    return fail(e, ST_NO,
                _("Nothing was sent: %s is not sealed, so everybody who gets hold of it can read where your firm is weak. Seal it with "
                  "\"tenken export --seal CERTIFICATE\"; or, if it must be, add --unsealed \"%s\"."),
                s->from.file, sentence);
}

bool submit_ask_login(struct submitting *s)
{
    char line[LINE_MAX_BYTES], host[UPLOAD_HOST_TEXT], prompt[LINE_MAX_BYTES];
    upload_url_host(s->url, host);
    if (s->net.user != NULL || s->options.credentials != NULL || !at_terminal()) {
        return false;
    }
    (void)snprintf(prompt, sizeof prompt, _("User name at %s:"), host);
    if (!typed(prompt, line) || line[0] == '\0' || !buffer_add_text(&s->user, line) || !buffer_reserve(&s->password, LINE_MAX_BYTES) ||
        !passphrase_line(_("Password (not shown): "), &s->password)) {
        return false;
    }
    s->net.user = buffer_text(&s->user);
    s->net.password = buffer_text(&s->password);
    return true;
}

enum status submit_connect(struct submitting *s, struct net **net, struct error *e)
{
    struct net_options options = s->net;
    options.progress = network_tell;
    options.context = &s->teller;
    return net_new(net, &options, e);
}
