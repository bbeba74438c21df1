#include "store/collected.h"

#include "base/buffer.h"
#include "base/file.h"
#include "base/file_path.h"
#include "base/i18n.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <search.h>
#include <sys/stat.h>
#include <unistd.h>

#define HEADER "tenken-collected/1\n"
#define LINE_MAX_BYTES ((size_t)32 * 1024) /* a source may be a long path */
#define NOTE_BYTES ((size_t)16 * 1024)     /* of lines that wait to be written: some hundred files */
#define PART_ENDING ".part"

struct collected {
    const char *source;
    char *directory; /* DIR, resolved */
    char *beside;    /* ".DIR.collect" */
    char *list;      /* in it */
    struct file_lock lock;
    int fd;        /* of the list, at its end */
    void *sources; /* trees (search.h) of owned texts: what the source said of each file */
    void *digests; /* and the digests of their contents */
    struct buffer waiting;
};

static int compare_texts(const void *a, const void *b)
{
    return strcmp(a, b);
}

static bool has(void *const *tree, const char *text)
{
    return tfind(text, tree, compare_texts) != NULL;
}

/* Adds a copy, once. */
static enum status add(void **tree, const char *text, struct error *e)
{
    if (has(tree, text)) {
        return ST_OK;
    }
    char *copy = strdup(text);
    if (copy == NULL || tsearch(copy, tree, compare_texts) == NULL) {
        free(copy);
        return fail_memory(e);
    }
    return ST_OK;
}

/* One word of a line: without spaces and control characters. */
static void add_word(struct buffer *out, const char *text)
{
    for (; *text != '\0'; text++) {
        if ((unsigned char)*text <= ' ' || *text == '%' || *text == 0x7f) {
            buffer_add_format(out, "%%%02X", (unsigned char)*text);
        } else {
            buffer_add_char(out, *text);
        }
    }
}

/* "SIZE VERSION NAME SOURCE": what a line of the list holds behind the digest. */
static void source_text(const struct collected *c, struct buffer *out, const struct offer *offer)
{
    buffer_init(out, LINE_MAX_BYTES);
    buffer_add_format(out, "%lld ", (long long)offer->size);
    add_word(out, offer->version);
    buffer_add_char(out, ' ');
    add_word(out, offer->name);
    buffer_add_char(out, ' ');
    add_word(out, c->source);
}

static enum status read_line(struct collected *c, char *line, struct error *e)
{
    char sha256[SHA256_TEXT];
    if (strlen(line) <= SHA256_TEXT || line[SHA256_TEXT - 1] != ' ') {
        return ST_OK;
    }
    memcpy(sha256, line, SHA256_TEXT - 1);
    sha256[SHA256_TEXT - 1] = '\0';
    if (!sha256_text_valid(sha256)) {
        return ST_OK;
    }
    const enum status st = add(&c->digests, sha256, e);
    return st == ST_OK ? add(&c->sources, line + SHA256_TEXT, e) : st;
}

/* Reads the list; a last line that a crash cut off does not count and goes. What is no line of ours is passed over: the worst that can
 * follow is that a file is fetched again. */
static enum status read_list(struct collected *c, FILE *file, struct error *e)
{
    char *line = NULL;
    size_t room = 0;
    long good = 0;
    enum status st = ST_OK;
    for (ssize_t n; st == ST_OK && (n = getline(&line, &room, file)) > 0 && line[n - 1] == '\n';) {
        line[n - 1] = '\0';
        st = read_line(c, line, e);
        good += n;
    }
    free(line);
    if (st == ST_OK && (ferror(file) != 0 || ftruncate(c->fd, good) != 0 || lseek(c->fd, good, SEEK_SET) < 0)) {
        st = fail_errno(e, _("Cannot read %s"), c->list);
    }
    if (st == ST_OK && good == 0) {
        buffer_add_text(&c->waiting, HEADER);
    }
    return st;
}

