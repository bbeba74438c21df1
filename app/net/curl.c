#include "net/curl.h"

#include "base/i18n.h"

#include <dlfcn.h>
#include <malloc.h>
#include <pthread.h>
#include <string.h>

static struct curl_api api;
static char missing[200]; /* "" when all is there */

/* libcurl copies user names, passwords and headers about: with these as its allocator no copy outlives its use. */
static void wiping_free(void *block)
{
    if (block != NULL) {
        explicit_bzero(block, malloc_usable_size(block));
    }
    free(block);
}

static void *wiping_realloc(void *block, size_t n)
{
    const size_t had = block != NULL ? malloc_usable_size(block) : 0;
    if (n <= had && n > 0) {
        return block;
    }
    void *larger = n > 0 ? malloc(n) : NULL;
    if (larger != NULL && block != NULL) {
        memcpy(larger, block, had);
    }
    if (larger != NULL || n == 0) {
        wiping_free(block);
    }
    return larger;
}

static char *plain_strdup(const char *text)
{
    return strdup(text);
}

static void find(void *library, const char *name, void *function)
{
    void *found = dlsym(library, name);
    if (found == NULL) {
        (void)snprintf(missing, sizeof missing, "%s", name);
    }
    /* POSIX: what dlsym returns may be taken for a function; ISO C has no conversion for it. */
    memcpy(function, &found, sizeof found);
}

static void load(void)
{
    void *library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) {
        const char *why = dlerror();
        (void)snprintf(missing, sizeof missing, "%s", why != NULL ? why : "libcurl.so.4");
        return;
    }
    CURLcode (*global_init_mem)(long, curl_malloc_callback, curl_free_callback, curl_realloc_callback, curl_strdup_callback,
                                curl_calloc_callback) = NULL;
    find(library, "curl_global_init_mem", &global_init_mem);
    find(library, "curl_easy_init", &api.easy_init);
    find(library, "curl_easy_cleanup", &api.easy_cleanup);
    find(library, "curl_easy_reset", &api.easy_reset);
    find(library, "curl_easy_setopt", &api.easy_setopt);
    find(library, "curl_easy_perform", &api.easy_perform);
    find(library, "curl_easy_getinfo", &api.easy_getinfo);
    find(library, "curl_easy_header", &api.easy_header);
    find(library, "curl_url", &api.url);
    find(library, "curl_url_cleanup", &api.url_cleanup);
    find(library, "curl_url_set", &api.url_set);
    find(library, "curl_url_get", &api.url_get);
    find(library, "curl_free", &api.free);
    find(library, "curl_slist_append", &api.slist_append);
    find(library, "curl_slist_free_all", &api.slist_free_all);
    find(library, "curl_getdate", &api.getdate);
    if (missing[0] == '\0' && global_init_mem(CURL_GLOBAL_DEFAULT, malloc, wiping_free, wiping_realloc, plain_strdup, calloc) != CURLE_OK) {
        (void)snprintf(missing, sizeof missing, "curl_global_init_mem");
    }
}

const struct curl_api *curl_load(struct error *e)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    (void)pthread_once(&once, load);
    if (missing[0] != '\0') {
        (void)fail(e, ST_SYSTEM, _("Nothing can be sent or fetched over the network: libcurl (libcurl4) is not installed (%s)."), missing);
        return NULL;
    }
    return &api;
}

const struct curl_api *curl_loaded(void)
{
    return curl_load(NULL);
}
