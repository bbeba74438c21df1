#include "export/sheet_reader.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "export/cell_text.h"

#include <libxml/xmlreader.h>

#define SHARED_STRINGS_PART "/xl/sharedStrings.xml"

/* One XML part under a pull parser. */
struct source {
    struct buffer bytes;
    xmlTextReaderPtr xml;
    const char *part;
};

/* libxml2 would print otherwise. */
static void ignore_messages(void *context, const char *message, xmlParserSeverities severity, xmlTextReaderLocatorPtr where)
{
    (void)context;
    (void)message;
    (void)severity;
    (void)where;
}

static void source_close(struct source *s)
{
    if (s->xml) {
        xmlFreeTextReader(s->xml);
    }
    buffer_release(&s->bytes);
    *s = (struct source){0};
}

static enum status unreadable(const struct source *s, struct error *e)
{
    return fail(e, ST_INPUT, _("The part %s of the workbook cannot be read."), s->part);
}

static enum status source_open(struct source *s, struct package_reader *reader, const char *part, struct error *e)
{
    *s = (struct source){.part = part};
    buffer_init(&s->bytes, PACKAGE_PART_MAX);
    size_t index = package_find(reader, part);
    enum status st = index == SIZE_MAX ? unreadable(s, e) : package_read(reader, index, &s->bytes, e);
    if (st == ST_OK) {
        const char *text = buffer_text(&s->bytes);
        /* Before libxml2 sees it: entities live in a DTD, and a DTD could hide in another encoding, which shows by its zero bytes. */
        if (strlen(text) != s->bytes.length || strstr(text, "<!DOCTYPE") || strstr(text, "<!ENTITY")) {
            st = unreadable(s, e);
        }
    }
    if (st == ST_OK) {
        s->xml = xmlReaderForMemory(buffer_text(&s->bytes), (int)s->bytes.length, NULL, "UTF-8", XML_PARSE_NONET | XML_PARSE_NOWARNING);
        if (s->xml) {
            xmlTextReaderSetErrorHandler(s->xml, ignore_messages, NULL);
        } else {
            st = fail_memory(e);
        }
    }
    if (st != ST_OK) {
        source_close(s);
    }
    return st;
}

/* The next node: 1, at the end 0, on anything that is not wanted −1. */
static int source_next(struct source *s)
{
    int got = xmlTextReaderRead(s->xml);
    return got == 1 && xmlTextReaderNodeType(s->xml) == XML_READER_TYPE_DOCUMENT_TYPE ? -1 : got;
}

static bool at(const struct source *s, int type, const char *name)
{
    return xmlTextReaderNodeType(s->xml) == type && strcmp((const char *)xmlTextReaderConstLocalName(s->xml), name) == 0;
}

static bool starts(const struct source *s, const char *name)
{
    return at(s, XML_READER_TYPE_ELEMENT, name);
}

static bool ends(const struct source *s, const char *name)
{
    return at(s, XML_READER_TYPE_END_ELEMENT, name);
}

static bool is_text(const struct source *s)
{
    int type = xmlTextReaderNodeType(s->xml);
    return type == XML_READER_TYPE_TEXT || type == XML_READER_TYPE_CDATA || type == XML_READER_TYPE_SIGNIFICANT_WHITESPACE ||
           type == XML_READER_TYPE_WHITESPACE;
}

/* Reads the <t> texts up to the end of the element (<si>, <is>) that the source stands at, without phonetic ones (<rPh>). */
static bool read_runs(struct source *s, const char *element, struct buffer *raw)
{
    bool phonetic = false, text = false;
    int got;
    if (xmlTextReaderIsEmptyElement(s->xml)) {
        return true;
    }
    while ((got = source_next(s)) == 1 && !ends(s, element)) {
        if (starts(s, "rPh")) {
            phonetic = !xmlTextReaderIsEmptyElement(s->xml);
        } else if (ends(s, "rPh")) {
            phonetic = false;
        } else if (starts(s, "t")) {
            text = !xmlTextReaderIsEmptyElement(s->xml);
        } else if (ends(s, "t")) {
            text = false;
        } else if (text && !phonetic && is_text(s)) {
            buffer_add_text(raw, (const char *)xmlTextReaderConstValue(s->xml));
        }
    }
    return got == 1;
}

static bool add_string(struct shared_strings *s, struct buffer *all, const char *raw, size_t n)
{
    if (s->count == SHEET_STRINGS_MAX) {
        return false;
    }
    if ((s->count & (s->count - 1)) == 0) {
        size_t *grown = realloc(s->offsets, (s->count ? 2 * s->count : 1) * sizeof *grown);
        if (!grown) {
            return false;
        }
        s->offsets = grown;
    }
    s->offsets[s->count++] = all->length;
    cell_text_decode(all, raw, n);
    return buffer_add_char(all, '\0');
}

