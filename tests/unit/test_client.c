/* A consultant's workspace: clients kept apart, private records only as ciphertext. */
#include "base/buffer.h"
#include "model/json.h"
#include "packs.h"
#include "scratch.h"
#include "store/client.h"

#include <errno.h>
#include <ftw.h>
#include <sys/stat.h>

#define PACK_TEXT PACK("p", SECTION("s", ITEM("1", 1, 3, true, "") "," ITEM("2", 1, 3, false, "")))
#define SECRET "the owner's son-in-law runs the server"

/* A cipher for tests: a mark of the key, then every byte turned by it. */
static enum status turn(void *context, const void *bytes, size_t n, struct buffer *out, struct error *e)
{
    const unsigned char key = *(unsigned char *)context;
    const unsigned char *from = bytes;
    (void)e;
    (void)buffer_add_char(out, (char)key);
    for (size_t i = 0; i < n; i++) {
        (void)buffer_add_char(out, (char)(from[i] ^ key));
    }
    return ST_OK;
}

static enum status turn_back(void *context, const void *bytes, size_t n, struct buffer *out, struct error *e)
{
    const unsigned char key = *(unsigned char *)context;
    const unsigned char *from = bytes;
    if (n == 0 || from[0] != key) {
        return (fail)(e, ST_INPUT, "cannot be opened");
    }
    for (size_t i = 1; i < n; i++) {
        (void)buffer_add_char(out, (char)(from[i] ^ key));
    }
    return ST_OK;
}

static unsigned char first_key = 0xA5, second_key = 0xC3;
#define FIRST_PRINT "1111111111111111111111111111111111111111111111111111111111111111"
#define SECOND_PRINT "2222222222222222222222222222222222222222222222222222222222222222"
static const struct sealer FIRST = {turn, turn_back, &first_key, FIRST_PRINT, "First"};
static const struct sealer SECOND = {turn, turn_back, &second_key, SECOND_PRINT, "Second"};

struct fixture {
    struct catalog catalog;
    struct workspace w;
    struct random random;
    struct clock clock;
    struct error e;
    void *directory;
};

static int begin(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    assert_int_equal(enter(&f->directory), 0);
    (void)add_pack(&f->catalog, PACK_TEXT);
    f->clock = clock_fixed(1795219200); /* 2026-11-21 */
    f->random = random_seeded(8);
    assert_int_equal(workspace_open(&f->w, "work", &FIRST, "/keys/first.p12", &f->e), ST_OK);
    *state = f;
    return 0;
}

static int remove_entry(const char *path, const struct stat *st, int flag, struct FTW *at)
{
    (void)st;
    (void)flag;
    (void)at;
    return remove(path);
}

static int end(void **state)
{
    struct fixture *f = *state;
    catalog_release(&f->catalog);
    workspace_release(&f->w);
    (void)nftw("work", remove_entry, 10, FTW_DEPTH | FTW_PHYS);
    const int failed = leave(&f->directory);
    free(f);
    return failed;
}

static struct assessment record(struct fixture *f, const char *name)
{
    struct assessment a;
    assert_int_equal(assessment_new(&a, "2026", &f->clock, &f->e), ST_OK);
    assert_int_equal(assessment_add_pack(&a, catalog_find(&f->catalog, "p"), false, &f->e), ST_OK);
    assert_int_equal(assessment_set_supplier(&a, "name", name, &f->e), ST_OK);
    return a;
}

/* Makes a client with a private note; its id into id. */
static void client(struct fixture *f, const char *name, const char *note, char id[UUID_TEXT])
{
    struct client c;
    struct question_list list;
    struct assessment a = record(f, name);
    if (client_create(&f->w, &c, &a, &f->random, &f->clock, &f->e) != ST_OK) {
        fail_msg("%s", f->e.text);
    }
    assert_int_equal(assessment_questions(&c.draft.assessment, &f->catalog, &list, NULL, &f->e), ST_OK);
    assert_int_equal(interview_set_note(&c.interview, &list.questions[0], note, &f->e), ST_OK);
    assert_int_equal(client_save_private(&c, &f->clock, &f->e), ST_OK);
    question_list_release(&list);
    memcpy(id, c.id, UUID_TEXT);
    client_close(&c);
}

