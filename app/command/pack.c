/* tenken pack: which questionnaires are installed, what one asks, and what is wrong with one that is being written. */
#include "base/buffer.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/width.h"
#include "command/command.h"
#include "command/pack_sheet.h"
#include "command/print.h"
#include "model/answer.h"
#include "model/json.h"
#include "model/pack_lint.h"

#include <unistd.h>

#define ID_COLUMNS 18
#define LABEL_COLUMNS 13

static size_t questions_in(const struct pack *pack)
{
    size_t count = 0;
    for (size_t i = 0; i < pack->nitems; i++) {
        count += pack->items[i].same_pack == NULL;
    }
    return count;
}

/* The same count wherever a pack is told of: all of its questions, some of which another pack's answers answer. */
static void print_size(const struct pack *pack)
{
    const size_t elsewhere = pack->nitems - questions_in(pack);
    if (elsewhere == 0) {
        printf(_n("version %s, %zu question, about %d min", "version %s, %zu questions, about %d min", pack->nitems), pack->version,
               pack->nitems, pack->minutes);
    } else {
        printf(_n("version %s, %zu question (%zu of them answered in another questionnaire), about %d min",
                  "version %s, %zu questions (%zu of them answered in another questionnaire), about %d min", pack->nitems),
               pack->version, pack->nitems, elsewhere, pack->minutes);
    }
    printf("\n");
}

/* Of packs with one id the newest is in use. */
static bool in_use(const struct catalog *catalog, const struct pack *pack)
{
    return catalog_find(catalog, pack->id) == pack;
}

static enum status list_json(const struct catalog *catalog, struct error *e)
{
    cJSON *tree = cJSON_CreateObject();
    cJSON *packs = cJSON_CreateArray();
    bool good = json_put(tree, "packs", packs);
    for (size_t i = 0; good && i < catalog->count; i++) {
        const struct pack *pack = catalog->packs[i];
        if (!in_use(catalog, pack)) {
            continue;
        }
        cJSON *entry = cJSON_CreateObject();
        good = cJSON_AddItemToArray(packs, entry) && json_put_text(entry, "id", pack->id) &&
               json_put_text(entry, "version", pack->version) && json_put_text(entry, "sha256", pack_digest(pack)) &&
               json_put(entry, "title", cJSON_Duplicate(json_get(pack->tree, "title"), true)) &&
               json_put_integer(entry, "items", (int64_t)pack->nitems) &&
               json_put_integer(entry, "aliases", (int64_t)(pack->nitems - questions_in(pack))) &&
               json_put_integer(entry, "minutes", pack->minutes);
    }
    if (good) {
        return print_json(tree, e);
    }
    cJSON_Delete(tree);
    return fail_memory(e);
}

static enum status list(const struct program *program, bool json, struct error *e)
{
    struct catalog catalog;
    enum status st = load_catalog(program, &catalog, e);
    if (st == ST_OK && json) {
        st = list_json(&catalog, e);
    }
    for (size_t i = 0; st == ST_OK && !json && i < catalog.count; i++) {
        const struct pack *pack = catalog.packs[i];
        if (!in_use(&catalog, pack)) {
            continue;
        }
        print_padded(pack->id, ID_COLUMNS);
        printf(" ");
        print_clean(text_of(pack->title));
        printf("\n%*s ", ID_COLUMNS, "");
        print_size(pack);
    }
    catalog_release(&catalog);
    return st;
}

static void print_levels(const struct item *item)
{
    for (int level = 0; level < LEVELS; level++) {
        printf("     %c%d ", level == item->target ? '>' : ' ', level);
        print_padded(_(LEVEL_LABELS[level]), LABEL_COLUMNS);
        print_wrapped(text_of(item->levels[level]), 8 + LABEL_COLUMNS, 8 + LABEL_COLUMNS);
    }
}

/* A list of texts that stands in the tree, each behind a mark. */
static void print_texts(const char *heading, const cJSON *texts, bool *headed)
{
    const cJSON *text = NULL;
    cJSON_ArrayForEach(text, texts)
    {
        if (!*headed) {
            printf("     %s\n", heading);
        }
        *headed = true;
        printf("     - ");
        print_wrapped(text_of((struct text){json_text(text, "ja"), json_text(text, "en")}), 7, 7);
    }
}

