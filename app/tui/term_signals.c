#include "tui/term_signals.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

struct signals_got signals_got;
static int wake[2] = {-1, -1};

static void on_signal(int number)
{
    const int saved = errno;
    if (number == SIGWINCH) {
        signals_got.resize = 1;
    } else if (number == SIGTSTP) {
        signals_got.stop = 1;
    } else if (number == SIGCONT) {
        signals_got.resumed = 1;
    } else {
        signals_got.hangup = 1;
    }
    (void)!write(wake[1], "", 1);
    errno = saved;
}

static const int SIGNALS[] = {SIGHUP, SIGTERM, SIGINT, SIGQUIT, SIGWINCH, SIGTSTP, SIGCONT};
#define SIGNAL_COUNT (sizeof SIGNALS / sizeof *SIGNALS)
static struct sigaction before[SIGNAL_COUNT];

bool signals_catch(void)
{
    if (pipe2(wake, O_CLOEXEC | O_NONBLOCK) != 0) {
        return false;
    }
    signals_got = (struct signals_got){0};
    for (size_t i = 0; i < SIGNAL_COUNT; i++) {
        struct sigaction action = {.sa_handler = on_signal};
        (void)sigaction(SIGNALS[i], &action, &before[i]);
    }
    return true;
}

void signals_restore(void)
{
    for (size_t i = 0; i < SIGNAL_COUNT; i++) {
        (void)sigaction(SIGNALS[i], &before[i], NULL);
    }
    (void)close(wake[0]);
    (void)close(wake[1]);
}

int signals_descriptor(void)
{
    return wake[0];
}

void signals_drain(void)
{
    char drain[32];
    while (read(wake[0], drain, sizeof drain) > 0) {
    }
}

void signals_stop(void)
{
    struct sigaction normal = {.sa_handler = SIG_DFL};
    struct sigaction ours;
    (void)sigaction(SIGTSTP, &normal, &ours);
    (void)raise(SIGTSTP); /* stops here */
    (void)sigaction(SIGTSTP, &ours, NULL);
    signals_got.resumed = 0;
}
