/* What was collected into a directory: so that each file arrives there once, whole, and under a name that holds nothing else.
 *
 * Beside DIR lies ".DIR.collect", with the list of what has arrived and the files that are on their way. In DIR itself there are finished
 * files only, so that it can be merged at any moment, whatever becomes of the process that fills it. A file is known by what the source
 * says of it (name, size, version), together with the source, and by its content; it stays known when it is moved out of DIR. */
#ifndef TENKEN_STORE_COLLECTED_H
#define TENKEN_STORE_COLLECTED_H

#include "base/digest.h"
#include "base/error.h"
#include "model/offers.h"

#include <stdbool.h>

enum collected_kind {
    COLLECTED_NEW,   /* it lies in DIR now */
    COLLECTED_SAME,  /* the same content was there already, under this or another name */
    COLLECTED_WRONG, /* its name promises another digest: not kept */
};

/* One process at a time; inside it, one thread at a time. */
struct collected;

/* Makes DIR when it is missing, takes the lock, and removes what a killed process left half done. source: where the files come from, as one
 * text; borrowed. The caller closes it. */
enum status collected_open(struct collected **out, const char *directory, const char *source, struct error *e);
void collected_close(struct collected *c);

/* Whether the file needs no fetching. */
bool collected_knows(const struct collected *c, const struct offer *offer);

/* Where a file is to be written to while it is on its way; slot: a small number, one a thread. Thread-safe. The caller frees it. */
char *collected_part(const struct collected *c, unsigned slot);

/* Takes the finished file at part, which is gone afterwards unless the system failed. sha256: of its content; the caller has made the
 * content durable. */
enum status collected_take(struct collected *c, const struct offer *offer, const char *part, const char sha256[SHA256_TEXT],
                           enum collected_kind *kind, struct error *e);
/* Writes down what was taken since the last time; collected_take does so now and then by itself. What is not written down is fetched once
 * more after a crash, and then found to be there. */
enum status collected_note(struct collected *c, struct error *e);

#endif
