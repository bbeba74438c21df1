/* A consultant's workspace: a folder of clients that belongs to one certificate.
 *
 *   workspace.json              whose it is: { "format": "tenken-workspace/1", "sha256", "subject", "key": file of the identity, if known }
 *   CLIENT-UUID/record.tenken   the client's draft (draft.h), which may be shown to the client
 *   CLIENT-UUID/private.p7m     what is noted about that client for nobody else (interview.h), only ever as ciphertext
 *   snippets.p7m                texts used again and again
 *   archive/CLIENT-UUID/        clients put away
 *
 * Folders have mode 0700, files 0600. */
#ifndef TENKEN_STORE_WORKSPACE_H
#define TENKEN_STORE_WORKSPACE_H

#include "base/digest.h"
#include "base/random.h"
#include "store/sealed_file.h"

#define WORKSPACE_CLIENTS_MAX 5000
#define WORKSPACE_RECORD "record.tenken"
#define WORKSPACE_PRIVATE "private.p7m"

/* Owns path and key. */
struct workspace {
    char *path;
    const struct sealer *sealer; /* borrowed */
};

/* What workspace.json says; all "" (and key NULL) when there is no such workspace yet. key is owned by the caller. */
struct workspace_owner {
    char sha256[SHA256_TEXT];
    char subject[256];
    char *key;
};
enum status workspace_owner(const char *path, struct workspace_owner *out, struct error *e);

/* Opens it, or makes it where nothing or an empty folder is. key: the identity's file, to be remembered (NULL: not). Refused in words: a
 * folder with other things in it, and a workspace of another certificate. */
enum status workspace_open(struct workspace *w, const char *path, const struct sealer *sealer, const char *key, struct error *e);
void workspace_release(struct workspace *w);

/* For whoever lost the key or its passphrase: gives the workspace to the sealer's certificate and puts aside what it cannot open, each
 * sealed file (and its versions) under its name with ".KKKKKKKK" (the old certificate's first digits) behind it; nothing is removed. Drafts
 * stay as they are. *kept: how many files. Done again after a failure it goes on. */
enum status workspace_begin_anew(const char *path, const struct sealer *sealer, const char *key, size_t *kept, struct error *e);

/* The ids of the clients there, sorted; the caller frees *ids. Whatever is no folder named by a UUID is left alone. */
enum status workspace_clients(const struct workspace *w, bool archived, char (**ids)[UUID_TEXT], size_t *n, struct error *e);
/* WORKSPACE/[archive/]ID[/name]; owned by the caller, NULL: out of memory. name NULL: the folder. */
char *workspace_file(const struct workspace *w, bool archived, const char *id, const char *name);
/* Makes the folder of a new client; refuses a symbolic link in its place. */
enum status workspace_make_client(const struct workspace *w, const char *id, struct error *e);
/* Moves a client to the archive, or back; refused while it is open somewhere. */
enum status workspace_archive(const struct workspace *w, const char *id, bool back, struct error *e);

#endif
