/* Packs from files, for commands. */
#include "command/command.h"

#include "base/buffer.h"
#include "base/file.h"
#include "base/i18n.h"
#include "model/json.h"
#include "model/pack.h"

#include <dirent.h>

static bool ends_with(const char *text, const char *end)
{
    const size_t n = strlen(text), m = strlen(end);
    return n >= m && strcmp(text + n - m, end) == 0;
}

static int is_pack_name(const struct dirent *entry)
{
    return entry->d_name[0] != '.' && ends_with(entry->d_name, ".json") && !ends_with(entry->d_name, ".schema.json");
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

enum status load_pack_file(struct catalog *catalog, const char *path, const char **id, struct error *e)
{
    struct buffer bytes;
    buffer_init(&bytes, JSON_LIMITS_PACK.bytes);
    enum status st = file_read(path, &bytes, e);
    if (st == ST_OK) {
        struct error why = {0};
        struct pack *pack = pack_take(&bytes, path, &why);
        if (pack == NULL) {
            st = fail(e, why.status, "%s", why.text);
        } else {
            char own[PACK_ID_TEXT]; /* when the same pack is there already, this one is freed */
            (void)snprintf(own, sizeof own, "%s", pack->id);
            st = catalog_add(catalog, pack, e);
            if (st == ST_OK && id != NULL) {
                *id = catalog_find(catalog, own)->id;
            }
        }
    }
    buffer_release(&bytes);
    return st;
}

static enum status load_directory(const char *directory, struct catalog *out, struct error *e)
{
    struct dirent **names = NULL;
    const int n = scandir(directory, &names, is_pack_name, by_name);
    if (n < 0) {
        return fail_errno(e, _("The questionnaires in \"%s\" cannot be read"), directory);
    }
    enum status st = ST_OK;
    for (int i = 0; i < n; i++) {
        char *path = NULL;
        if (st == ST_OK) {
            st = asprintf(&path, "%s/%s", directory, names[i]->d_name) < 0 ? fail_memory(e) : load_pack_file(out, path, NULL, e);
            free(path);
        }
        free(names[i]);
    }
    free(names);
    return st;
}

enum status load_catalog(const struct program *program, struct catalog *out, struct error *e)
{
    catalog_init(out);
    char *directory = NULL;
    if (asprintf(&directory, "%s/questionnaires", program->data_directory) < 0) {
        return fail_memory(e);
    }
    enum status st = load_directory(directory, out, e);
    free(directory);
    if (st == ST_OK) {
        st = catalog_check(out, e);
    }
    if (st != ST_OK) {
        catalog_release(out);
        catalog_init(out);
    }
    return st;
}
