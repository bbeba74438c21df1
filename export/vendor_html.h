/* The sheet of questions for the firm's IT vendor: to print, have filled in and signed, and bring back. */
#ifndef TENKEN_EXPORT_VENDOR_HTML_H
#define TENKEN_EXPORT_VENDOR_HTML_H

#include "base/buffer.h"
#include "base/error.h"
#include "model/question.h"

/* Writes a page (HTML, A4) in the current language with the questions that the owner marked for the vendor; when none is marked, those that
 * a vendor normally knows (ask_vendor of the pack) and that have no answer yet. firm: the firm's name, may be NULL. *count: how many. With
 * none at all nothing is written and it is ST_NO, with a sentence. */
enum status vendor_html_write(const struct question_list *list, const char *firm, const char *period, struct buffer *page, size_t *count,
                              struct error *e);

#endif