static char *in_client(const struct fixture *f, const char *id, const char *name)
{
    char *path = workspace_file(&f->w, false, id, name);
    assert_non_null(path);
    return path;
}

static mode_t mode_of(const char *path)
{
    struct stat st;
    assert_int_equal(lstat(path, &st), 0);
    return st.st_mode & 07777;
}

static void note_of(const struct fixture *f, const struct client *c, const char *expected)
{
    struct question_list list;
    assert_int_equal(assessment_questions(&c->draft.assessment, &f->catalog, &list, NULL, NULL), ST_OK);
    assert_string_equal(interview_note(&c->interview, &list.questions[0]), expected);
    question_list_release(&list);
}

static const char *needle;
static int found;

static int look_for_needle(const char *path, const struct stat *st, int flag, struct FTW *at)
{
    struct buffer b;
    (void)st;
    (void)at;
    if (flag == FTW_F) {
        buffer_init(&b, BUFFER_MAX_DOCUMENT);
        assert_int_equal(file_read(path, &b, NULL), ST_OK);
        found += memmem(b.data, b.length, needle, strlen(needle)) != NULL;
        buffer_release(&b);
    }
    return 0;
}

static int files_with(const char *text)
{
    needle = text;
    found = 0;
    assert_int_equal(nftw("work", look_for_needle, 10, FTW_PHYS), 0);
    return found;
}

static void test_create(void **state)
{
    struct fixture *f = *state;
    char id[UUID_TEXT], (*ids)[UUID_TEXT];
    size_t n;
    struct client c;
    client(f, "Mihon", SECRET, id);
    char *folder = in_client(f, id, NULL), *private = in_client(f, id, WORKSPACE_PRIVATE), *draft = in_client(f, id, WORKSPACE_RECORD);
    assert_int_equal(mode_of("work"), 0700);
    assert_int_equal(mode_of(folder), 0700);
    assert_int_equal(mode_of(private), 0600);
    assert_int_equal(mode_of(draft), 0600);
    assert_int_equal(files_with(SECRET), 0);
    assert_true(files_with("Mihon") > 0); /* the firm's own file says its name: the search does find things */
    assert_int_equal(workspace_clients(&f->w, false, &ids, &n, &f->e), ST_OK);
    assert_int_equal(n, 1);
    assert_string_equal(ids[0], id);
    free(ids);
    assert_int_equal(client_open(&f->w, &c, id, &f->clock, &f->e), ST_OK);
    assert_false(c.begun);
    assert_string_equal(interview_name(&c.interview), "Mihon");
    note_of(f, &c, SECRET);
    client_close(&c);
    client_close(&c); /* twice does no harm */
    free(folder);
    free(private);
    free(draft);
}

/* One version a session, all of them ciphertext; the fourth falls off. */
static void test_versions(void **state)
{
    struct fixture *f = *state;
    char id[UUID_TEXT];
    client(f, "Mihon", SECRET, id);
    for (int session = 0; session < 5; session++) {
        struct client c;
        assert_int_equal(client_open(&f->w, &c, id, &f->clock, &f->e), ST_OK);
        assert_int_equal(client_save_private(&c, &f->clock, &f->e), ST_OK);
        assert_int_equal(client_save_private(&c, &f->clock, &f->e), ST_OK);
        client_close(&c);
    }
    for (int number = 1; number <= 4; number++) {
        char name[32];
        (void)snprintf(name, sizeof name, WORKSPACE_PRIVATE ".%d", number);
        char *path = in_client(f, id, name);
        assert_int_equal(access(path, F_OK) == 0, number <= SEALED_FILE_VERSIONS);
        free(path);
    }
    assert_int_equal(files_with(SECRET), 0);
}

static void refused(struct fixture *f, const char *id, const char *sentence)
{
    struct client c;
    f->e.text[0] = '\0';
    assert_int_equal(client_open(&f->w, &c, id, &f->clock, &f->e), ST_INPUT);
    assert_null(c.interview.tree);
    if (strstr(f->e.text, sentence) == NULL) {
        fail_msg("%s instead of %s", f->e.text, sentence);
    }
    assert_int_equal(client_look(&f->w, &c, false, id, &f->e), ST_INPUT);
    assert_null(c.interview.tree);
}

