#include "command/merge_stamp.h"

#include <string.h>

/* FAT and exFAT keep 10 ms or 2 s, sftp and old file systems seconds: a time between these is finer. */
#define COARSE_NS 10000000
#define SETTLED_SECONDS 2

bool merge_stamp(const struct stat *about, uint8_t out[STAMP_BYTES])
{
    const int64_t parts[] = {(int64_t)about->st_ino,          (int64_t)about->st_size,        (int64_t)about->st_mtim.tv_sec,
                             (int64_t)about->st_mtim.tv_nsec, (int64_t)about->st_ctim.tv_sec, (int64_t)about->st_ctim.tv_nsec};
    uint8_t digest[SHA256_BYTES];
    if (about->st_ctim.tv_nsec % COARSE_NS == 0) {
        return false;
    }
    sha256_bytes(parts, sizeof parts, digest);
    /* The second half: the first one is how the digest of a file with these very bytes begins, which stands in the same table. */
    memcpy(out, digest + sizeof digest - STAMP_BYTES, STAMP_BYTES);
    return true;
}

bool merge_stamp_settled(const struct stat *about, int64_t now)
{
    const int64_t changed = about->st_ctim.tv_sec > about->st_mtim.tv_sec ? about->st_ctim.tv_sec : about->st_mtim.tv_sec;
    return changed < now - SETTLED_SECONDS;
}