static enum status open_list(struct collected *c, struct error *e)
{
    c->fd = open(c->list, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    const int copy = c->fd < 0 ? -1 : fcntl(c->fd, F_DUPFD_CLOEXEC, 0);
    FILE *file = copy < 0 ? NULL : fdopen(copy, "r");
    if (file == NULL) {
        const enum status st = fail_errno(e, _("Cannot read %s"), c->list);
        if (copy >= 0) {
            (void)close(copy);
        }
        return st;
    }
    const enum status st = read_list(c, file, e);
    (void)fclose(file);
    return st;
}

static bool is_part(const char *name)
{
    const size_t n = strlen(name), ending = sizeof PART_ENDING - 1;
    return n > ending && strcmp(name + n - ending, PART_ENDING) == 0;
}

static void sweep(const struct collected *c)
{
    DIR *dir = opendir(c->beside);
    const struct dirent *entry;
    while (dir != NULL && (entry = readdir(dir)) != NULL) {
        if (is_part(entry->d_name)) {
            (void)unlinkat(dirfd(dir), entry->d_name, 0);
        }
    }
    if (dir != NULL) {
        (void)closedir(dir);
    }
}

/* Names beside DIR. A rename works within one file system only. */
static enum status find_places(struct collected *c, const char *directory, struct error *e)
{
    char *parent = NULL, *name = NULL;
    struct stat inside, outside;
    enum status st = directory_make(directory, 0700, e);
    if (st != ST_OK) {
        return st;
    }
    c->directory = realpath(directory, NULL);
    if (c->directory == NULL || !file_split(c->directory, &parent, &name)) {
        return fail(e, ST_INPUT, _("%s cannot take files: name a folder with a name of its own."), directory);
    }
    if (stat(c->directory, &inside) != 0 || stat(parent, &outside) != 0) {
        st = fail_errno(e, _("Cannot open %s"), directory);
    } else if (inside.st_dev != outside.st_dev) {
        st =
            fail(e, ST_INPUT,
                 _("%s is the top of a file system of its own: name a folder in it, so that there is room beside that folder."), directory);
    } else if (asprintf(&c->beside, "%s/.%s.collect", strcmp(parent, "/") == 0 ? "" : parent, name) < 0) {
        c->beside = NULL;
        st = fail_memory(e);
    } else if (asprintf(&c->list, "%s/list", c->beside) < 0) {
        c->list = NULL;
        st = fail_memory(e);
    }
    free(parent);
    free(name);
    return st == ST_OK ? directory_make(c->beside, 0700, e) : st;
}

enum status collected_open(struct collected **out, const char *directory, const char *source, struct error *e)
{
    struct collected *c = calloc(1, sizeof *c);
    *out = c;
    if (c == NULL) {
        return fail_memory(e);
    }
    c->source = source;
    c->fd = c->lock.fd = -1;
    buffer_init(&c->waiting, NOTE_BYTES + LINE_MAX_BYTES);
    enum status st = find_places(c, directory, e);
    st = st == ST_OK ? file_lock(&c->lock, c->list, e) : st;
    if (st == ST_OK) {
        sweep(c);
        st = open_list(c, e);
    }
    if (st != ST_OK) {
        collected_close(c);
        *out = NULL;
    }
    return st;
}

void collected_close(struct collected *c)
{
    if (c == NULL) {
        return;
    }
    if (c->fd >= 0) {
        (void)close(c->fd);
    }
    if (c->lock.fd >= 0) {
        file_unlock(&c->lock);
    }
    tdestroy(c->sources, free);
    tdestroy(c->digests, free);
    buffer_release(&c->waiting);
    free(c->directory);
    free(c->beside);
    free(c->list);
    free(c);
}

bool collected_knows(const struct collected *c, const struct offer *offer)
{
    char sha256[SHA256_TEXT];
    struct buffer source;
    if (offer_digest(offer->name, sha256) && has(&c->digests, sha256)) {
        return true;
    }
    if (offer->size < 0 || offer->version[0] == '\0') { /* nothing by which a changed file would be told */
        return false;
    }
    source_text(c, &source, offer);
    const bool known = !source.failed && has(&c->sources, buffer_text(&source));
    buffer_release(&source);
    return known;
}

char *collected_part(const struct collected *c, unsigned slot)
{
    char *path = NULL;
    return asprintf(&path, "%s/%u" PART_ENDING, c->beside, slot) < 0 ? NULL : path;
}

/* Whether the file in DIR has this content. */
static bool holds(const char *path, const char *sha256)
{
    struct file_digest found;
    struct stat about;
    return lstat(path, &about) == 0 && S_ISREG(about.st_mode) && file_sha256(path, INT64_MAX, &found, NULL) == ST_OK &&
           strcmp(found.sha256, sha256) == 0;
}

/* Under its own name, or when that is taken by other content, with the digest before it. */
static enum status put(const struct collected *c, const char *name, const char *part, const char *sha256, bool prefixed,
                       enum collected_kind *kind, struct error *e)
{
    char *path = NULL;
    if (asprintf(&path, "%s/%s%s%s", c->directory, prefixed ? sha256 : "", prefixed ? "-" : "", name) < 0) {
        return fail_memory(e);
    }
    enum status st = file_put_new(part, path, e);
    *kind = COLLECTED_NEW;
    if (st == ST_NO && holds(path, sha256)) {
        (void)unlink(part);
        *kind = COLLECTED_SAME;
        st = ST_OK;
    } else if (st == ST_NO) {
        st = prefixed ? fail(e, ST_INPUT, _("%s is in the way: it is no copy of the file that was collected."), path)
                      : put(c, name, part, sha256, true, kind, e);
    }
    free(path);
    return st;
}

enum status collected_note(struct collected *c, struct error *e)
{
    if (c->waiting.length == 0) {
        return ST_OK;
    }
    /* first the files, then the word that they are there */
    enum status st = directory_sync(c->directory, e);
    const char *from = c->waiting.data;
    for (size_t left = c->waiting.length; st == ST_OK && left > 0;) {
        const ssize_t n = write(c->fd, from, left);
        if (n < 0 && errno != EINTR) {
            return fail_errno(e, _("Cannot write %s"), c->list);
        }
        from += n < 0 ? 0 : n;
        left -= n < 0 ? 0 : (size_t)n;
    }
    if (st == ST_OK && fdatasync(c->fd) != 0) {
        st = fail_errno(e, _("Cannot write %s"), c->list);
    }
    buffer_clear(&c->waiting);
    return st;
}

static enum status note_one(struct collected *c, const struct offer *offer, const char *sha256, struct error *e)
{
    struct buffer source;
    source_text(c, &source, offer);
    enum status st = source.failed ? fail_memory(e) : add(&c->digests, sha256, e);
    st = st == ST_OK ? add(&c->sources, buffer_text(&source), e) : st;
    if (st == ST_OK) {
        buffer_add_format(&c->waiting, "%s %s\n", sha256, buffer_text(&source));
        st = c->waiting.failed ? fail_memory(e) : c->waiting.length >= NOTE_BYTES ? collected_note(c, e) : ST_OK;
    }
    buffer_release(&source);
    return st;
}

enum status collected_take(struct collected *c, const struct offer *offer, const char *part, const char sha256[SHA256_TEXT],
                           enum collected_kind *kind, struct error *e)
{
    char promised[SHA256_TEXT];
    enum status st = ST_OK;
    if (offer_digest(offer->name, promised) && strcmp(promised, sha256) != 0) {
        (void)unlink(part);
        *kind = COLLECTED_WRONG;
        return ST_OK;
    }
    if (has(&c->digests, sha256)) {
        (void)unlink(part);
        *kind = COLLECTED_SAME;
    } else {
        st = put(c, offer->name, part, sha256, false, kind, e);
    }
    return st == ST_OK ? note_one(c, offer, sha256, e) : st;
}
