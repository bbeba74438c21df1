#include "export/package.h"
#include "export/package_layout.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "base/zip.h"

#include <sys/stat.h>
#include <zip.h>

struct package_reader {
    zip_t *zip;
    size_t count;
    char **names; /* with the leading slash */
    char *label;
};

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static int compare_caseless(const char *a, const char *b)
{
    for (; lower(*a) == lower(*b); a++, b++) {
        if (!*a) {
            return 0;
        }
    }
    return (unsigned char)lower(*a) < (unsigned char)lower(*b) ? -1 : 1;
}

static int compare_names(const void *a, const void *b)
{
    return compare_caseless(*(char *const *)a, *(char *const *)b);
}

/* Part names that every reader takes for the same part (OPC, ECMA-376-2 6.2.2, and stricter): printable ASCII, segments that are
 * neither empty nor end in a dot, no percent-encoding, nothing that a file system could take for a path of its own. */
static bool name_sound(const char *name)
{
    size_t n = strlen(name);
    if (n == 0 || n > PACKAGE_NAME_MAX || name[0] == '/' || name[n - 1] == '/') {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        if (name[i] <= ' ' || name[i] > '~' || strchr("\\:%*?\"<>|", name[i])) {
            return false;
        }
        if (name[i] == '/' && (name[i + 1] == '/' || name[i - 1] == '.')) {
            return false;
        }
    }
    return name[n - 1] != '.' && !strstr(name, "..");
}

static enum status check_entry(const zip_stat_t *stat, uint64_t *total, const char *label, struct error *e)
{
    zip_uint64_t needed = ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD | ZIP_STAT_ENCRYPTION_METHOD;
    if ((stat->valid & needed) != needed) {
        return fail(e, ST_INPUT, _("%s: not a sound workbook file: its directory is incomplete."), label);
    }
    if (!name_sound(stat->name)) {
        return fail(e, ST_INPUT, _("%s: not a sound workbook file: a part has a name that is not allowed."), label);
    }
    if (stat->encryption_method != ZIP_EM_NONE) {
        return fail(e, ST_INPUT, _("%s: not a sound workbook file: a part is encrypted; ask for the file without a password."), label);
    }
    if (stat->comp_method != ZIP_CM_STORE && stat->comp_method != ZIP_CM_DEFLATE) {
        return fail(e, ST_INPUT, _("%s: not a sound workbook file: a part is compressed by a method that is not allowed."), label);
    }
    if (stat->size > PACKAGE_PART_MAX) {
        return fail(e, ST_INPUT, _("%s: not a sound workbook file: a part is too large."), label);
    }
    if (stat->size > PACKAGE_RATIO_FROM && stat->size / PACKAGE_RATIO_MAX > stat->comp_size) {
        return fail(e, ST_INPUT, _("%s: not a sound workbook file: a part is compressed beyond belief."), label);
    }
    *total += stat->size;
    if (*total > PACKAGE_TOTAL_MAX) {
        return fail(e, ST_INPUT, _("%s: not a sound workbook file: its parts are too large together."), label);
    }
    return ST_OK;
}

/* A part that says that it is a link or a device would become one where the package is unpacked. */
static bool is_plain(zip_t *zip, zip_uint64_t index)
{
    zip_uint8_t system = 0;
    zip_uint32_t attributes = 0;
    if (zip_file_get_external_attributes(zip, index, 0, &system, &attributes) != 0) {
        return false;
    }
    mode_t mode = (mode_t)(attributes >> 16);
    return system != ZIP_OPSYS_UNIX || (mode & S_IFMT) == 0 || S_ISREG(mode);
}

static enum status check_duplicates(const struct package_reader *r, struct error *e)
{
    char **sorted = malloc(r->count * sizeof *sorted);
    if (!sorted) {
        return fail_memory(e);
    }
    memcpy(sorted, r->names, r->count * sizeof *sorted);
    qsort(sorted, r->count, sizeof *sorted, compare_names);
    bool twice = false;
    for (size_t i = 1; i < r->count && !twice; i++) {
        twice = compare_caseless(sorted[i - 1], sorted[i]) == 0;
    }
    free(sorted);
    return twice ? fail(e, ST_INPUT, _("%s: not a sound workbook file: two parts have the same name."), r->label) : ST_OK;
}

static enum status read_directory(struct package_reader *r, struct error *e)
{
    zip_int64_t entries = zip_get_num_entries(r->zip, 0);
    if (entries <= 0) {
        return fail(e, ST_INPUT, _("%s: not a sound workbook file: it is empty."), r->label);
    }
    if (entries > PACKAGE_ENTRIES_MAX) {
        return fail(e, ST_INPUT, _("%s: not a sound workbook file: it has too many parts."), r->label);
    }
    r->names = calloc((size_t)entries, sizeof *r->names);
    if (!r->names) {
        return fail_memory(e);
    }
    uint64_t total = 0;
    for (zip_uint64_t i = 0; i < (zip_uint64_t)entries; i++) {
        zip_stat_t stat;
        zip_stat_init(&stat);
        /* The raw name: libzip would otherwise guess at CP437 and hand back something else than what is written there. */
        if (zip_stat_index(r->zip, i, ZIP_FL_ENC_RAW, &stat) != 0) {
            return fail(e, ST_INPUT, _("%s: not a sound workbook file: its directory cannot be read."), r->label);
        }
        if (!is_plain(r->zip, i)) {
            return fail(e, ST_INPUT, _("%s: not a sound workbook file: a part is no plain file."), r->label);
        }
        enum status st = check_entry(&stat, &total, r->label, e);
        if (st != ST_OK) {
            return st;
        }
        size_t size = strlen(stat.name) + 2;
        r->names[r->count] = malloc(size);
        if (!r->names[r->count]) {
            return fail_memory(e);
        }
        snprintf(r->names[r->count++], size, "/%s", stat.name);
    }
    return check_duplicates(r, e);
}

