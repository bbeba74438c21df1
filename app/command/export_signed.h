/* tenken export --from-signed: the firm's workbook around a finished file that came back from an assessor. */
#ifndef TENKEN_COMMAND_EXPORT_SIGNED_H
#define TENKEN_COMMAND_EXPORT_SIGNED_H

#include "command/command.h"

struct signed_export {
    const char *answers; /* the finished JSON */
    const char *draft;   /* for the request and embedded packs; or NULL */
    const char *xlsx;    /* where the workbook goes */
    const char *seal;    /* certificate of the recipient, "none", or NULL: as the request in the draft says */
    const char *identity;
    const char *passphrase_file;
};

/* Refuses (in words): what is no valid JSON of signed answers, an identity that is not the firm's in it, answers to a request that is not
 * at hand when nothing else says whether to seal. The JSON goes into the workbook byte for byte. */
enum status export_signed(struct program *program, const struct signed_export *order, struct error *e);

#endif
