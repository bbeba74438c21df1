/* The screens of handing in: each file's maker. NULL: out of memory. h is borrowed from the finish screen, the lowest of them. */
#ifndef TENKEN_TUI_HANDING_SCREENS_H
#define TENKEN_TUI_HANDING_SCREENS_H

#include "tui/handing.h"
#include "tui/screens.h"

struct screen *todo_screen_new(struct handing *h);
struct screen *recipients_screen_new(struct handing *h);
/* recipient: the one to begin with; the others that are chosen follow. */
struct screen *preview_screen_new(struct handing *h, size_t recipient);
struct screen *key_screen_new(struct handing *h);
struct screen *handed_screen_new(struct handing *h);

/* Forms (forms_handing.c). */
struct screen *affirm_form_new(struct session *session);
struct screen *key_make_form_new(struct handing *h);
struct screen *key_open_form_new(struct handing *h);
struct screen *key_copy_form_new(struct handing *h);
struct screen *sign_form_new(struct handing *h);
struct screen *login_form_new(struct handing *h); /* for sending_login: fills h->login */

#endif