static void print_actions(const struct item *item)
{
    for (size_t i = 0; i < item->nactions; i++) {
        const struct action *action = &item->actions[i];
        if (i == 0) {
            printf("     %s\n", _("Next steps:"));
        }
        printf("     %d -> %d  ", action->from, action->to);
        print_wrapped(text_of(action->text), 13, 13);
        print_effort(action, 13);
    }
}

static void print_terms(const struct pack *pack, const struct item *item)
{
    const cJSON *id = NULL;
    cJSON_ArrayForEach(id, json_get(item->tree, "terms"))
    {
        const struct term *term = pack_term(pack, id->valuestring);
        printf("     ");
        print_clean(text_of(term->term));
        printf(": ");
        print_wrapped(text_of(term->text), 7, 7 + width_text(text_of(term->term)));
    }
}

static void print_alias(const struct catalog *catalog, const struct item *item)
{
    const struct pack *home = catalog_find(catalog, item->same_pack);
    const struct item *question = home != NULL ? pack_item(home, item->same_item) : NULL;
    if (question != NULL) {
        print_clean(text_of(question->title));
        printf("\n");
        print_wrapped(text_of(question->text), 5, 0);
    } else {
        printf("\n");
    }
    printf("     ");
    printf(_("Asked and answered once, as %s:%s."), item->same_pack, item->same_item);
    printf("\n");
}

static void print_item(const struct catalog *catalog, const struct pack *pack, const struct item *item)
{
    printf("\n%s  ", item->id);
    if (item->same_pack != NULL) {
        print_alias(catalog, item);
        return;
    }
    print_clean(text_of(item->title));
    printf("\n");
    print_wrapped(text_of(item->text), 5, 0);
    print_wrapped(text_of(item->why), 5, 0);
    if (item->why_source != NULL) {
        printf("     [%s] ", item->why_source);
        print_wrapped(pack_source_title(pack, item->why_source), 5, 8 + width_text(item->why_source));
    }
    if (item->kind == ITEM_LEVEL) {
        print_levels(item);
    }
    printf("     ");
    if (item->kind == ITEM_DONE) {
        printf("%s", _("Answered done or not done; never scored."));
    } else {
        printf(item->essential ? _("Target %d, weight %d, essential.") : _("Target %d, weight %d."), item->target, item->weight);
    }
    printf("%s%s\n", item->applies_if != NULL ? " " : "", item->applies_if != NULL ? _("Asked only under a condition.") : "");
    bool headed = false;
    print_texts(_("What can show it:"), json_get(item->tree, "evidence_examples"), &headed);
    print_actions(item);
    print_terms(pack, item);
}

static void print_pack(const struct catalog *catalog, const struct pack *pack)
{
    print_clean(text_of(pack->title));
    printf("\n");
    print_clean(pack->id);
    printf("  ");
    print_size(pack);
    if (text_of(pack->intro)[0] != '\0') {
        print_wrapped(text_of(pack->intro), 0, 0);
    }
    for (size_t i = 0; i < pack->nsections; i++) {
        const struct section *section = &pack->sections[i];
        printf("\n-- ");
        print_clean(text_of(section->title));
        printf(" --\n");
        for (size_t k = 0; k < section->count; k++) {
            print_item(catalog, pack, &pack->items[section->first + k]);
        }
    }
}

static enum status show_json(const struct pack *pack, struct error *e)
{
    cJSON *tree = cJSON_CreateObject();
    if (json_put_text(tree, "sha256", pack_digest(pack)) && json_put(tree, "pack", cJSON_Duplicate(pack->tree, true))) {
        return print_json(tree, e);
    }
    cJSON_Delete(tree);
    return fail_memory(e);
}

/* name: an id, or a file when it is none. */
static enum status show(const struct program *program, const char *name, bool json, struct error *e)
{
    struct catalog catalog;
    enum status st = load_catalog(program, &catalog, e);
    const char *id = name;
    if (st == ST_OK && catalog_find(&catalog, name) == NULL && access(name, F_OK) == 0) {
        st = load_pack_file(&catalog, name, &id, e);
    }
    const struct pack *pack = st == ST_OK ? catalog_find(&catalog, id) : NULL;
    if (st == ST_OK && pack == NULL) {
        st = fail(e, ST_INPUT, _("There is no pack \"%s\" and no such file; \"tenken pack list\" shows what is installed."), name);
    }
    if (pack != NULL && json) {
        st = show_json(pack, e);
    } else if (pack != NULL) {
        print_pack(&catalog, pack);
    }
    catalog_release(&catalog);
    return st;
}

