/* Strict JSON: both readers agree, and whatever is accepted has one canonical form that reads back as itself. */
#include "base/arena.h"
#include "base/buffer.h"
#include "base/utf8.h"
#include "model/json.h"
#include "tests/fuzz/fuzz.h"

static void again(const struct buffer *text, const struct buffer *canonical)
{
    struct error e;
    struct buffer out;
    cJSON *tree = json_read(text->data, text->length, &JSON_LIMITS_DOCUMENT, "fuzz", &e);
    PROMISE(tree);
    buffer_init(&out, BUFFER_MAX_DOCUMENT);
    PROMISE(json_canonical(tree, &out, &e) == ST_OK);
    PROMISE(out.length == canonical->length && memcmp(out.data, canonical->data, out.length) == 0);
    buffer_release(&out);
    cJSON_Delete(tree);
}

/* The canonical form of a member, written while reading, is the one written afterwards. */
static void in_one_pass(const cJSON *tree, const uint8_t *bytes, size_t n)
{
    struct error e = {.status = ST_OK};
    struct arena arena = {.blocks = NULL};
    struct buffer out, scratch, after;
    buffer_init(&out, BUFFER_MAX_DOCUMENT);
    buffer_init(&scratch, BUFFER_MAX_DOCUMENT);
    buffer_init(&after, BUFFER_MAX_DOCUMENT);
    const struct json_extract extract = {.arena = &arena, .member = "a", .canonical = &out, .scratch = &scratch};
    const cJSON *again_read = json_read_canonical((const char *)bytes, n, &JSON_LIMITS_DOCUMENT, "fuzz", &extract, &e);
    PROMISE((again_read != NULL) == (tree != NULL));
    const cJSON *member = tree ? json_get(tree, "a") : NULL;
    PROMISE(!member || json_canonical(member, &after, &e) == ST_OK);
    PROMISE(strcmp(buffer_text(&out), buffer_text(&after)) == 0);
    buffer_release(&out);
    buffer_release(&scratch);
    buffer_release(&after);
    arena_release(&arena);
}

/* So is a text that is read in place, and refused in the same words. */
static void in_place(const cJSON *tree, const struct error *refusal, const uint8_t *bytes, size_t n)
{
    struct error e = {.status = ST_OK};
    struct arena arena = {.blocks = NULL};
    struct buffer out, wanted;
    char *own = malloc(n > 0 ? n : 1);
    PROMISE(own);
    if (n > 0) {
        memcpy(own, bytes, n);
    }
    const cJSON *read = json_read_in_place(own, n, &JSON_LIMITS_DOCUMENT, "fuzz", &arena, &e);
    PROMISE((read != NULL) == (tree != NULL));
    PROMISE(read || strcmp(e.text, refusal->text) == 0);
    buffer_init(&out, BUFFER_MAX_DOCUMENT);
    buffer_init(&wanted, BUFFER_MAX_DOCUMENT);
    PROMISE(!read || (json_canonical(read, &out, &e) == ST_OK && json_canonical(tree, &wanted, &e) == ST_OK));
    PROMISE(strcmp(buffer_text(&out), buffer_text(&wanted)) == 0);
    buffer_release(&out);
    buffer_release(&wanted);
    arena_release(&arena);
    free(own);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct error e = {.status = ST_OK}, checked = {.status = ST_OK};
    cJSON *tree = json_read((const char *)bytes, n, &JSON_LIMITS_DOCUMENT, "fuzz", &e);
    enum status st = json_check((const char *)bytes, n, &JSON_LIMITS_DOCUMENT, "fuzz", &checked);
    PROMISE((tree != NULL) == (st == ST_OK));
    in_one_pass(tree, bytes, n);
    in_place(tree, &e, bytes, n);
    if (!tree) {
        PROMISE(e.status == ST_INPUT && strcmp(e.text, checked.text) == 0 && utf8_valid(e.text, strlen(e.text)));
        return 0;
    }
    struct buffer canonical, pretty;
    buffer_init(&canonical, BUFFER_MAX_DOCUMENT);
    buffer_init(&pretty, BUFFER_MAX_DOCUMENT);
    PROMISE(json_canonical(tree, &canonical, &e) == ST_OK);
    PROMISE(json_pretty(tree, &pretty, &e) == ST_OK);
    again(&canonical, &canonical);
    again(&pretty, &canonical);
    buffer_release(&canonical);
    buffer_release(&pretty);
    cJSON_Delete(tree);
    return 0;
}
