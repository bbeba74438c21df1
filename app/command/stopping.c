#include "command/stopping.h"

#include <signal.h>
#include <stddef.h>

static const int SIGNALS[] = {SIGINT, SIGTERM, SIGHUP};
#define SIGNAL_COUNT (sizeof SIGNALS / sizeof SIGNALS[0])

static struct sigaction before[SIGNAL_COUNT];
static volatile sig_atomic_t noted;

static void note(int number)
{
    (void)number;
    noted = 1;
    for (size_t i = 0; i < SIGNAL_COUNT; i++) { /* sigaction may be called here: signal-safety(7) */
        (void)sigaction(SIGNALS[i], &before[i], NULL);
    }
}

void stopping_begin(void)
{
    for (size_t i = 0; i < SIGNAL_COUNT; i++) {
        struct sigaction action = {.sa_handler = note, .sa_flags = SA_RESTART};
        (void)sigaction(SIGNALS[i], NULL, &before[i]);
        if (before[i].sa_handler != SIG_IGN) {
            (void)sigaction(SIGNALS[i], &action, NULL);
        }
    }
}

void stopping_end(void)
{
    for (size_t i = 0; i < SIGNAL_COUNT; i++) {
        (void)sigaction(SIGNALS[i], &before[i], NULL);
    }
}

bool stopping(void)
{
    return noted != 0;
}
