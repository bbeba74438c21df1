/* The screens of handing in: each file's maker. NULL: out of memory. h is borrowed from the finish screen, the lowest of them. */
#ifndef TENKEN_TUI_HANDING_SCREENS_H
#define TENKEN_TUI_HANDING_SCREENS_H

#include "tui/handing.h"
#include "tui/screens.h"

/* session_frame with whom it is for: the one who is chosen, or how many. */
struct area handing_frame(const struct screen *screen, struct grid *g, const struct handing *h, const char *right);

struct screen *todo_screen_new(struct handing *h);
struct screen *recipients_screen_new(struct handing *h);
/* recipient: the one to begin with; the others that are chosen follow. alone: nothing is handed in now, and back is where it was chosen. */
struct screen *preview_screen_new(struct handing *h, size_t recipient, bool alone);
struct screen *key_screen_new(struct handing *h);
/* What was written just now, or (handing_recall) handed in before. look: begins with looking for the receipt. */
struct screen *handed_screen_new(struct handing *h, bool look);

/* A question over the screen below. y is yes, every other key no: back. */
struct ask {
    const char *title; /* N_ */
    char text[FINISH_NOTE_TEXT + FINISH_PATH];
    const struct key_help *keys;             /* y first */
    struct screen *(*on_yes)(void *context); /* takes its place; NULL: nothing is asked, only told */
    void *context;
};
struct screen *ask_screen_new(const struct ask *ask);

/* Forms (forms_handing.c). */
struct screen *affirm_form_new(struct session *session);
struct screen *key_make_form_new(struct handing *h);
struct screen *key_open_form_new(struct handing *h);
struct screen *key_copy_form_new(struct handing *h);
struct screen *sign_form_new(struct handing *h);
struct screen *folder_form_new(struct handing *h);  /* another folder; then back to signing */
struct screen *receipt_form_new(struct handing *h); /* the path of a receipt's file */
struct screen *login_form_new(struct handing *h);   /* for sending_login: fills h->login */

#endif
