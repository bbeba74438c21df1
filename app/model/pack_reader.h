/* Shared by the files that read and check packs (pack_read.c, pack_item.c, pack_fields.c, pack_lint.c); nobody else includes it. */
#ifndef TENKEN_MODEL_PACK_READER_H
#define TENKEN_MODEL_PACK_READER_H

#include "model/pack.h"
#include "model/pack_lint.h"

struct pack_digest *pack_digest_new(void);
void pack_digest_free(struct pack_digest *digest);

/* Where in a pack a problem is; on the stack, put into words only when there is a problem. */
struct place {
    const struct place *up;
    const char *name;
    int index;    /* -1: none */
    bool subject; /* an item or the like, that the members after it belong to */
};
#define PLACE_TEXT 200

/* A reader goes on after a problem, so that lint can tell all of them: whatever it leaves in the pack is safe to read (texts and ids
 * are "" when they are missing), and pack_read throws such a pack away. */
struct reader {
    struct pack *pack;
    const char *name;               /* the file, for sentences */
    struct pack_problems *problems; /* all of them, or NULL */
    struct error *e;                /* the first one */
    bool refused;
    bool memory_failed;
};

/* Memory that lives as long as the pack, zeroed; NULL sets memory_failed. */
void *reader_allocate(struct reader *r, size_t n);
/* Notes a problem: "NAME: PLACE: sentence". format is translated already. */
void reader_refuse(struct reader *r, const struct place *where, const char *format, ...) __attribute__((format(printf, 3, 4)));
void place_format(const struct place *where, char out[PLACE_TEXT]);

/* Builds the whole pack from its tree, which r->pack owns. */
void reader_read_pack(struct reader *r, const char *name);
void reader_read_items(struct reader *r);
void reader_check_references(struct reader *r);

/* Members of an object. `required` members that are missing, and all of a wrong form, are refused; the value is then the fallback. */
struct text read_text(struct reader *r, const struct place *up, const cJSON *object, const char *member, bool required);
struct text read_text_value(struct reader *r, const struct place *where, const cJSON *value);
int read_integer(struct reader *r, const struct place *up, const cJSON *object, const char *member, int min, int max, bool required,
                 int fallback);
bool read_flag(struct reader *r, const struct place *up, const cJSON *object, const char *member, bool required);
const char *read_string(struct reader *r, const struct place *up, const cJSON *object, const char *member, bool required);
/* An array of min…max values, or NULL. */
const cJSON *read_array(struct reader *r, const struct place *up, const cJSON *object, const char *member, bool required, int min, int max);
/* An array of texts: checked, used through the tree. */
void check_texts(struct reader *r, const struct place *up, const cJSON *object, const char *member, bool required, int max);
/* An identifier in the item alphabet (key: upper-case letters too); "" when refused. */
const char *read_id(struct reader *r, const struct place *up, const cJSON *object);
const char *read_key(struct reader *r, const struct place *up, const cJSON *object, const char *member, bool required);

/* One of the words of a NULL-terminated list: its index, or 0 when refused. */
int read_word(struct reader *r, const struct place *up, const cJSON *object, const char *member, const char *const *words);

/* A pack as far as it can be read, with all problems; NULL only when memory failed or the tree is no pack at all. Takes ownership of tree.
 */
struct pack *pack_from_tree_collect(cJSON *tree, const char *name, struct pack_problems *problems, struct error *e);

#endif
