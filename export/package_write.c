#include "export/package.h"

#include "base/buffer.h"
#include "base/i18n.h"

#include <zip.h>

#define CONTENT_TYPES "/[Content_Types].xml"
#define RELS_HEAD                                                                                                                          \
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"                                                                      \
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"

/* DOS date of 1980-01-01, the earliest there is: what libxlsxwriter writes too. */
#define DOS_TIME 0
#define DOS_DATE ((0 << 9) | (1 << 5) | 1)

void package_release(struct package *p)
{
    for (size_t i = 0; i < p->count; i++) {
        free(p->parts[i].name);
        free(p->parts[i].data);
    }
    free(p->parts);
    *p = (struct package){0};
}

struct package_part *package_part(const struct package *p, const char *name)
{
    for (size_t i = 0; i < p->count; i++) {
        if (strcmp(p->parts[i].name, name) == 0) {
            return &p->parts[i];
        }
    }
    return NULL;
}

static enum status append(struct package *p, const char *name, const void *data, size_t n, struct error *e)
{
    struct package_part *grown = realloc(p->parts, (p->count + 1) * sizeof *grown);
    if (!grown) {
        return fail_memory(e);
    }
    p->parts = grown;
    struct package_part part = {.name = strdup(name), .data = malloc(n + 1), .size = n};
    if (!part.name || !part.data) {
        free(part.name);
        free(part.data);
        return fail_memory(e);
    }
    if (n) {
        memcpy(part.data, data, n);
    }
    part.data[n] = '\0';
    p->parts[p->count++] = part;
    return ST_OK;
}

enum status package_load(struct package *p, const void *bytes, size_t n, struct error *e)
{
    *p = (struct package){0};
    struct package_reader *r;
    enum status st = package_open(&r, bytes, n, _("the new workbook"), e);
    if (st != ST_OK) {
        return st;
    }
    struct buffer part;
    buffer_init(&part, PACKAGE_PART_MAX);
    for (size_t i = 0; i < package_count(r) && st == ST_OK; i++) {
        st = package_read(r, i, &part, e);
        if (st == ST_OK) {
            st = append(p, package_name(r, i), buffer_text(&part), part.length, e);
        }
    }
    buffer_release(&part);
    package_close(r);
    if (st != ST_OK) {
        package_release(p);
    }
    return st;
}

/* Puts text before the closing tag of one of our own XML parts. */
static enum status insert_before_end(struct package_part *part, const char *closing, const char *text, struct error *e)
{
    size_t tail = strlen(closing), add = strlen(text), at = part->size;
    while (at > 0 && strncmp(part->data + at, closing, tail) != 0) {
        at--;
    }
    if (at == 0) {
        return fail(e, ST_SYSTEM, _("The new workbook is not as expected: its part %s lacks %s."), part->name, closing);
    }
    char *grown = realloc(part->data, part->size + add + 1);
    if (!grown) {
        return fail_memory(e);
    }
    part->data = grown;
    memmove(grown + at + add, grown + at, part->size - at + 1);
    memcpy(grown + at, text, add);
    part->size += add;
    return ST_OK;
}

static enum status state_type(struct package *p, const char *element, struct error *e)
{
    struct package_part *types = package_part(p, CONTENT_TYPES);
    if (!types) {
        return fail(e, ST_SYSTEM, _("The new workbook is not as expected: it has no list of content types."));
    }
    if (strstr(types->data, element)) {
        return ST_OK;
    }
    return insert_before_end(types, "</Types>", element, e);
}

enum status package_default_type(struct package *p, const char *extension, const char *content_type, struct error *e)
{
    char element[512];
    snprintf(element, sizeof element, "<Default Extension=\"%s\" ContentType=\"%s\"/>", extension, content_type);
    return state_type(p, element, e);
}

