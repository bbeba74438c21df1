#include "command/delivery.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "model/receipt.h"
#include "model/upload_url.h"

struct job {
    struct net *net;
    const char *url; /* of the object */
    const struct outgoing *file;
    const char *path;
    struct delivery *out;
};

static bool stored(long status)
{
    return status == 200 || status == 201 || status == 204;
}

/* ---- is it there? ---- */

struct reading {
    struct sha256 *sha;
};

static bool read_begin(void *context, int64_t offset, int64_t length)
{
    struct reading *r = context;
    char ignored[SHA256_TEXT];
    (void)length;
    if (offset > 0) {
        return r->sha != NULL; /* goes on where the connection broke */
    }
    sha256_end(r->sha, ignored);
    r->sha = sha256_new();
    return r->sha != NULL;
}

static bool read_write(void *context, const void *bytes, size_t n)
{
    const struct reading *r = context;
    sha256_add(r->sha, bytes, n);
    return true;
}

enum there {
    THERE_SAME,
    THERE_OTHER, /* something else has this name */
    THERE_NOT,
    THERE_HIDDEN, /* the server does not let us read */
    THERE_UNKNOWN,
};

/* Reads the object back. etag: of what is there. */
static enum there look(const struct job *job, char etag[200])
{
    struct reading reading = {.sha = NULL};
    struct net_sink sink = {.begin = read_begin, .write = read_write, .context = &reading, .max = job->file->size};
    const struct net_request request = {.method = NET_GET, .url = job->url, .source = -1, .sink = &sink};
    struct net_response response;
    char digest[SHA256_TEXT] = "";
    const enum status st = net_transfer(job->net, &request, &response, NULL);
    const bool whole = st == ST_OK && response.status == 200 && reading.sha != NULL;
    sha256_end(reading.sha, digest);
    memcpy(etag, response.etag, sizeof response.etag);
    enum there there = THERE_UNKNOWN;
    if (whole || (st == ST_OK && response.status == 206)) {
        there = strcmp(digest, job->file->sha256) == 0 ? THERE_SAME : THERE_OTHER;
    } else if (response.outcome == NET_REFUSED && response.status == 200) {
        there = THERE_OTHER; /* larger than ours */
    } else if (st == ST_OK && (response.status == 404 || response.status == 410)) {
        there = THERE_NOT;
    } else if (st == ST_OK && (response.status == 401 || response.status == 403 || response.status == 405)) {
        there = THERE_HIDDEN;
    }
    net_response_release(&response);
    return there;
}

/* ---- sending ---- */

/* condition: a header that says when to store, or NULL. */
static enum status put(const struct job *job, const char *condition, bool anonymous, struct net_response *response, struct error *e)
{
    /* Azure's storage wants to know the kind of object; to others the header means nothing, but is not sent, either. */
    static const char AZURE[] = ".blob.core.windows.net";
    char host[UPLOAD_HOST_TEXT];
    upload_url_host(job->url, host);
    const size_t n = strlen(host), end = sizeof AZURE - 1;
    const bool azure = anonymous && n > end && strcmp(host + n - end, AZURE) == 0;
    const char *const headers[] = {condition != NULL ? condition : azure ? "x-ms-blob-type: BlockBlob" : NULL, NULL};
    const struct net_request request = {.method = NET_PUT,
                                        .url = job->url,
                                        .headers = headers,
                                        .anonymous = anonymous,
                                        .source = job->file->fd,
                                        .source_size = job->file->size};
    const enum status st = net_transfer(job->net, &request, response, e);
    job->out->attempts += response->attempts;
    job->out->wants_login = st == ST_OK && response->status == 401;
    const enum status same = outgoing_unchanged(job->file, job->path, st == ST_OK ? e : NULL);
    return st != ST_OK ? st : same;
}

static enum status broken_there(const struct job *job, struct error *e)
{
    job->out->result = SENDING_FAILED;
    return fail(e, ST_SYSTEM,
                _("What is stored at the customer's under the name of this file is not this file: it was cut off or changed. Tell your "
                  "customer, and send the file another way."));
}

/* Once it is sent, or somebody says that it is there already: the judgement by reading it back. */
static enum status judge_there(const struct job *job, enum there there, bool told_stored, struct error *e)
{
    switch (there) {
    case THERE_SAME:
        job->out->result = SENDING_CHECKED;
        return ST_OK;
    case THERE_OTHER:
        return broken_there(job, e);
    case THERE_NOT:
    case THERE_HIDDEN:
    case THERE_UNKNOWN:
        break;
    }
    /* A server that does not let anybody read, or puts files away as soon as they come, has said that it has it. */
    job->out->result = told_stored ? SENDING_ARRIVED : SENDING_UNKNOWN;
    return told_stored ? ST_OK : ST_NO;
}

/* Something has the name already. Whole: good. Broken: replaced, but only what we looked at (If-Match). */
static enum status replace_broken(const struct job *job, const char *etag, struct error *e)
{
    char condition[256];
    struct net_response response;
    char ignored[200];
    if (etag[0] == '\0') {
        return broken_there(job, e);
    }
    (void)snprintf(condition, sizeof condition, "If-Match: %s", etag);
    enum status st = put(job, condition, false, &response, e);
    if (st == ST_OK && !stored(response.status)) {
        st = broken_there(job, e);
    } else if (st == ST_OK) {
        st = judge_there(job, look(job, ignored), true, e);
    }
    net_response_release(&response);
    return st;
}

