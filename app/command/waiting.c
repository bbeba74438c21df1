#include "command/waiting.h"

#include "base/i18n.h"
#include "command/listing.h"
#include "command/stopping.h"
#include "store/portfolio.h"

#include <unistd.h>

#define MOMENT_MILLISECONDS 1000

static bool said, silent;

static bool waits(const char *location, int milliseconds)
{
    if (milliseconds >= MOMENT_MILLISECONDS && !said && !silent) {
        said = true;
        if (isatty(STDERR_FILENO) == 1) {
            (void)fputs("\r\033[K", stderr); /* how far a merge is may stand there */
        }
        print_sentence(stderr,
                       _("Another program is writing to %s, perhaps a merge: this waits until it has finished, a minute at most (Ctrl-C "
                         "stops)."),
                       location);
    }
    return !stopping();
}

void waiting_tell(void)
{
    portfolio_patience(waits, NULL);
}

void waiting_quiet(bool quiet)
{
    silent = quiet;
}