static void copy_file(const char *from, const char *to)
{
    struct buffer b;
    buffer_init(&b, BUFFER_MAX_DOCUMENT);
    assert_int_equal(file_read(from, &b, NULL), ST_OK);
    assert_int_equal(file_write_atomic(to, b.data, b.length, 0600, NULL), ST_OK);
    buffer_release(&b);
}

/* Whatever is put in another's place, nothing of one client shows at another. */
static void test_apart(void **state)
{
    struct fixture *f = *state;
    char a[UUID_TEXT], b[UUID_TEXT];
    client(f, "Mihon", "note of a", a);
    client(f, "Mihon", "note of b", b); /* the same name */
    assert_string_not_equal(a, b);
    char *private_a = in_client(f, a, WORKSPACE_PRIVATE), *private_b = in_client(f, b, WORKSPACE_PRIVATE);
    char *draft_a = in_client(f, a, WORKSPACE_RECORD), *draft_b = in_client(f, b, WORKSPACE_RECORD);
    struct client c;
    assert_int_equal(client_open(&f->w, &c, b, &f->clock, &f->e), ST_OK);
    note_of(f, &c, "note of b");
    client_close(&c);

    copy_file(private_a, "kept");
    copy_file(private_b, private_a);
    refused(f, a, "another client");
    copy_file("kept", private_a);
    copy_file(draft_a, "draft");
    copy_file(draft_b, draft_a);
    refused(f, a, "but is of the client");
    copy_file("draft", draft_a);
    assert_int_equal(client_open(&f->w, &c, a, &f->clock, &f->e), ST_OK);
    note_of(f, &c, "note of a");
    client_close(&c);

    assert_int_equal(remove(private_a), 0);
    assert_int_equal(symlink(private_b, private_a), 0);
    refused(f, a, "symbolic link");
    assert_int_equal(remove(private_a), 0);
    copy_file("kept", private_a);
    assert_int_equal(remove(draft_a), 0);
    assert_int_equal(symlink(draft_b, draft_a), 0);
    refused(f, a, "symbolic link");
    free(private_a);
    free(private_b);
    free(draft_a);
    free(draft_b);
}

static void test_folder_link(void **state)
{
    struct fixture *f = *state;
    char a[UUID_TEXT], other[UUID_TEXT], (*ids)[UUID_TEXT];
    size_t n;
    client(f, "Mihon", "note", a);
    assert_int_equal(uuid_make(&f->random, other, &f->e), ST_OK);
    char *link = in_client(f, other, NULL);
    assert_int_equal(symlink(a, link), 0);
    refused(f, other, "symbolic link");
    assert_int_equal(workspace_clients(&f->w, false, &ids, &n, &f->e), ST_OK);
    assert_int_equal(n, 1); /* it is not even listed */
    free(ids);
    free(link);
}

static void test_damaged(void **state)
{
    struct fixture *f = *state;
    char id[UUID_TEXT];
    struct client c;
    client(f, "Mihon", SECRET, id);
    char *private = in_client(f, id, WORKSPACE_PRIVATE), *earlier = in_client(f, id, WORKSPACE_PRIVATE ".1");
    put(private, "");
    refused(f, id, "cannot be opened");
    put(private, "\xC3 some other key's");
    refused(f, id, "cannot be opened");
    assert_null(strstr(f->e.text, "earlier session"));
    put(earlier, "x");
    refused(f, id, "earlier session is kept in");
    assert_int_equal(remove(private), 0);
    f->e.text[0] = '\0';
    assert_int_equal(client_open(&f->w, &c, id, &f->clock, &f->e), ST_INPUT); /* never silently begun over what can be got back */
    assert_non_null(strstr(f->e.text, "is missing"));
    assert_int_equal(remove(earlier), 0);
    assert_int_equal(client_open(&f->w, &c, id, &f->clock, &f->e), ST_OK);
    assert_true(c.begun);
    note_of(f, &c, "");
    client_close(&c);
    put(private, "\xA5{\"format\"");
    refused(f, id, private);
    free(private);
    free(earlier);
}

