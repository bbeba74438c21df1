/* Suppliers to be named in one sentence. */
#ifndef TENKEN_COMMAND_NAMED_CODES_H
#define TENKEN_COMMAND_NAMED_CODES_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/error.h"

#include <cjson/cJSON.h>

#include <stdbool.h>

/* Zeroed to begin with. */
struct named_codes {
    struct arena arena;
    const char **codes;
    size_t count, room;
    struct buffer words;
};

/* The same one may be added several times. */
enum status named_codes_add(struct named_codes *n, const char *code, struct error *e);
/* Goes through all: for what somebody typed. */
bool named_codes_have(const struct named_codes *n, const char *code);
/* "S1, S2", each once in their order, the first of many: *words, until more are added. Returns how many there are. */
size_t named_codes_words(struct named_codes *n, const char **words);
/* All of them, each once in their order. The caller owns it. */
cJSON *named_codes_json(struct named_codes *n);
void named_codes_release(struct named_codes *n);

#endif
