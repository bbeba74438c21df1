/* Packs: what is accepted can be taken up, linted and asked; what is refused is refused in words. */
#include "base/utf8.h"
#include "model/json.h"
#include "model/pack_lint.h"
#include "model/question.h"
#include "tests/fuzz/fuzz.h"

static void ask(struct pack *pack)
{
    struct catalog catalog;
    struct error e = {.text = ""};
    const struct pack *const packs[] = {pack};
    struct question_list list;
    struct facts facts = {0};
    catalog_init(&catalog);
    if (catalog_add(&catalog, pack, &e) == ST_OK && catalog_check(&catalog, &e) == ST_OK &&
        question_list_build(&list, &catalog, packs, 1, &facts, NULL, &e) == ST_OK) {
        struct check_hit hits[8];
        (void)checks_find(&list, &catalog, &facts, hits, 8);
        question_list_release(&list);
    }
    catalog_release(&catalog);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct error e = {.status = ST_OK};
    struct pack_problems problems = {.count = 0};
    const bool json = pack_lint((const char *)bytes, n, "fuzz", NULL, &problems, &e) == ST_OK;
    for (size_t i = 0; i < problems.count; i++) {
        PROMISE(utf8_valid(problems.texts[i], strlen(problems.texts[i])));
    }
    const bool clean = json && problems.count == 0;
    pack_problems_release(&problems);
    struct pack *pack = pack_read((const char *)bytes, n, "fuzz", &e);
    PROMISE(pack || !clean); /* lint finds whatever the reader refuses */
    if (pack) {
        ask(pack);
    } else {
        PROMISE(e.status == ST_INPUT && utf8_valid(e.text, strlen(e.text)));
    }
    return 0;
}
