/* The page of a firm's answers as a file: shared by `show` and `export`. */
#ifndef TENKEN_COMMAND_WRITE_PAGE_H
#define TENKEN_COMMAND_WRITE_PAGE_H

#include "command/command.h"
#include "export/answers_html.h"

/* Completes `in` (time, language) and writes the page to path, 0600, replacing what is there. since: a draft or a file of answers of an
 * earlier year, which is then compared with instead of in->past; or NULL. */
enum status write_answers_page(const struct program *program, struct answers_html_input *in, const char *since, const char *path,
                               struct error *e);

#endif
