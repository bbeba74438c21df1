#include "command/alike_files.h"

#include "base/amount.h"
#include "base/i18n.h"
#include "base/utf8.h"
#include "command/listing.h"

#include <string.h>

#define SAME_SHOWN 5 /* of those of which word for word the same is said */

/* Where the quoted text ends that begins here; text itself when none does. */
static const char *behind_quoted(const char *text)
{
    static const char *const QUOTES[][2] = {{"\"", "\""}, {"「", "」"}, {"“", "”"}};
    for (size_t i = 0; i < sizeof QUOTES / sizeof QUOTES[0]; i++) {
        const size_t n = strlen(QUOTES[i][0]);
        const char *end = strncmp(text, QUOTES[i][0], n) == 0 ? strstr(text + n, QUOTES[i][1]) : NULL;
        if (end != NULL) {
            return end + strlen(QUOTES[i][1]);
        }
    }
    return text;
}

/* Without numbers and what is quoted. False: there were none. */
static bool shape_of(const char *said, char *out, size_t size)
{
    size_t n = 0;
    bool cut = false;
    for (const char *c = said; *c != '\0' && n + 1 < size;) {
        const char *end = behind_quoted(c);
        end += end == c ? strspn(c, "0123456789") : 0;
        if (end == c) {
            out[n++] = *c++;
        } else {
            c = end;
            cut = true;
        }
    }
    out[n] = '\0';
    utf8_drop_half(out, size);
    return cut;
}

/* NULL: a new one, for which there is no room. */
static struct alike_kind *kind_of(struct alike_files *a, const char *shape)
{
    for (size_t i = 0; i < a->count; i++) {
        if (strcmp(a->each[i].shape, shape) == 0) {
            return &a->each[i];
        }
    }
    if (a->count == ALIKE_KINDS_MAX) {
        return NULL;
    }
    struct alike_kind *kind = &a->each[a->count++];
    (void)snprintf(kind->shape, sizeof kind->shape, "%s", shape);
    return kind;
}

bool alike_files_name(struct alike_files *a, const char *file, const char *said, unsigned long long most)
{
    char shape[sizeof a->each[0].shape];
    const bool same = !shape_of(said, shape, sizeof shape);
    struct alike_kind *kind = kind_of(a, shape);
    const bool room = a->named < most;
    bool named = room;
    if (kind != NULL) {
        kind->count++;
        named = kind->count == 1 || (room && !(same && kind->count > SAME_SHOWN));
        kind->unnamed += !named;
        if (kind->count == 1) {
            (void)snprintf(kind->first, sizeof kind->first, "%s", file);
            utf8_drop_half(kind->first, sizeof kind->first);
        }
    }
    a->named += named;
    a->unnamed += !named;
    return named;
}

void alike_files_tell(const struct alike_files *a, FILE *out)
{
    for (size_t i = 0; i < a->count; i++) {
        const struct alike_kind *kind = &a->each[i];
        if (kind->unnamed > 0) {
            print_sentence(out, _("    %s of them for the same reason as %s"), COUNT_TEXT(kind->unnamed), kind->first);
        }
    }
}
