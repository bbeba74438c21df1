/* What a key costs at the least: reads one byte from the terminal, puts a file of the given size in place of another one as a draft is
 * saved (temporary file, fsync, rename, fsync of the directory), and writes as many bytes as a repaint did. usage: FILE BYTES REPAINT */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static int save(const char *path, const char *bytes, size_t n)
{
    char temporary[4096];
    if (snprintf(temporary, sizeof temporary, "%s.new", path) >= (int)sizeof temporary) {
        return 1;
    }
    const int fd = open(temporary, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (fd < 0 || write(fd, bytes, n) != (ssize_t)n || fsync(fd) != 0 || close(fd) != 0 || rename(temporary, path) != 0) {
        return 1;
    }
    *strrchr(temporary, '/') = '\0'; /* path is absolute */
    const int directory = open(temporary, O_RDONLY | O_DIRECTORY);
    const int failed = directory < 0 || fsync(directory) != 0;
    return close(directory) != 0 || failed;
}

int main(int argc, char **argv)
{
    if (argc != 4) {
        return 2;
    }
    const size_t file = strtoul(argv[2], NULL, 10);
    const size_t repaint = strtoul(argv[3], NULL, 10);
    char *bytes = malloc(file + repaint + 1);
    struct termios modes;
    if (bytes == NULL || tcgetattr(0, &modes) != 0) {
        return 4;
    }
    memset(bytes, 'x', file + repaint + 1);
    cfmakeraw(&modes);
    if (tcsetattr(0, TCSANOW, &modes) != 0 || write(1, "ready", 5) != 5) {
        return 4;
    }
    char key;
    while (read(0, &key, 1) == 1 && key != 'q') {
        if (save(argv[1], bytes, file) != 0 || write(1, bytes, repaint) != (ssize_t)repaint) {
            return 4;
        }
    }
    free(bytes);
    return 0;
}
