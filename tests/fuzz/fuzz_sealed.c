/* Sealed files as they come from strangers, opened with a key that none of them is for: one sentence, and nothing comes out. */
#include "base/buffer.h"
#include "tests/fuzz/fuzz.h"
#include "trust/seal.h"

static const struct identity *reader(void)
{
    static struct identity id;
    struct error e;
    struct clock clock = clock_fixed(1795219200);
    if (!id.key) {
        PROMISE(identity_make(&id, "Reader", &clock, &e) == ST_OK);
    }
    return &id;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static char sentence[sizeof((struct error *)NULL)->text];
    struct error e = {.status = ST_OK};
    struct buffer out;
    buffer_init(&out, BUFFER_MAX_DOCUMENT);
    PROMISE(unseal(bytes, n, reader(), &out, &e) == ST_INPUT);
    PROMISE(out.length == 0);
    if (sentence[0] == '\0') {
        memcpy(sentence, e.text, sizeof sentence);
    }
    PROMISE(strcmp(sentence, e.text) == 0);
    buffer_release(&out);
    return 0;
}