static zip_t *open_memory(const void *bytes, size_t n)
{
    zip_error_t zip_error;
    zip_error_init(&zip_error);
    zip_source_t *source = zip_source_buffer_create(bytes, n, 0, &zip_error);
    zip_t *zip = source ? zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &zip_error) : NULL;
    if (source && !zip) {
        zip_source_free(source);
    }
    zip_error_fini(&zip_error);
    return zip;
}

bool package_is_archive(const void *bytes, size_t n)
{
    zip_t *zip = zip_likely(bytes, n) ? open_memory(bytes, n) : NULL;
    const bool archive = zip != NULL && zip_name_locate(zip, "[Content_Types].xml", ZIP_FL_NOCASE) < 0;
    if (zip != NULL) {
        zip_discard(zip);
    }
    return archive;
}

enum status package_open(struct package_reader **reader, const void *bytes, size_t n, const char *name, struct error *e)
{
    *reader = NULL;
    if (n > PACKAGE_FILE_MAX) {
        return fail(e, ST_INPUT, _("%s: larger than %zu MiB, the most that a workbook may have."), name, PACKAGE_FILE_MAX >> 20);
    }
    if (n >= 8 && memcmp(bytes, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8) == 0) {
        return fail(e, ST_INPUT, _("%s: an old or password-protected Excel file; save it as .xlsx without a password."), name);
    }
    if (!zip_likely(bytes, n) || !package_layout_sound(bytes, n)) {
        return fail(e, ST_INPUT, _("%s: not a sound workbook file: its parts do not lie as they should; ask for the file again."), name);
    }
    struct package_reader *r = calloc(1, sizeof *r);
    if (!r || !(r->label = strdup(name))) {
        free(r);
        return fail_memory(e);
    }
    r->zip = open_memory(bytes, n);
    enum status st = r->zip ? read_directory(r, e) : fail(e, ST_INPUT, _("%s: not a sound workbook file: it is damaged."), name);
    if (st != ST_OK) {
        package_close(r);
        return st;
    }
    *reader = r;
    return ST_OK;
}

void package_close(struct package_reader *r)
{
    if (!r) {
        return;
    }
    if (r->zip) {
        zip_discard(r->zip);
    }
    for (size_t i = 0; i < r->count; i++) {
        free(r->names[i]);
    }
    free(r->names);
    free(r->label);
    free(r);
}

size_t package_count(const struct package_reader *r)
{
    return r->count;
}

const char *package_name(const struct package_reader *r, size_t index)
{
    return r->names[index];
}

size_t package_find(const struct package_reader *r, const char *name)
{
    for (size_t i = 0; i < r->count; i++) {
        if (strcmp(r->names[i], name) == 0) {
            return i;
        }
    }
    return SIZE_MAX;
}

/* Reads one byte more than the directory promises: a part that goes on is a lie about its size. At the end of the part libzip has
 * compared the checksum. */
static bool read_exactly(zip_file_t *file, zip_uint64_t size, struct buffer *out)
{
    char chunk[16384];
    zip_uint64_t left = size + 1;
    while (left > 0) {
        zip_int64_t got = zip_fread(file, chunk, left < sizeof chunk ? left : sizeof chunk);
        if (got < 0) {
            return false;
        }
        if (got == 0) {
            return left == 1;
        }
        left -= (zip_uint64_t)got;
        buffer_add(out, chunk, (size_t)got);
    }
    return false;
}

enum status package_read(struct package_reader *r, size_t index, struct buffer *out, struct error *e)
{
    zip_stat_t stat;
    zip_stat_init(&stat);
    buffer_clear(out);
    if (zip_stat_index(r->zip, index, ZIP_FL_ENC_RAW, &stat) != 0) {
        return fail(e, ST_INPUT, _("%s: not a sound workbook file: its directory cannot be read."), r->label);
    }
    zip_file_t *file = zip_fopen_index(r->zip, index, 0);
    bool sound = file && read_exactly(file, stat.size, out);
    if (file) {
        sound = zip_fclose(file) == 0 && sound;
    }
    if (out->failed) {
        return fail(e, ST_INPUT, _("%s: the part %s is larger than allowed."), r->label, r->names[index]);
    }
    return sound ? ST_OK : fail(e, ST_INPUT, _("%s: the part %s is damaged."), r->label, r->names[index]);
}

enum status package_answers_json(const void *bytes, size_t n, const char *name, struct buffer *out, struct error *e)
{
    struct package_reader *r;
    enum status st = package_open(&r, bytes, n, name, e);
    if (st != ST_OK) {
        return st;
    }
    size_t index = package_find(r, PACKAGE_ANSWERS_PART);
    if (index == SIZE_MAX) {
        st = fail(e, ST_INPUT,
                  _("%s: a workbook without signed answers inside. Many programs drop them when they save a workbook: ask for the file as "
                    "it was first made."),
                  name);
    } else {
        st = package_read(r, index, out, e);
    }
    package_close(r);
    return st;
}
