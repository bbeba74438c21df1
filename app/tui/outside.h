/* What the screens need of the world outside: files to pick evidence from, and the user's own editor. The command gives the functions, so
 * that nothing here opens a file or starts a program. */
#ifndef TENKEN_TUI_OUTSIDE_H
#define TENKEN_TUI_OUTSIDE_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buffer;

#define FOLDER_FILES_MAX 10000
#define EVIDENCE_FILE_MAX ((int64_t)512 * 1024 * 1024)

/* Names are as the file system has them: any bytes. */
struct folder_entry {
    char *name;
    bool folder;
    int64_t size;
};

/* Owns all of it. path: absolute. Only folders and regular files (links count as what they lead to), in no order. */
struct folder {
    char *path;
    struct folder_entry *entries;
    size_t count;
    bool cut; /* there were more than FOLDER_FILES_MAX */
};
void folder_release(struct folder *folder);

/* A file as evidence: its SHA-256 and when it was last changed (YYYY-MM-DD). */
struct file_facts {
    char sha256[65];
    int64_t size;
    char date[11];
};

struct outside {
    /* Where files usually arrive: the folder for downloads, else the home one. The caller frees it; NULL: out of memory. */
    char *(*start)(void);
    /* path: as typed or picked; relative to where the program was started, or beginning with ~. */
    enum status (*list)(const char *path, struct folder *out, struct error *e);
    /* ST_NO: path is a folder. Refuses what is no regular file, cannot be read or is larger than EVIDENCE_FILE_MAX. */
    enum status (*look)(const char *path, struct file_facts *out, struct error *e);
    /* Lets the user change the text in $VISUAL or $EDITOR (refused when neither is set); the terminal is free for it. out: what was written
     * there. Refused: an editor that fails, more bytes than out holds. */
    enum status (*edit)(const char *text, struct buffer *out, struct error *e);
};

#endif
