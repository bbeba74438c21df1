/* Pages in HTML: one self-contained file, no script, nothing from outside. */
#ifndef TENKEN_EXPORT_HTML_H
#define TENKEN_EXPORT_HTML_H

#include "base/buffer.h"

/* Begins a page in the current language. The Content-Security-Policy allows this style, by its digest, and nothing else whatsoever:
 * whatever might slip through the escaping could still not run or call out. title is escaped; style is ours. */
void html_begin(struct buffer *page, const char *title, const char *style);
void html_end(struct buffer *page);

/* Appends text, from whomever: controls and bidirectional overrides replaced, markup escaped (good in elements and in quoted attributes),
 * line breaks as <br>. Everything that is not ours goes through here. */
void html_text(struct buffer *page, const char *text);
/* <tag class="…">text</tag>; class NULL: none. tag and class are ours. */
void html_element(struct buffer *page, const char *tag, const char *class, const char *text);

#endif
