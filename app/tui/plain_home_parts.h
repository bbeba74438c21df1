/* Parts of home in plain mode that its files share; nobody else includes it. */
#ifndef TENKEN_TUI_PLAIN_HOME_PARTS_H
#define TENKEN_TUI_PLAIN_HOME_PARTS_H

#include "tui/plain_home.h"
#include "tui/plain_parts.h"

struct plain_home {
    struct plain p; /* its session is the company profile's */
    struct home *home;
    bool chosen; /* home->choice says what is to be opened */
    bool again;  /* home is to be read out again: something may have changed */
    bool found;  /* Enter opens home->lying, as was said */
};

/* ---- plain_home_prompt.c ---- */
/* Where something was signed it names how that is corrected: whoever finds a mistake later knows no letter any more. */
void home_prompt(const struct plain_home *v, char out[WORDS_MAX * 2]);

/* ---- plain_request.c ---- */
void refresh_home(struct plain_home *v);
/* Makes the draft of a period (NULL: the open request's), with earlier answers if that is wanted. */
void begin_year(struct plain_home *v, const char *period);
/* Asks for a request file unless one was typed, shows it and takes it in. */
void open_request(struct plain_home *v, const char *typed);
/* The request of a row, and the ways on from one that answers were signed for. */
void look_at_request(struct plain_home *v, size_t row);

#endif