static void test_locks(void **state)
{
    struct fixture *f = *state;
    char id[UUID_TEXT];
    struct client c, second;
    client(f, "Mihon", SECRET, id);
    assert_int_equal(client_open(&f->w, &c, id, &f->clock, &f->e), ST_OK);
    assert_int_equal(client_open(&f->w, &second, id, &f->clock, &f->e), ST_INPUT);
    assert_non_null(strstr(f->e.text, "is open in another window"));
    assert_int_equal(workspace_archive(&f->w, id, false, &f->e), ST_INPUT);
    assert_int_equal(client_look(&f->w, &second, false, id, &f->e), ST_OK); /* the list still shows it */
    client_close(&second);
    /* A copy of the same client's draft elsewhere: the private record is one and open. */
    char *draft = in_client(f, id, WORKSPACE_RECORD);
    copy_file(draft, "copy.tenken");
    assert_int_equal(client_open_draft(&f->w, &second, "copy.tenken", false, &f->random, &f->clock, &f->e), ST_INPUT);
    assert_non_null(strstr(f->e.text, "is open in another window"));
    client_close(&c);
    assert_int_equal(client_open_draft(&f->w, &second, "copy.tenken", false, &f->random, &f->clock, &f->e), ST_OK);
    note_of(f, &second, SECRET);
    client_close(&second);
    free(draft);
}

static void save_as(struct fixture *f, const char *path, const char *name, const char *number, const char *id)
{
    struct draft d;
    struct assessment a = record(f, name);
    (void)remove(path);
    assert_int_equal(assessment_set_supplier(&a, "corporate_number", number, &f->e), ST_OK);
    if (id != NULL) {
        assert_int_equal(assessment_set_client_id(&a, id, &f->e), ST_OK);
    }
    assert_int_equal(draft_create(&d, path, &a, &f->e), ST_OK);
    draft_close(&d);
}

static void draft_refused(struct fixture *f, const char *path, const char *sentence)
{
    struct client c;
    f->e.text[0] = '\0';
    assert_int_equal(client_open_draft(&f->w, &c, path, false, &f->random, &f->clock, &f->e), ST_INPUT);
    assert_null(c.interview.tree);
    if (strstr(f->e.text, sentence) == NULL) {
        fail_msg("%s instead of %s", f->e.text, sentence);
    }
}

static void test_draft_elsewhere(void **state)
{
    struct fixture *f = *state;
    struct client c;
    char id[UUID_TEXT];
    save_as(f, "a.tenken", "Mihon", "7000012050002", NULL);
    assert_int_equal(client_open_draft(&f->w, &c, "a.tenken", false, &f->random, &f->clock, &f->e), ST_OK);
    assert_true(c.begun);
    memcpy(id, c.id, sizeof id);
    assert_string_equal(assessment_client_id(&c.draft.assessment), id);
    client_close(&c);
    assert_int_equal(client_open_draft(&f->w, &c, "a.tenken", false, &f->random, &f->clock, &f->e), ST_OK);
    assert_false(c.begun);
    assert_string_equal(c.id, id);
    client_close(&c);

    /* Somebody put this client's id into another firm's draft, or took the name out. */
    save_as(f, "b.tenken", "Other", "", id);
    draft_refused(f, "b.tenken", "another firm's private record");
    save_as(f, "b.tenken", "", "", id);
    draft_refused(f, "b.tenken", "another firm's private record");
    save_as(f, "b.tenken", "Mihon", "1010001000006", id);
    draft_refused(f, "b.tenken", "another firm's private record");
    /* The same firm, renamed: its number says so, or its consultant. */
    save_as(f, "b.tenken", "Mihon Next", "7000012050002", id);
    assert_int_equal(client_open_draft(&f->w, &c, "b.tenken", false, &f->random, &f->clock, &f->e), ST_OK);
    client_close(&c);
    save_as(f, "b.tenken", "Mihon Next", "", id);
    draft_refused(f, "b.tenken", "--renamed");
    assert_int_equal(client_open_draft(&f->w, &c, "b.tenken", true, &f->random, &f->clock, &f->e), ST_OK);
    assert_int_equal(client_save_private(&c, &f->clock, &f->e), ST_OK);
    client_close(&c);
    assert_int_equal(client_open_draft(&f->w, &c, "b.tenken", false, &f->random, &f->clock, &f->e), ST_OK);
    client_close(&c);

    save_as(f, "c.tenken", "Third", "", "00000000-1111-4222-8333-444444444444");
    draft_refused(f, "c.tenken", "of another workspace");
}

