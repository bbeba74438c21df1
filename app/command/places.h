/* Folders of this computer where files come from and go to: where attachments and downloads land, and sticks that are plugged in. */
#ifndef TENKEN_COMMAND_PLACES_H
#define TENKEN_COMMAND_PLACES_H

#include <stdbool.h>
#include <stddef.h>

/* Looks into one folder; false: that is enough. */
typedef bool place_visit(void *context, const char *folder);

/* This folder, the home one, its folders for downloads, documents and on the desktop under their usual names; under WSL the downloads of
 * Windows too. */
void places_received(place_visit *visit, void *context);

/* The folder for downloads under one of its usual names, else the home folder. Owned by the caller; NULL: out of memory. */
char *place_of_downloads(void);

/* Where sticks and other drives that can be taken away are, if something can be written there. */
void places_removable(place_visit *visit, void *context);

/* "E:" or "e:\\…" as WSL has it, "/mnt/e" and what follows; anything else as it is. Owned by the caller; NULL: out of memory. */
char *place_of_drive(const char *typed);

#endif
