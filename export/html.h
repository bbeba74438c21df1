/* Pages in HTML: one self-contained file, nothing from outside. */
#ifndef TENKEN_EXPORT_HTML_H
#define TENKEN_EXPORT_HTML_H

#include "base/buffer.h"
#include "base/i18n.h"

/* Files beside this one, built in as they are. */
extern const char page_css[];

/* Begins a page in the current language. The Content-Security-Policy allows these styles (a list that ends with NULL) and this script
 * (NULL: none), by their digests, and nothing else whatsoever: whatever might slip through the escaping could still not run or call out.
 * title is escaped; styles and script are ours, and hold no "</". The caller writes the script's element itself. */
void html_begin(struct buffer *page, const char *title, const char *const *styles, const char *script);
void html_end(struct buffer *page);

/* Appends text, from whomever: controls and bidirectional overrides replaced, markup escaped (good in elements and in quoted attributes),
 * line breaks as <br>. Everything that is not ours goes through here. */
void html_text(struct buffer *page, const char *text);
/* The same on one line, line breaks as spaces: for attributes, titles of charts. */
void html_line(struct buffer *page, const char *text);
/* <tag class="…">text</tag>; class NULL: none. tag and class are ours. */
void html_element(struct buffer *page, const char *tag, const char *class, const char *text);
/* Two buttons that show one of the articles #page-ja and #page-en (class page) without a script, by page.css; `first` is chosen. They and
 * the articles stand beside each other. */
void html_language_switch(struct buffer *page, enum language first);
/* A table with its column heads, a list that ends with NULL; class and caption may be NULL. Rows follow, then html_table_end. */
void html_table(struct buffer *page, const char *class, const char *caption, const char *const *heads);
void html_table_end(struct buffer *page);
/* <dt>label</dt><dd>text</dd>; nothing when text is NULL or "". */
void html_term(struct buffer *page, const char *label, const char *text);

#endif
