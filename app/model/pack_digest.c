/* A pack's digest, taken when it is first asked for: screens need none, and it is a good half of reading a pack. */
#include "model/pack_reader.h"

#include "model/json.h"

#include <pthread.h>
#include <stdatomic.h>

struct pack_digest {
    atomic_bool known;
    pthread_mutex_t lock; /* the threads of a merge may ask at the same time */
    char text[65];
};

struct pack_digest *pack_digest_new(void)
{
    struct pack_digest *digest = calloc(1, sizeof *digest);
    if (digest != NULL) {
        (void)pthread_mutex_init(&digest->lock, NULL);
    }
    return digest;
}

void pack_digest_free(struct pack_digest *digest)
{
    if (digest != NULL) {
        (void)pthread_mutex_destroy(&digest->lock);
        free(digest);
    }
}

const char *pack_digest(const struct pack *p)
{
    struct pack_digest *digest = p->digest;
    if (!atomic_load_explicit(&digest->known, memory_order_acquire)) {
        (void)pthread_mutex_lock(&digest->lock);
        if (!atomic_load_explicit(&digest->known, memory_order_relaxed) &&
            json_digest(p->tree, digest->text, NULL) != ST_OK) { /* out of memory: equal to no other */
            digest->text[0] = '\0';
        }
        atomic_store_explicit(&digest->known, true, memory_order_release);
        (void)pthread_mutex_unlock(&digest->lock);
    }
    return digest->text;
}