static void test_other_owner(void **state)
{
    struct fixture *f = *state;
    struct workspace w;
    struct workspace_owner owner;
    assert_int_equal(workspace_open(&w, "work", &SECOND, NULL, &f->e), ST_INPUT);
    assert_non_null(strstr(f->e.text, "belongs to \"First\" (key 11111111…), not to \"Second\""));
    assert_int_equal(workspace_owner("work", &owner, &f->e), ST_OK);
    assert_string_equal(owner.sha256, FIRST_PRINT);
    assert_string_equal(owner.key, "/keys/first.p12");
    free(owner.key);
    assert_int_equal(workspace_owner("none", &owner, &f->e), ST_OK);
    assert_string_equal(owner.sha256, "");
    put("work/workspace.json", "{\"format\":\"tenken-workspace/2\",\"sha256\":\"" FIRST_PRINT "\",\"subject\":\"\"}");
    assert_int_equal(workspace_open(&w, "work", &FIRST, NULL, &f->e), ST_INPUT);
    assert_non_null(strstr(f->e.text, "tenken-workspace/2"));
    assert_int_equal(remove("work/workspace.json"), 0);
    put("work/holiday.jpg", "x");
    assert_int_equal(workspace_open(&w, "work", &FIRST, NULL, &f->e), ST_INPUT);
    assert_non_null(strstr(f->e.text, "holds other things"));
}

/* A lost key: the drafts go on, the old files stay, under other names. */
static void test_begin_anew(void **state)
{
    struct fixture *f = *state;
    struct workspace w;
    struct client c;
    char id[UUID_TEXT];
    size_t kept;
    client(f, "Mihon", SECRET, id);
    client(f, "Archived", SECRET, id);
    assert_int_equal(workspace_archive(&f->w, id, false, &f->e), ST_OK);
    client(f, "Third", SECRET, id);
    assert_int_equal(client_open(&f->w, &c, id, &f->clock, &f->e), ST_OK);
    assert_int_equal(workspace_begin_anew("work", &SECOND, NULL, &kept, &f->e), ST_INPUT); /* somebody works in there */
    assert_int_equal(client_save_private(&c, &f->clock, &f->e), ST_OK);
    client_close(&c);
    assert_int_equal(workspace_begin_anew("work", &SECOND, "/keys/second.p12", &kept, &f->e), ST_OK);
    assert_true(kept >= 1);
    char *old = in_client(f, id, WORKSPACE_PRIVATE ".11111111"), *older = in_client(f, id, WORKSPACE_PRIVATE ".1.11111111");
    assert_int_equal(access(old, F_OK), 0);
    assert_int_equal(access(older, F_OK), 0);
    assert_int_equal(workspace_open(&w, "work", &SECOND, NULL, &f->e), ST_OK);
    assert_int_equal(client_open(&w, &c, id, &f->clock, &f->e), ST_OK);
    assert_true(c.begun);
    note_of(f, &c, "");
    client_close(&c);
    workspace_release(&w);
    assert_int_equal(workspace_begin_anew("none", &SECOND, NULL, &kept, &f->e), ST_INPUT);
    free(old);
    free(older);
}

static void test_archive(void **state)
{
    struct fixture *f = *state;
    char id[UUID_TEXT], (*ids)[UUID_TEXT];
    size_t n;
    struct client c;
    client(f, "Mihon", SECRET, id);
    char *draft = in_client(f, id, WORKSPACE_RECORD);
    copy_file(draft, "copy.tenken");
    assert_int_equal(workspace_archive(&f->w, id, false, &f->e), ST_OK);
    assert_int_equal(workspace_clients(&f->w, false, &ids, &n, &f->e), ST_OK);
    assert_int_equal(n, 0);
    free(ids);
    assert_int_equal(client_look(&f->w, &c, true, id, &f->e), ST_OK);
    note_of(f, &c, SECRET);
    client_close(&c);
    draft_refused(f, "copy.tenken", "archive");
    assert_int_equal(workspace_archive(&f->w, id, true, &f->e), ST_OK);
    assert_int_equal(client_open(&f->w, &c, id, &f->clock, &f->e), ST_OK);
    client_close(&c);
    free(draft);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_create), TEST(test_versions), TEST(test_apart),           TEST(test_folder_link), TEST(test_damaged),
        TEST(test_locks),  TEST(test_archive),  TEST(test_draft_elsewhere), TEST(test_other_owner), TEST(test_begin_anew),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