enum status shared_strings_read(struct shared_strings *s, struct package_reader *reader, struct error *e)
{
    *s = (struct shared_strings){0};
    if (package_find(reader, SHARED_STRINGS_PART) == SIZE_MAX) {
        return ST_OK;
    }
    struct source source;
    struct buffer all, raw;
    enum status st = source_open(&source, reader, SHARED_STRINGS_PART, e);
    if (st != ST_OK) {
        return st;
    }
    buffer_init(&all, 2 * PACKAGE_PART_MAX);
    buffer_init(&raw, PACKAGE_PART_MAX);
    int got;
    while ((got = source_next(&source)) == 1) {
        if (!starts(&source, "si")) {
            continue;
        }
        buffer_clear(&raw);
        if (!read_runs(&source, "si", &raw) || !add_string(s, &all, buffer_text(&raw), raw.length)) {
            break;
        }
    }
    if (got != 0 || all.failed || raw.failed) {
        st = unreadable(&source, e);
    }
    source_close(&source);
    buffer_release(&raw);
    if (st != ST_OK) {
        buffer_release(&all);
        shared_strings_release(s);
        return st;
    }
    s->text = all.data; /* taken over */
    return ST_OK;
}

void shared_strings_release(struct shared_strings *s)
{
    free(s->text);
    free(s->offsets);
    *s = (struct shared_strings){0};
}

enum cell_kind { CELL_NUMBER, CELL_SHARED, CELL_INLINE, CELL_OTHER };

struct cell_reader {
    struct source source;
    struct buffer raw, text;
    char reference[16];
    enum cell_kind kind;
    bool formula;
};

static bool read_head(struct cell_reader *c)
{
    xmlChar *reference = xmlTextReaderGetAttribute(c->source.xml, BAD_CAST "r");
    xmlChar *type = xmlTextReaderGetAttribute(c->source.xml, BAD_CAST "t");
    bool fits = reference && strlen((char *)reference) < sizeof c->reference;
    if (fits) {
        snprintf(c->reference, sizeof c->reference, "%s", (char *)reference);
    }
    if (!type || strcmp((char *)type, "n") == 0) {
        c->kind = CELL_NUMBER;
    } else if (strcmp((char *)type, "s") == 0) {
        c->kind = CELL_SHARED;
    } else {
        c->kind = strcmp((char *)type, "inlineStr") == 0 ? CELL_INLINE : CELL_OTHER;
    }
    xmlFree(reference);
    xmlFree(type);
    c->formula = false;
    buffer_clear(&c->raw);
    buffer_clear(&c->text);
    return fits;
}

/* What lies between <c> and </c>. */
static bool read_body(struct cell_reader *c)
{
    bool value = false;
    int got;
    if (xmlTextReaderIsEmptyElement(c->source.xml)) {
        return true;
    }
    while ((got = source_next(&c->source)) == 1 && !ends(&c->source, "c")) {
        if (starts(&c->source, "f")) {
            c->formula = true;
        } else if (starts(&c->source, "v")) {
            value = !xmlTextReaderIsEmptyElement(c->source.xml);
        } else if (ends(&c->source, "v")) {
            value = false;
        } else if (starts(&c->source, "is") && !read_runs(&c->source, "is", &c->raw)) {
            return false;
        } else if (value && is_text(&c->source)) {
            buffer_add_text(&c->raw, (const char *)xmlTextReaderConstValue(c->source.xml));
        }
    }
    return got == 1;
}

static bool resolve(struct cell_reader *c, const struct shared_strings *strings)
{
    const char *raw = buffer_text(&c->raw);
    if (c->kind != CELL_SHARED) {
        if (c->kind == CELL_NUMBER) {
            buffer_add_text(&c->text, raw);
        } else {
            cell_text_decode(&c->text, raw, c->raw.length);
        }
        return true;
    }
    char *end;
    unsigned long index = strtoul(raw, &end, 10);
    if (end == raw || *end || index >= strings->count) {
        return false;
    }
    buffer_add_text(&c->text, strings->text + strings->offsets[index]);
    return true;
}

static enum status walk(struct cell_reader *c, const struct shared_strings *strings, sheet_cell_visit *visit, void *context,
                        struct error *e)
{
    size_t cells = 0;
    int got;
    while ((got = source_next(&c->source)) == 1) {
        if (!starts(&c->source, "c")) {
            continue;
        }
        if (++cells > SHEET_CELLS_MAX || !read_head(c) || !read_body(c) || !resolve(c, strings) || c->raw.failed || c->text.failed) {
            return unreadable(&c->source, e);
        }
        const struct sheet_cell cell = {
            .reference = c->reference,
            .text = buffer_text(&c->text),
            .number = c->kind == CELL_NUMBER && c->raw.length > 0,
            .formula = c->formula,
        };
        enum status st = visit(context, &cell, e);
        if (st != ST_OK) {
            return st;
        }
    }
    return got == 0 ? ST_OK : unreadable(&c->source, e);
}

enum status sheet_cells(struct package_reader *reader, const char *part, const struct shared_strings *strings, sheet_cell_visit *visit,
                        void *context, struct error *e)
{
    struct cell_reader c = {0};
    enum status st = source_open(&c.source, reader, part, e);
    if (st != ST_OK) {
        return st;
    }
    buffer_init(&c.raw, PACKAGE_PART_MAX);
    buffer_init(&c.text, PACKAGE_PART_MAX);
    st = walk(&c, strings, visit, context, e);
    buffer_release(&c.raw);
    buffer_release(&c.text);
    source_close(&c.source);
    return st;
}
