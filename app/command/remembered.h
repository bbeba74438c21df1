/* What the program remembers of its user (store/settings.h), and where the user's things are. */
#ifndef TENKEN_COMMAND_REMEMBERED_H
#define TENKEN_COMMAND_REMEMBERED_H

#include "command/command.h"
#include "store/settings.h"
#include "trust/identity.h"
#include "tui/finish.h"

/* Refused when the environment names no home. The caller releases with settings_release, also after a refusal. */
enum status remembered_read(struct settings *s, const struct program *program, struct error *e);
/* Whether anything is remembered that answering questions leaves behind. */
bool remembered_screens(const struct settings *s);
/* Notes where the key is and until when it is valid, so that this can be said without its passphrase; writes. made: just now, so that
 * nothing is signed with it and there is no copy. */
enum status remembered_identity(struct settings *s, const char *file, const struct identity *id, bool made, struct error *e);
/* That is over: something was signed ("unused"), a copy is written ("uncopied"). */
enum status remembered_identity_no_more(struct settings *s, const char *what, struct error *e);
/* What is remembered of the key, for home and the screens of handing in. */
void remembered_key(const struct settings *s, const struct clock *clock, struct identity_facts *out);
/* Which key signed requests (file: as it was named). What cannot be remembered is not: nothing depends on it. */
void remembered_signer_note(const struct program *program, const char *file);
/* That key, when its file is still there; else the one of this directory that goes by the usual name; else "". */
void remembered_signer(const struct program *program, char *out, size_t size);
enum status remembered_text(struct settings *s, const char *member, const char *text, struct error *e);
/* The company profile; an equal one writes nothing. */
enum status remembered_supplier(struct settings *s, const cJSON *supplier, struct error *e);

/* "~" and "~/…" are the home directory's. Owned by the caller; NULL: out of memory. */
char *path_expand(const char *path);
/* The other way round, for display; cut when it does not fit. */
void path_show(const char *path, char *out, size_t size);
/* Foreign text cleaned for display and cut at a character. NULL gives "". */
void show_text(const char *text, char *out, size_t size);

#endif
