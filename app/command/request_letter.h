/* The letter that hands a supplier's enrolment secret over apart from the request. */
#ifndef TENKEN_COMMAND_REQUEST_LETTER_H
#define TENKEN_COMMAND_REQUEST_LETTER_H

#include "command/request_issue.h"

/* DIRECTORY/WHAT-CODE-PERIODEND, with every character made safe for a file name; NULL: out of memory. The caller frees it. */
char *issue_path(const char *directory, const char *what, const char *code, const char *period, const char *end);

/* Writes letters/secret-CODE-PERIOD.txt, named like the request's file (request: its path), mode 0600: a text to print and post. A letter
 * with a secret that counts for another request is not written over: the new one has a number in its name. */
enum status letter_write(const struct issuing *x, const struct supplier_record *s, const cJSON *document, const uint8_t *secret,
                         const char *request, struct error *e);

/* Reads a secret from a file: the 64 hexadecimal digits of a letter (in groups, perhaps with the letter's text around them), or a request's
 * own notation. ST_INPUT when there is none in it. */
enum status letter_read(const char *path, uint8_t secret[ENROL_SECRET_BYTES], struct error *e);

#endif
