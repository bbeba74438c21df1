/* Files about which the same is said: people are told of some of them one by one, and how many more there are, so that what is said of
 * few is not lost among many. */
#ifndef TENKEN_COMMAND_ALIKE_FILES_H
#define TENKEN_COMMAND_ALIKE_FILES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#define ALIKE_KINDS_MAX 16

/* Zeroed at first. */
struct alike_files {
    struct alike_kind {
        char shape[200]; /* what is said, without what differs from file to file */
        char first[256]; /* the first of them */
        unsigned long long count, unnamed;
    } each[ALIKE_KINDS_MAX];
    size_t count;
    unsigned long long named, unnamed; /* of all kinds */
};

/* Whether people are to be told of this file: of so many at most, and not when several were told of about which word for word the same was
 * said; but always when it is the first of its kind. Counts it. said: in one language for all. */
bool alike_files_name(struct alike_files *a, const char *file, const char *said, unsigned long long most);
/* Below how many people were not told of: one line for each kind. */
void alike_files_tell(const struct alike_files *a, FILE *out);

#endif
