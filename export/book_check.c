#include "export/book_check.h"

#include <string.h>
#include <zip.h>

#define TAG_MAX ((size_t)32 * 1024) /* the longest that libxlsxwriter writes are some hundred bytes */
#define NAME_MAX 47
#define DEPTH_MAX 64

/* What is open, and what was read and is not yet looked at. A full parser would take as long as a fifth of all the writing; this one looks
 * at what a part loses when it is cut off, or when a piece is missing in its middle. */
struct check {
    char open[DEPTH_MAX][NAME_MAX + 1];
    size_t depth;
    bool begun; /* the outermost element has been there */
    char bytes[2 * TAG_MAX];
    size_t length;
};

static bool name_end(char c)
{
    return c == ' ' || c == '/' || c == '>' || c == '\n' || c == '\r' || c == '\t';
}

static bool open_element(struct check *c, const char *name, size_t n)
{
    if (n == 0 || n > NAME_MAX || c->depth == DEPTH_MAX || (c->depth == 0 && c->begun)) {
        return false;
    }
    memcpy(c->open[c->depth], name, n);
    c->open[c->depth++][n] = '\0';
    c->begun = true;
    return true;
}

static bool close_element(struct check *c, const char *name, size_t n)
{
    if (c->depth == 0 || strlen(c->open[c->depth - 1]) != n || memcmp(c->open[c->depth - 1], name, n) != 0) {
        return false;
    }
    c->depth--;
    return true;
}

/* tag: from its < to its >, n bytes. Our writer leaves no < and no > unescaped in attributes. */
static bool tag_fits(struct check *c, const char *tag, size_t n)
{
    size_t quotes = 0, name = 0;
    for (size_t i = 1; i < n; i++) {
        quotes += tag[i] == '"';
        if (tag[i] == '<') {
            return false;
        }
    }
    if (quotes % 2 != 0 || n < 3) {
        return false;
    }
    if (tag[1] == '?') {
        return tag[n - 2] == '?' && !c->begun;
    }
    if (tag[1] == '/') {
        return close_element(c, tag + 2, n - 3);
    }
    while (!name_end(tag[1 + name])) {
        name++;
    }
    return open_element(c, tag + 1, name) && (tag[n - 2] != '/' || close_element(c, tag + 1, name));
}

/* Looks at all tags that are complete, and keeps the rest for the next time. */
static bool tags_fit(struct check *c)
{
    const char *at = c->bytes, *end = c->bytes + c->length, *close;
    for (const char *tag; (tag = memchr(at, '<', (size_t)(end - at))) != NULL; at = close + 1) {
        close = memchr(tag, '>', (size_t)(end - tag));
        if (close == NULL) {
            c->length = (size_t)(end - tag);
            memmove(c->bytes, tag, c->length);
            return c->length <= TAG_MAX;
        }
        if (!tag_fits(c, tag, (size_t)(close - tag) + 1)) {
            return false;
        }
    }
    c->length = 0;
    return true;
}

/* Every element is closed where it was opened; nothing is kept of it. */
static bool part_whole(zip_file_t *part, struct check *c)
{
    zip_int64_t got;
    c->depth = c->length = 0;
    c->begun = false;
    while ((got = zip_fread(part, c->bytes + c->length, sizeof c->bytes - c->length)) > 0) {
        const bool holes = memchr(c->bytes + c->length, '\0', (size_t)got) != NULL;
        c->length += (size_t)got;
        if (holes || !tags_fit(c)) {
            return false;
        }
    }
    return got == 0 && c->length == 0 && c->begun && c->depth == 0;
}

bool book_whole(const char *path)
{
    struct check check;
    zip_t *zip = zip_open(path, ZIP_RDONLY | ZIP_CHECKCONS, NULL);
    if (!zip) {
        return false;
    }
    zip_int64_t count = zip_get_num_entries(zip, 0);
    bool whole = count > 0;
    for (zip_uint64_t i = 0; i < (zip_uint64_t)count && whole; i++) {
        zip_file_t *part = zip_fopen_index(zip, i, 0);
        whole = part && part_whole(part, &check);
        if (part) {
            whole = zip_fclose(part) == 0 && whole;
        }
    }
    zip_discard(zip);
    return whole;
}
