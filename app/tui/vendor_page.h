/* The page of questions for the IT vendor, and how its answers come back: the same for screens and plain mode. */
#ifndef TENKEN_TUI_VENDOR_PAGE_H
#define TENKEN_TUI_VENDOR_PAGE_H

#include "tui/screen.h"
#include "tui/session.h"

struct buffer;

/* A question that nobody here can answer waits for the vendor. */
bool vendor_waits(const struct session *s);
/* Writes the page, and says in lines where it is and how the answers come back. ST_NO: there is nothing to ask; ST_INPUT: not offered. */
enum status vendor_page_words(struct buffer *out, const struct session *s, struct error *e);
/* The same from a screen: over it, until a key is pressed. */
struct effect vendor_page_effect(const struct screen *screen, const struct session *s);

#endif
