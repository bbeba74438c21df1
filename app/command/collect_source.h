/* Where files are collected from: a WebDAV collection, or a folder. */
#ifndef TENKEN_COMMAND_COLLECT_SOURCE_H
#define TENKEN_COMMAND_COLLECT_SOURCE_H

#include "base/error.h"
#include "model/offers.h"

#include <stdbool.h>

#define COLLECT_SLOTS_MAX 16

enum fetched {
    FETCH_DONE,
    FETCH_REFUSED, /* this file is not to be had, now or later: too large, no regular file, gone, forbidden */
    FETCH_FAILED,  /* the way to it failed: later it may work */
    FETCH_STOPPED, /* the user said so */
    FETCH_BROKEN,  /* this side failed: disk full, memory */
};

/* The rest of its members are the kind's own. Several threads fetch at a time, each with a slot of its own. */
struct collect_source {
    enum status (*list)(struct collect_source *s, struct offers *out, struct error *e);
    /* Writes the file into fd, which is empty, at most max bytes. Anything but FETCH_DONE comes with a sentence. */
    enum fetched (*fetch)(struct collect_source *s, unsigned slot, const struct offer *offer, int fd, int64_t max, struct error *e);
    void (*free)(struct collect_source *s); /* s itself, too */
    const char *name;                       /* of the source: its address, or the folder's whole path */
};

/* All n bytes; false with errno. */
bool collect_write(int fd, const void *bytes, size_t n);

/* A folder; location: its path. */
enum status collect_folder_new(struct collect_source **out, const char *location, struct error *e);
/* A WebDAV collection; options: each connection has random numbers of its own from
 * options->random as it is now. */
struct net_options;
enum status collect_dav_new(struct collect_source **out, const char *url, const struct net_options *options, struct error *e);

#endif
