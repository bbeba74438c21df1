/* libcurl, loaded when it is first needed: with the thirty libraries behind it, it would otherwise double the time that every start of the
 * program takes. Internal to net. */
#ifndef TENKEN_NET_CURL_H
#define TENKEN_NET_CURL_H

#include "base/error.h"

#include <curl/curl.h>

/* The functions used here, under their names without curl_. */
struct curl_api {
    CURL *(*easy_init)(void);
    void (*easy_cleanup)(CURL *);
    void (*easy_reset)(CURL *);
    CURLcode (*easy_setopt)(CURL *, CURLoption, ...);
    CURLcode (*easy_perform)(CURL *);
    CURLcode (*easy_getinfo)(CURL *, CURLINFO, ...);
    CURLHcode (*easy_header)(CURL *, const char *, size_t, unsigned, int, struct curl_header **);
    CURLU *(*url)(void);
    void (*url_cleanup)(CURLU *);
    CURLUcode (*url_set)(CURLU *, CURLUPart, const char *, unsigned);
    CURLUcode (*url_get)(const CURLU *, CURLUPart, char **, unsigned);
    void (*free)(void *);
    struct curl_slist *(*slist_append)(struct curl_slist *, const char *);
    void (*slist_free_all)(struct curl_slist *);
    time_t (*getdate)(const char *, const time_t *);
};

/* Loads it once in the process (safe from several threads): NULL and a sentence when it is not installed. */
const struct curl_api *curl_load(struct error *e);
/* The same without a sentence. */
const struct curl_api *curl_loaded(void);

#endif
