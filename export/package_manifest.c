#include "export/package_manifest.h"

#include "base/buffer.h"
#include "base/i18n.h"

static bool covered_part(const char *name)
{
    return strcmp(name, OPC_TYPES_PART) != 0 && strcmp(name, CORE_PART) != 0 &&
           strncmp(name, SIGNATURE_FOLDER, strlen(SIGNATURE_FOLDER)) != 0;
}

static bool to_core(const struct opc_relationship *r)
{
    return strcmp(r->type, CORE_RELATION) == 0;
}

/* Only the root may lead to core properties, once, and only to where they are: another target under this type would be content that nobody
 * signed. */
static enum status check_core(const struct manifest_entry *entry, struct error *e)
{
    size_t found = 0;
    for (size_t i = 0; i < entry->relationships.count; i++) {
        const struct opc_relationship *r = &entry->relationships.relationships[i];
        if (!to_core(r)) {
            continue;
        }
        found++;
        if (strcmp(entry->part->name, "/_rels/.rels") != 0 || r->external ||
            (strcmp(r->target, CORE_PART) != 0 && strcmp(r->target, &CORE_PART[1]) != 0)) {
            return fail(e, ST_INPUT, _("Part %s of the workbook leads to document properties in an odd place."), entry->part->name);
        }
    }
    return found > 1 ? fail(e, ST_INPUT, _("The workbook has two sets of document properties.")) : ST_OK;
}

static enum status digest_relationships(struct manifest_entry *entry, struct error *e)
{
    enum status st = opc_relationships_read(&entry->relationships, entry->part, e);
    if (st == ST_OK) {
        st = check_core(entry, e);
    }
    if (st != ST_OK) {
        return st;
    }
    entry->covered = calloc(entry->relationships.count + 1, sizeof *entry->covered);
    if (entry->covered == NULL) {
        return fail_memory(e);
    }
    for (size_t i = 0; i < entry->relationships.count; i++) {
        entry->covered[i] = !to_core(&entry->relationships.relationships[i]);
    }
    struct buffer canonical;
    buffer_init(&canonical, BUFFER_MAX_DOCUMENT);
    opc_relationships_transform(&entry->relationships, entry->covered, &canonical);
    if (canonical.failed) {
        st = fail_memory(e);
    } else {
        sha256_bytes(buffer_text(&canonical), canonical.length, entry->digest);
    }
    buffer_release(&canonical);
    return st;
}

static enum status add_entry(struct manifest *m, const struct package_part *part, struct error *e)
{
    struct manifest_entry *entry = &m->entries[m->count++];
    entry->part = part;
    entry->type = opc_types_of(&m->types, part->name);
    if (entry->type == NULL) {
        return fail(e, ST_INPUT, _("The workbook states no content type for its part %s."), part->name);
    }
    /* A .rels part under another content type, or the reverse, would be read one way and signed another. */
    if (opc_is_relationships(part->name) != (strcmp(entry->type, OPC_RELS_TYPE) == 0)) {
        return fail(e, ST_INPUT, _("The workbook states a wrong content type for its part %s."), part->name);
    }
    if (opc_is_relationships(part->name)) {
        return digest_relationships(entry, e);
    }
    sha256_bytes(part->data, part->size, entry->digest);
    return ST_OK;
}

enum status manifest_make(struct manifest *m, const struct package *p, struct error *e)
{
    *m = (struct manifest){0};
    enum status st = opc_types_read(&m->types, p, e);
    if (st == ST_OK && (m->entries = calloc(p->count + 1, sizeof *m->entries)) == NULL) {
        st = fail_memory(e);
    }
    for (size_t i = 0; i < p->count && st == ST_OK; i++) {
        if (covered_part(p->parts[i].name)) {
            st = add_entry(m, &p->parts[i], e);
        }
    }
    if (st == ST_OK && package_part(p, CORE_PART) != NULL) {
        const char *type = opc_types_of(&m->types, CORE_PART);
        if (type == NULL || strcmp(type, CORE_TYPE) != 0) {
            st = fail(e, ST_INPUT, _("The workbook states a wrong content type for its part %s."), CORE_PART);
        }
    }
    if (st != ST_OK) {
        manifest_release(m);
    }
    return st;
}

void manifest_release(struct manifest *m)
{
    for (size_t i = 0; i < m->count; i++) {
        opc_relationships_release(&m->entries[i].relationships);
        free(m->entries[i].covered);
    }
    free(m->entries);
    opc_types_release(&m->types);
    *m = (struct manifest){0};
}
