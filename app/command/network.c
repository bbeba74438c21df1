#include "command/network.h"

#include "base/i18n.h"

#include <errno.h>
#include <ifaddrs.h>
#include <limits.h>
#include <net/if.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#define QUARTERS 4

/* For tests only (tests/README.md): TENKEN_NET="stall=1,pause=0,offline". */
static bool setting(const char *name, long *value)
{
    const char *at = getenv("TENKEN_NET");
    const size_t n = strlen(name);
    while (at != NULL && *at != '\0') {
        const size_t word = strcspn(at, ",");
        if (strncmp(at, name, n) == 0 && (at[n] == '=' || n == word)) {
            *value = at[n] == '=' ? strtol(at + n + 1, NULL, 10) : 1;
            return true;
        }
        at += word + (at[word] == ',');
    }
    return false;
}

static bool sleep_here(void *context, int64_t milliseconds)
{
    (void)context;
    struct timespec left = {.tv_sec = milliseconds / 1000, .tv_nsec = (long)(milliseconds % 1000) * 1000000};
    while (nanosleep(&left, &left) != 0 && errno == EINTR) {
    }
    return true;
}

/* Whoever can read the file can send in the firm's name. */
static enum status check_credentials(const char *path, struct error *e)
{
    struct stat st;
    if (stat(path, &st) != 0) {
        return fail_errno(e, _("Cannot open %s"), path);
    }
    if (!S_ISREG(st.st_mode)) {
        return fail(e, ST_INPUT, _("%s is not a regular file."), path);
    }
    if ((st.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
        return fail(e, ST_INPUT, _("%s holds a password, and others on this computer may read it: run \"chmod 600\" on it first."), path);
    }
    return access(path, R_OK) == 0 ? ST_OK : fail_errno(e, _("Cannot open %s"), path);
}

/* The user's own file of this name, if there is one: for all commands and for the screens, which take no options. */
static const char *usual(const struct program *program, const char *name, char path[PATH_MAX])
{
    const int n = program->config_directory != NULL ? snprintf(path, PATH_MAX, "%s/%s", program->config_directory, name) : -1;
    return n > 0 && n < PATH_MAX && access(path, F_OK) == 0 ? path : NULL;
}

enum status network_options(struct program *program, const char *ca_file, const char *credentials, struct net_options *out, struct error *e)
{
    static char ca_path[PATH_MAX], credentials_path[PATH_MAX]; /* borrowed by out */
    long value = 0;
    ca_file = ca_file != NULL ? ca_file : usual(program, "ca.pem", ca_path);
    credentials = credentials != NULL ? credentials : usual(program, "netrc", credentials_path);
    *out = (struct net_options){.ca_file = ca_file,
                                .netrc = credentials,
                                .times = NET_TIMES,
                                .retry = RETRY_POLICY,
                                .clock = &program->clock,
                                .random = &program->random,
                                .wait = sleep_here};
    if (setting("stall", &value)) {
        out->times.stall_s = out->times.connect_s = value;
    }
    if (setting("pause", &value)) {
        out->retry.first_ms = value;
        out->retry.most_ms = value;
    }
    if (ca_file != NULL && access(ca_file, R_OK) != 0) {
        return fail_errno(e, _("Cannot open %s"), ca_file);
    }
    return credentials != NULL ? check_credentials(credentials, e) : ST_OK;
}

bool network_likely(void)
{
    static const char *const PROXIES[] = {"https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"};
    struct ifaddrs *list = NULL;
    long value = 0;
    if (setting("offline", &value)) {
        return false;
    }
    for (size_t i = 0; i < sizeof PROXIES / sizeof PROXIES[0]; i++) {
        const char *proxy = getenv(PROXIES[i]);
        if (proxy != NULL && proxy[0] != '\0') {
            return true;
        }
    }
    bool found = getifaddrs(&list) != 0; /* not known: then it is tried */
    for (const struct ifaddrs *at = list; at != NULL; at = at->ifa_next) {
        const bool up = (at->ifa_flags & IFF_UP) != 0 && (at->ifa_flags & IFF_LOOPBACK) == 0;
        found = found || (up && at->ifa_addr != NULL && (at->ifa_addr->sa_family == AF_INET || at->ifa_addr->sa_family == AF_INET6));
    }
    freeifaddrs(list);
    return found;
}

/* ---- telling ---- */

#define SIZE_TEXT 32

static const char *size_words(int64_t bytes, char out[SIZE_TEXT])
{
    if (bytes < 1000) {
        (void)snprintf(out, SIZE_TEXT, _("%lld bytes"), (long long)bytes);
    } else if (bytes < 1000000) {
        (void)snprintf(out, SIZE_TEXT, "%lld KB", (long long)(bytes + 500) / 1000);
    } else {
        (void)snprintf(out, SIZE_TEXT, "%lld.%lld MB", (long long)bytes / 1000000, (long long)bytes / 100000 % 10);
    }
    return out;
}

void network_words(struct buffer *out, const struct net_progress *progress)
{
    char done[SIZE_TEXT], total[SIZE_TEXT], rate[SIZE_TEXT];
    if (progress->phase == NET_WAITING) {
        const long long seconds = (long long)(progress->wait_ms + 999) / 1000;
        (void)buffer_add_format(out, _("Trying again in %lld s (attempt %d). %s"), seconds, progress->attempt,
                                progress->why != NULL ? progress->why : "");
        return;
    }
    if (progress->total > 0) {
        (void)buffer_add_format(out, _("%d %% of %s"), (int)(progress->done * 100 / progress->total), size_words(progress->total, total));
    } else {
        (void)buffer_add_text(out, size_words(progress->done, done));
    }
    if (progress->rate > 0) {
        (void)buffer_add_format(out, _(", %s/s"), size_words(progress->rate, rate));
    }
}

void network_teller_init(struct network_teller *teller, const char *name)
{
    *teller = (struct network_teller){.name = name, .terminal = isatty(STDERR_FILENO) == 1, .told = -1};
}

/* Into a pipe only what is news: each quarter once, and every wait. */
static bool news(struct network_teller *teller, const struct net_progress *progress)
{
    const int quarter = progress->total > 0 ? (int)(progress->done * QUARTERS / progress->total) : 0;
    if (progress->phase == NET_WAITING) {
        teller->told = -1;
        return true;
    }
    if (progress->total <= 0 || quarter <= teller->told) {
        return false;
    }
    teller->told = quarter;
    return true;
}

bool network_tell(void *context, const struct net_progress *progress)
{
    struct network_teller *teller = context;
    struct buffer words;
    /* Before, nobody has been reached. What comes back is small, a receipt or that there is none: how far it is says nothing. */
    const bool begun = progress->phase == NET_WAITING || (progress->phase == NET_SENDING && progress->done > 0);
    if (!begun || (!teller->terminal && !news(teller, progress))) {
        return true;
    }
    buffer_init(&words, BUFFER_MAX_TEXT);
    network_words(&words, progress);
    const bool waiting = progress->phase == NET_WAITING;
    (void)fprintf(stderr, teller->terminal ? "\r\033[K%s: %s%s" : "%s: %s%s", teller->name, buffer_text(&words),
                  !teller->terminal || waiting ? "\n" : "");
    teller->open = teller->terminal && !waiting;
    (void)fflush(stderr);
    buffer_release(&words);
    return true;
}

void network_told(struct network_teller *teller)
{
    if (teller->open) {
        (void)fputc('\n', stderr);
    }
    teller->open = false;
}
