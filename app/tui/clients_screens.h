/* The screens of a consultant's clients: each file's maker. NULL: out of memory. */
#ifndef TENKEN_TUI_CLIENTS_SCREENS_H
#define TENKEN_TUI_CLIENTS_SCREENS_H

#include "tui/clients.h"
#include "tui/screen.h"

struct screen *clients_screen_new(struct clients *clients);
/* A new client: its name, what it is asked, last year's answers. Kept, its interview is opened. */
struct screen *client_form_new(struct clients *clients);

#endif
