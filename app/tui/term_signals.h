/* Signals at the real terminal: they only leave a mark and wake whoever waits. */
#ifndef TENKEN_TUI_TERM_SIGNALS_H
#define TENKEN_TUI_TERM_SIGNALS_H

#include <signal.h>
#include <stdbool.h>

/* What has come; whoever acts on a mark takes it away. */
struct signals_got {
    volatile sig_atomic_t hangup; /* SIGHUP, SIGTERM, SIGINT, SIGQUIT */
    volatile sig_atomic_t resize, stop, resumed;
};
extern struct signals_got signals_got;

/* From now on signals leave marks. False with errno: no pipe is to be had. */
bool signals_catch(void);
void signals_restore(void);
/* For poll(): readable once a signal came. */
int signals_descriptor(void);
void signals_drain(void);
/* Stops the program as Ctrl-Z would have; returns when it goes on. */
void signals_stop(void);

#endif
