#include "command/show_framework.h"

#include "base/buffer.h"
#include "base/file.h"
#include "base/i18n.h"
#include "command/print.h"
#include "model/framework.h"
#include "model/json.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define TITLE_COLUMNS 44
#define ID_COLUMNS 9
#define SUFFIX ".json"

static const char *const COVERAGE_WORDS[] = {
    [COVERAGE_NOT_ASKED] = N_("no question asks this"),
    [COVERAGE_OPEN] = N_("not answered yet"),
    [COVERAGE_NA] = N_("not applicable"),
    [COVERAGE_WEAK] = N_("weak"),
    [COVERAGE_COVERED] = N_("covered"),
};
/* The same for scripts, and a mark that says it without colour. */
static const char *const COVERAGE_IDS[] = {"not_asked", "open", "na", "weak", "covered"};
static const char *const COVERAGE_MARKS[] = {" ", "?", "-", "!", "*"};

static int is_framework(const struct dirent *entry)
{
    const char *end = strstr(entry->d_name, SUFFIX);
    return entry->d_name[0] != '.' && end != NULL && strcmp(end, SUFFIX) == 0;
}

static enum status refuse(const char *directory, const char *id, struct error *e)
{
    struct buffer names;
    buffer_init(&names, BUFFER_MAX_DOCUMENT);
    struct dirent **entries = NULL;
    const int n = scandir(directory, &entries, is_framework, alphasort);
    enum status st = n < 0 ? fail_errno(e, _("The frameworks in \"%s\" cannot be read"), directory) : ST_OK;
    for (int i = 0; i < n; i++) {
        const size_t stem = strlen(entries[i]->d_name) - strlen(SUFFIX);
        if (st == ST_OK && !((i == 0 || buffer_add(&names, ", ", 2)) && buffer_add(&names, entries[i]->d_name, stem))) {
            st = fail_memory(e);
        }
        free(entries[i]);
    }
    free(entries);
    if (st == ST_OK) {
        st = fail(e, ST_USAGE, _("There is no framework \"%s\". These are known: %s."), id, buffer_text(&names));
    }
    buffer_release(&names);
    return st;
}

