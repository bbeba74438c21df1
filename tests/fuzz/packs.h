/* The project's own packs, for targets that ask questions. TENKEN_DATADIR: the directory that holds questionnaires/. */
#ifndef TENKEN_TESTS_FUZZ_PACKS_H
#define TENKEN_TESTS_FUZZ_PACKS_H

#include "base/buffer.h"
#include "base/file.h"
#include "model/pack.h"

static inline const struct catalog *own_packs(void)
{
    static struct catalog catalog;
    static const char *const names[] = {"basic10", "supply-chain"};
    for (size_t i = catalog.count; i < sizeof names / sizeof *names; i++) {
        struct error e = {.text = ""};
        struct buffer bytes;
        char path[4096];
        const char *directory = getenv("TENKEN_DATADIR");
        buffer_init(&bytes, BUFFER_MAX_DOCUMENT);
        (void)snprintf(path, sizeof path, "%s/questionnaires/%s.json", directory ? directory : ".", names[i]);
        struct pack *pack = file_read(path, &bytes, &e) == ST_OK ? pack_read(bytes.data, bytes.length, path, &e) : NULL;
        buffer_release(&bytes);
        if (!pack || catalog_add(&catalog, pack, &e) != ST_OK) {
            (void)fprintf(stderr, "%s\n", e.text);
            abort();
        }
    }
    return &catalog;
}

#endif