/* What a pack without a fault is, so that it can be told from another by its digest. */
static enum status say_sound(const char *bytes, size_t n, const char *path, struct error *e)
{
    struct pack *pack = pack_read(bytes, n, path, e);
    if (pack == NULL) {
        return e->status;
    }
    printf(_n("%s is sound: %s, version %s, %zu question.", "%s is sound: %s, version %s, %zu questions.", pack->nitems), path, pack->id,
           pack->version, pack->nitems);
    printf("\n  SHA-256 %s\n", pack_digest(pack));
    pack_free(pack);
    return ST_OK;
}

/* Prints the problems of one file and adds them to *count. */
static enum status lint_file(const struct catalog *catalog, const char *path, size_t *count, struct error *e)
{
    struct buffer bytes;
    buffer_init(&bytes, JSON_LIMITS_PACK.bytes);
    enum status st = file_read(path, &bytes, e);
    if (st == ST_OK) {
        struct pack_problems problems;
        st = pack_lint(buffer_text(&bytes), bytes.length, path, catalog, &problems, e);
        for (size_t i = 0; st == ST_OK && i < problems.count; i++) {
            printf("%s\n", problems.texts[i]);
        }
        if (st == ST_OK && problems.more) {
            printf(_("%s: There are more problems; these are the first %d."), path, PACK_PROBLEMS_MAX);
            printf("\n");
        }
        if (st == ST_OK && problems.count == 0) {
            st = say_sound(buffer_text(&bytes), bytes.length, path, e);
        }
        *count += st == ST_OK ? problems.count : 0;
        pack_problems_release(&problems);
    }
    buffer_release(&bytes);
    return st;
}

/* The files may refer to each other and to what is installed. */
static enum status lint(const struct program *program, char **paths, int n, struct error *e)
{
    struct catalog catalog;
    enum status st = load_catalog(program, &catalog, e);
    for (int i = 0; st == ST_OK && i < n; i++) {
        (void)load_pack_file(&catalog, paths[i], NULL, NULL); /* a bad one is reported below */
    }
    size_t problems = 0;
    for (int i = 0; st == ST_OK && i < n; i++) {
        st = lint_file(&catalog, paths[i], &problems, e);
    }
    catalog_release(&catalog);
    if (st != ST_OK || problems == 0) {
        return st;
    }
    return fail(e, ST_NO, _n("%zu problem found.", "%zu problems found.", problems), problems);
}

static enum status run(struct program *program, int argc, char **argv, struct error *e)
{
    if (argc < 2) {
        return usage_error(&command_pack, e, _("say what to do: list, show, lint, sheet or import-sheet."));
    }
    if (strcmp(argv[1], "sheet") == 0) {
        return pack_sheet(program, argc - 1, argv + 1, e);
    }
    if (strcmp(argv[1], "import-sheet") == 0) {
        return pack_import_sheet(program, argc - 1, argv + 1, e);
    }
    bool json = argc > 2 && strcmp(argv[argc - 1], "--json") == 0;
    int words = argc - (json ? 1 : 0);
    for (int i = 2; i < words; i++) {
        if (strncmp(argv[i], "--", 2) == 0) {
            return usage_error(&command_pack, e, _("the option \"%s\" is not known here."), argv[i]);
        }
    }
    if (strcmp(argv[1], "list") == 0) {
        return words == 2 ? list(program, json, e) : usage_error(&command_pack, e, _("list takes --json and nothing else."));
    }
    if (strcmp(argv[1], "show") == 0) {
        return words == 3 ? show(program, argv[2], json, e) : usage_error(&command_pack, e, _("show takes one pack."));
    }
    if (strcmp(argv[1], "lint") == 0 && json) {
        return usage_error(&command_pack, e, _("%s prints text only: it takes no --json."), argv[1]);
    }
    if (strcmp(argv[1], "lint") == 0) {
        return words > 2 ? lint(program, argv + 2, words - 2, e) : usage_error(&command_pack, e, _("lint takes one file or more."));
    }
    return usage_error(&command_pack, e, _("there is no \"%s\" here."), argv[1]);
}

const struct command command_pack = {
    .name = "pack",
    .usage = N_("pack list [--json]\n"
                "pack show ID|FILE [--json]\n"
                "pack lint FILE...\n"
                "pack sheet ID... --xlsx OUT\n"
                "pack sheet --request FILE --xlsx OUT\n"
                "pack import-sheet XLSX --into DRAFT"),
    .help = N_("the questionnaires: which are installed, what one asks, what is wrong with one being written"),
    .run = run,
};