static enum status load(const struct program *program, const char *id, struct framework *out, struct error *e)
{
    char *directory = NULL, *path = NULL;
    if (asprintf(&directory, "%s/questionnaires/frameworks", program->data_directory) < 0) {
        return fail_memory(e);
    }
    struct buffer bytes;
    buffer_init(&bytes, JSON_LIMITS_PACK.bytes);
    enum status st = ST_OK;
    /* The id becomes a file name: nothing in it may lead elsewhere. */
    if (id[0] == '\0' || id[strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-.")] != '\0' || id[0] == '.') {
        st = refuse(directory, id, e);
    } else if (asprintf(&path, "%s/%s" SUFFIX, directory, id) < 0) {
        path = NULL;
        st = fail_memory(e);
    } else if (access(path, F_OK) != 0) {
        st = refuse(directory, id, e);
    } else {
        st = file_read(path, &bytes, e);
    }
    if (st == ST_OK) {
        st = framework_read(buffer_text(&bytes), bytes.length, path, out, e);
    }
    buffer_release(&bytes);
    free(directory);
    free(path);
    return st;
}

/* "basic10:3" */
static void name_of(const struct question *q, char *out, size_t size)
{
    (void)snprintf(out, size, "%s:%s", q->home_pack->id, q->home_item->id);
}

static cJSON *requirement_json(const struct framework *f, size_t i, const struct requirement_state *state, const struct question_list *list)
{
    cJSON *entry = cJSON_CreateObject();
    bool good = json_put_text(entry, "id", f->requirements[i].id);
    good = good && json_put_text(entry, "title", text_of(f->requirements[i].title));
    good = good && json_put_text(entry, "state", COVERAGE_IDS[state->coverage]);
    if (state->question != SIZE_MAX) {
        char name[PACK_ID_TEXT + ITEM_ID_TEXT];
        name_of(&list->questions[state->question], name, sizeof name);
        good = good && json_put_text(entry, "decided_by", name);
    }
    if (!good) {
        cJSON_Delete(entry);
        return NULL;
    }
    return entry;
}

static enum status print_as_json(const struct framework *f, const struct requirement_state *states, const struct question_list *list,
                                 struct error *e)
{
    const struct framework_sum sum = framework_add_up(f, states);
    cJSON *root = cJSON_CreateObject(), *requirements = cJSON_CreateArray();
    bool good = json_put_text(root, "framework", f->id) && json_put_text(root, "title", text_of(f->title));
    for (size_t c = 0; good && c <= COVERAGE_COVERED; c++) {
        good = json_put_integer(root, COVERAGE_IDS[c], (int64_t)sum.coverage[c]);
    }
    if (f->points.counted) {
        good = good && json_put_integer(root, "points", sum.points) && json_put_integer(root, "points_max", sum.points_max);
        good = good && json_put_integer(root, "counted", (int64_t)sum.counted);
        good = good && json_put(root, "band", sum.band < 0 ? cJSON_CreateNull() : cJSON_CreateNumber(sum.band + 1));
    }
    for (size_t i = 0; good && i < f->count; i++) {
        cJSON *entry = requirement_json(f, i, &states[i], list);
        good = entry != NULL && cJSON_AddItemToArray(requirements, entry);
    }
    if (!good) {
        cJSON_Delete(requirements);
        cJSON_Delete(root);
        return fail_memory(e);
    }
    return json_put(root, "requirements", requirements) ? print_json(root, e) : (cJSON_Delete(root), fail_memory(e));
}

static void print_points(const struct framework *f, const struct framework_sum *sum)
{
    if (!f->points.counted) {
        return;
    }
    (void)fputs("  ", stdout);
    if (sum->band >= 0) {
        const int *bands = f->points.bands;
        (void)printf(_("Points: %d of %d."), sum->points, sum->points_max);
        (void)putchar(' ');
        if (sum->band == 0) {
            (void)printf(_("The best band: %d or more."), bands[0]);
        } else if (sum->band < FRAMEWORK_BANDS) {
            (void)printf(_("Band %d of %d: %d to %d."), sum->band + 1, FRAMEWORK_BANDS + 1, bands[sum->band], bands[sum->band - 1] - 1);
        } else {
            (void)printf(_("The lowest band: below %d."), bands[FRAMEWORK_BANDS - 1]);
        }
    } else {
        (void)printf(_("Points so far: %d of %d, over %zu of %zu subjects; the band is known when all are answered."), sum->points,
                     sum->points_max, sum->counted, f->count);
    }
    (void)putchar('\n');
}

static void print_requirement(const struct requirement *r, const struct requirement_state *state, const struct question_list *list)
{
    (void)printf("  %s ", COVERAGE_MARKS[state->coverage]);
    print_padded(r->id, ID_COLUMNS);
    (void)putchar(' ');
    print_padded(text_of(r->title), TITLE_COLUMNS);
    (void)printf(" %s", _(COVERAGE_WORDS[state->coverage]));
    if (state->question != SIZE_MAX && state->coverage != COVERAGE_COVERED) {
        (void)printf(" (%d)", question_list_number(list, state->question));
    }
    (void)putchar('\n');
}

static void print_text(const struct framework *f, const struct requirement_state *states, const struct question_list *list)
{
    const struct framework_sum sum = framework_add_up(f, states);
    print_clean(text_of(f->title));
    (void)putchar('\n');
    print_wrapped(text_of(f->note), 2, 0);
    (void)fputs("\n  ", stdout);
    (void)printf(_("covered %zu, weak %zu, not answered yet %zu, not applicable %zu, not asked %zu"), sum.coverage[COVERAGE_COVERED],
                 sum.coverage[COVERAGE_WEAK], sum.coverage[COVERAGE_OPEN], sum.coverage[COVERAGE_NA], sum.coverage[COVERAGE_NOT_ASKED]);
    (void)putchar('\n');
    print_points(f, &sum);
    for (size_t i = 0; i < f->count; i++) {
        if (i == 0 || f->requirements[i].group != f->requirements[i - 1].group) {
            (void)fputs("\n  ", stdout);
            print_clean(text_of(f->groups[f->requirements[i].group].title));
            (void)putchar('\n');
        }
        print_requirement(&f->requirements[i], &states[i], list);
    }
    (void)putchar('\n');
    print_wrapped(_("Covered means that every question about it is answered with \"throughout\" or more. The number in brackets is the "
                    "question that decides. A question mark is still open."),
                  2, 0);
}

enum status show_framework(const struct program *program, const struct record *record, const char *id, bool json, struct error *e)
{
    struct framework f;
    enum status st = load(program, id, &f, e);
    if (st != ST_OK) {
        return st;
    }
    struct requirement_state *states = calloc(f.count, sizeof *states);
    if (states == NULL) {
        st = fail_memory(e);
    } else {
        framework_project(&f, &record->list, states);
        if (json) {
            st = print_as_json(&f, states, &record->list, e);
        } else {
            print_text(&f, states, &record->list);
        }
    }
    free(states);
    framework_release(&f);
    return st;
}
