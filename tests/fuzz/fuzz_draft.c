/* Drafts: what is accepted can be asked, scored, changed, written and read back. */
#include "base/utf8.h"
#include "model/assessment.h"
#include "model/json.h"
#include "model/score.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/packs.h"

static void write_and_read(const struct assessment *a)
{
    struct error e = {.text = ""};
    struct buffer first, second;
    struct assessment back;
    buffer_init(&first, BUFFER_MAX_DOCUMENT);
    buffer_init(&second, BUFFER_MAX_DOCUMENT);
    PROMISE(assessment_write(a, &first, &e) == ST_OK);
    PROMISE(assessment_read(&back, first.data, first.length, "again", &e) == ST_OK);
    PROMISE(assessment_write(&back, &second, &e) == ST_OK);
    PROMISE(first.length == second.length && memcmp(first.data, second.data, first.length) == 0);
    assessment_release(&back);
    buffer_release(&first);
    buffer_release(&second);
}

static void ask(struct assessment *a)
{
    struct error e = {.text = ""};
    struct question_list list;
    struct score score;
    if (assessment_questions(a, own_packs(), &list, NULL, &e) != ST_OK) {
        return;
    }
    if (score_compute(&list, &score, &e) == ST_OK) {
        score_release(&score);
    }
    (void)assessment_finished(a, &list, &e);
    for (size_t i = 0; i < list.count && i < 3; i++) {
        (void)assessment_set_level(a, &list.questions[i], (int)i, &e);
    }
    (void)assessment_set_perceived(a, 2, &e);
    question_list_release(&list);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct assessment a;
    struct error e = {.status = ST_OK};
    if (assessment_read(&a, (const char *)bytes, n, "fuzz", &e) != ST_OK) {
        PROMISE(a.tree == NULL && e.status == ST_INPUT && utf8_valid(e.text, strlen(e.text)));
        return 0;
    }
    write_and_read(&a);
    ask(&a);
    write_and_read(&a);
    assessment_release(&a);
    return 0;
}
