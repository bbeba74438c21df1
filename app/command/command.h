/* A command of the program: one file each, one entry in main.c's table. Only this level reads argv and prints. */
#ifndef TENKEN_COMMAND_COMMAND_H
#define TENKEN_COMMAND_COMMAND_H

#include "base/clock.h"
#include "base/digest.h"
#include "base/error.h"
#include "base/random.h"

#include <cjson/cJSON.h>
#include <openssl/types.h>

#include <stdbool.h>

/* What main.c hands to every command. */
struct program {
    struct clock clock;
    struct random random;
    bool language_given;    /* --lang: counts more than what is remembered */
    char *data_directory;   /* where questionnaires/ lies */
    char *config_directory; /* the user's settings: $XDG_CONFIG_HOME/tenken; as user_directory */
    char *user_directory;   /* the user's own files: $XDG_DATA_HOME/tenken; need not exist yet. NULL: the environment names no home */
};

struct command {
    const char *name;  /* "new" */
    const char *usage; /* N_("new DRAFT --pack ID…"), one line per form */
    const char *help;  /* N_("one line") */
    /* N_("--due DATE\tby when\n…"): what the words of usage mean, one a line, for --help; NULL: usage says it all. */
    const char *options;
    /* argv[0] is the command's name. Returns the exit status; a failure is left in e and printed by main.c. */
    enum status (*run)(struct program *program, int argc, char **argv, struct error *e);
};

extern const struct command command_home, command_new, command_answer, command_set, command_show, command_diff, command_identity,
    command_export, command_request, command_sign, command_verify, command_portfolio, command_suppliers, command_trust, command_merge,
    command_report, command_status, command_find, command_view, command_pack, command_collect, command_receipts, command_interview,
    command_submit;

/* Shared by commands (command/common.c). */
struct catalog;
struct identity;
struct buffer;
/* All packs installed in data_directory, in the order of file names, checked with each other. out is initialised here. */
enum status load_catalog(const struct program *program, struct catalog *out, struct error *e);
/* What a draft's screens need: the installed packs that it asks, those that come inside it (assessment_load_packs), and those that they
 * refer to; all installed ones when one of them is not in the file of its name. catalog: initialised; installed packs that it holds from
 * other drafts are not read again. *installed: how many at its beginning are such; catalog_cut to these before the next draft. On failure
 * it is empty. */
struct assessment;
enum status load_catalog_for(const struct program *program, const struct assessment *a, struct catalog *catalog, size_t *installed,
                             struct error *e);
/* Adds the pack of one more file; *id (may be NULL) is borrowed from it. Call catalog_check when all are in. */
enum status load_pack_file(struct catalog *catalog, const char *path, const char **id, struct error *e);
/* Opens an identity; passphrase_file NULL: asks at the terminal without echo (refused when there is none). */
enum status load_identity(const char *path, const char *passphrase_file, struct identity *out, struct error *e);
/* The same with the passphrase at hand. */
enum status load_identity_with(const char *path, const char *passphrase, struct identity *out, struct error *e);
/* A certificate from a PEM or DER file; the caller frees it with X509_free. */
enum status load_certificate(const char *path, X509 **out, struct error *e);
/* The certificate (base64 of DER) of a request, encrypt_to; the caller frees it with X509_free. */
enum status certificate_from_base64(const char *base64, X509 **out, struct error *e);
/* The fingerprint (hex) that an option names: as people have it, or of a certificate's file. */
enum status load_fingerprint(const char *option, const char *text, char sha256[SHA256_TEXT], struct error *e);
/* From the file's first line, else at the terminal. confirm: a new passphrase, asked for twice, at least 8 characters. The caller wipes and
 * frees *passphrase. */
enum status read_passphrase(const char *passphrase_file, bool confirm, char **passphrase, struct error *e);
/* One line at the terminal without echo, for conversations that judge it themselves; false when there is none. line: with room for it, so
 * that no copy is left behind by growing. */
struct buffer;
bool passphrase_line(const char *prompt, struct buffer *line);
/* One JSON object to stdout, its texts made safe to show. Takes ownership. */
enum status print_json(cJSON *value, struct error *e);
/* ST_USAGE; main.c prints the command's usage below the sentence. */
enum status usage_error(const struct command *command, struct error *e, const char *format, ...) __attribute__((format(printf, 3, 4)));
/* The same of an option that takes a day (base/day_text.h). */
enum status usage_day(const struct command *command, struct error *e, const char *option, const char *text);

#endif