static enum status there_already(const struct job *job, struct error *e)
{
    char etag[200];
    const enum there there = look(job, etag);
    if (there == THERE_OTHER) {
        return replace_broken(job, etag, e);
    }
    job->out->was_there = there == THERE_SAME;
    const enum status st = judge_there(job, there, false, e);
    return st != ST_NO ? st
                       : fail(e, ST_SYSTEM,
                              _("Something with the name of this file is there already, but the server does not let us see whether it is "
                                "whole. Ask your customer for a receipt."));
}

/* The connection was lost behind the last byte, or the server failed: the file may have arrived all the same. */
static enum status find_out(const struct job *job, bool may_have_arrived, bool stopped, struct error *e)
{
    struct error why = *e;
    char etag[200];
    if (!may_have_arrived) {
        job->out->result = SENDING_FAILED;
        return e->status;
    }
    const enum there there = stopped ? THERE_UNKNOWN : look(job, etag); /* who stops does not want to wait for another answer */
    if (there == THERE_SAME) {
        job->out->result = SENDING_CHECKED;
        return ST_OK;
    }
    if (there == THERE_NOT || there == THERE_OTHER) {
        job->out->result = SENDING_FAILED;
        return fail(e, why.status, _("%s The file is not there: send it again."), why.text);
    }
    job->out->result = SENDING_UNKNOWN;
    return fail(e, why.status, _("%s Whether the file has arrived is not known: send it again, which does no harm."), why.text);
}

static enum status into_collection(const struct job *job, struct error *e)
{
    struct net_response response;
    char ignored[200];
    enum status st = put(job, "If-None-Match: *", false, &response, e);
    if (st != ST_OK) {
        st = find_out(job, response.may_have_arrived, response.outcome == NET_STOPPED, e);
    } else if (stored(response.status)) {
        st = judge_there(job, look(job, ignored), true, e);
    } else if (response.status == 412) {
        st = there_already(job, e);
    } else {
        st = net_status_fail(&response, job->url, e);
        st = find_out(job, response.may_have_arrived || response.status >= 500, false, e);
    }
    net_response_release(&response);
    return st;
}

static enum status to_object(const struct job *job, struct error *e)
{
    struct net_response response;
    enum status st = put(job, NULL, true, &response, e);
    job->out->wants_login = false;
    if (st == ST_OK && stored(response.status)) {
        job->out->result = SENDING_ARRIVED;
    } else {
        const struct error why = st == ST_OK ? (struct error){0} : *e;
        st = st == ST_OK ? net_status_fail(&response, job->url, e) : st;
        job->out->result = response.may_have_arrived ? SENDING_UNKNOWN : SENDING_FAILED;
        if (response.may_have_arrived && why.text[0] != '\0') {
            st = fail(e, st, _("%s Whether the file has arrived is not known: send it again, which does no harm."), why.text);
        }
    }
    net_response_release(&response);
    return st;
}

enum status delivery_run(struct net *net, const char *url, const struct outgoing *file, const char *path, struct delivery *out,
                         struct error *e)
{
    struct buffer object;
    char name[DELIVERY_NAME_TEXT];
    *out = (struct delivery){.result = SENDING_FAILED};
    if (!upload_url_collection(url)) {
        const struct job job = {net, url, file, path, out};
        return to_object(&job, e);
    }
    buffer_init(&object, UPLOAD_URL_MAX + DELIVERY_NAME_TEXT);
    (void)snprintf(name, sizeof name, "%s%s", file->sha256, file->ending);
    enum status st = upload_url_join(url, name, &object, e);
    if (st == ST_OK) {
        const struct job job = {net, buffer_text(&object), file, path, out};
        st = into_collection(&job, e);
    }
    buffer_release(&object);
    return st;
}

static enum status fetch_receipt(struct net *net, const char *url, const char *sha256, struct buffer *body, bool *wants_login,
                                 struct error *e)
{
    struct buffer object;
    char name[sizeof RECEIPT_FOLDER + RECEIPT_NAME_TEXT], file[RECEIPT_NAME_TEXT];
    *wants_login = false;
    if (!upload_url_collection(url)) {
        return fail(e, ST_INPUT,
                    _("The address takes one file and gives nothing back: your customer sends the receipt as a file; name it with "
                      "--receipt FILE."));
    }
    buffer_init(&object, UPLOAD_URL_MAX + sizeof name);
    receipt_name(sha256, file);
    (void)snprintf(name, sizeof name, RECEIPT_FOLDER "%s", file);
    enum status st = upload_url_join(url, name, &object, e);
    if (st == ST_OK) {
        const struct net_request request = {.method = NET_GET, .url = buffer_text(&object), .source = -1, .body_max = RECEIPT_BYTES_MAX};
        struct net_response response;
        st = net_transfer(net, &request, &response, e);
        *wants_login = st == ST_OK && response.status == 401;
        if (st == ST_OK && (response.status == 404 || response.status == 410)) {
            st = ST_NO;
        } else if (st == ST_OK && response.status != 200) {
            st = net_status_fail(&response, url, e);
        } else if (st == ST_OK && !buffer_add(body, response.body.data, response.body.length)) {
            st = fail_memory(e);
        }
        net_response_release(&response);
    }
    buffer_release(&object);
    return st;
}

enum status delivery_fetch_receipt(struct net *net, const char *url, const struct handed_file *files, size_t n, struct buffer *body,
                                   bool *wants_login, struct error *e)
{
    enum status st = ST_NO;
    for (size_t i = 0; i < n && st == ST_NO; i++) {
        st = fetch_receipt(net, url, files[i].sha256, body, wants_login, e);
    }
    return st;
}