enum status package_put(struct package *p, const char *name, const char *content_type, const void *data, size_t n, struct error *e)
{
    struct package_part *old = package_part(p, name);
    if (old) {
        char *copy = malloc(n + 1);
        if (!copy) {
            return fail_memory(e);
        }
        if (n) {
            memcpy(copy, data, n);
        }
        copy[n] = '\0';
        free(old->data);
        old->data = copy;
        old->size = n;
    } else {
        enum status st = append(p, name, data, n, e);
        if (st != ST_OK) {
            return st;
        }
    }
    if (!content_type) {
        return ST_OK;
    }
    char element[512 + PACKAGE_NAME_MAX];
    snprintf(element, sizeof element, "<Override PartName=\"%s\" ContentType=\"%s\"/>", name, content_type);
    return state_type(p, element, e);
}

/* "/xl/workbook.xml" → "/xl/_rels/workbook.xml.rels"; the root "/" → "/_rels/.rels". */
static void rels_name(const char *source, char *out, size_t size)
{
    const char *slash = strrchr(source, '/');
    snprintf(out, size, "%.*s/_rels/%s.rels", (int)(slash - source), source, slash + 1);
}

enum status package_relate(struct package *p, const char *source, const char *id, const char *type, const char *target, struct error *e)
{
    char name[PACKAGE_NAME_MAX + 16], element[1024];
    rels_name(source, name, sizeof name);
    if (!package_part(p, name)) {
        static const char empty[] = RELS_HEAD "</Relationships>";
        enum status st = append(p, name, empty, sizeof empty - 1, e);
        if (st == ST_OK) {
            st = package_default_type(p, "rels", "application/vnd.openxmlformats-package.relationships+xml", e);
        }
        if (st != ST_OK) {
            return st;
        }
    }
    snprintf(element, sizeof element, "<Relationship Id=\"%s\" Type=\"%s\" Target=\"%s\"/>", id, type, target);
    return insert_before_end(package_part(p, name), "</Relationships>", element, e);
}

static bool add_entry(zip_t *zip, const struct package_part *part)
{
    zip_source_t *source = zip_source_buffer(zip, part->data, part->size, 0);
    if (!source) {
        return false;
    }
    zip_int64_t index = zip_file_add(zip, part->name + 1, source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
        zip_source_free(source);
        return false;
    }
    return zip_file_set_dostime(zip, (zip_uint64_t)index, DOS_TIME, DOS_DATE, 0) == 0 &&
           zip_set_file_compression(zip, (zip_uint64_t)index, ZIP_CM_DEFLATE, 6) == 0;
}

static bool copy_out(zip_source_t *archive, struct buffer *out)
{
    char chunk[16384];
    zip_int64_t got = -1;
    if (zip_source_open(archive) != 0) {
        return false;
    }
    while ((got = zip_source_read(archive, chunk, sizeof chunk)) > 0) {
        buffer_add(out, chunk, (size_t)got);
    }
    zip_source_close(archive);
    return got == 0;
}

enum status package_write(const struct package *p, struct buffer *out, struct error *e)
{
    zip_source_t *archive = zip_source_buffer_create(NULL, 0, 0, NULL);
    zip_t *zip = archive ? zip_open_from_source(archive, ZIP_CREATE | ZIP_TRUNCATE, NULL) : NULL;
    if (!zip) {
        zip_source_free(archive);
        return fail_memory(e);
    }
    zip_source_keep(archive);
    bool done = true;
    for (size_t i = 0; i < p->count && done; i++) {
        done = add_entry(zip, &p->parts[i]);
    }
    if (!done || zip_close(zip) != 0) {
        fail(e, ST_SYSTEM, _("The workbook cannot be packed: %s"), zip_strerror(zip));
        zip_discard(zip);
        zip_source_free(archive);
        return ST_SYSTEM;
    }
    buffer_clear(out);
    done = copy_out(archive, out);
    zip_source_free(archive);
    if (!done) {
        return fail_memory(e);
    }
    return out->failed ? fail(e, ST_INPUT, _("The workbook would become larger than allowed.")) : ST_OK;
}
