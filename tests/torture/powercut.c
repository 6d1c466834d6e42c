/* Writes down what a program does to the files of one folder, in the order in which it does it.
 *
 * Loaded before the C library (LD_PRELOAD) of a program whose environment names the folder in
 * POWERCUT_FOLDER and the log in POWERCUT_LOG. Each entry of the log is
 *
 *     kind, one byte; fd, offset or size, lengths of path, second path and data, each 8 bytes,
 *     little end first; then the two paths and the data.
 *
 * Where the environment has POWERCUT_FAIL, a number, the call that would be written down as that
 * entry (from 1, closing not counted) fails with an error of the disk; with POWERCUT_EVER, all from
 * there on do. The file of acknowledgements is spared.
 *
 * Kinds: o opened (data: "c" where it was made, "t" where it was emptied), w written, t cut to a
 * size, s brought to the disk, c closed, r renamed, u unlinked, m folder made, d folder removed,
 * f made to fail, x something that is not understood: whoever reads the log gives up there.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

#define FDS 4096
static char watched[FDS];
static int journal = -1;
static const char *folder;
static long calls, fail_at, ever;

__attribute__((constructor)) static void begin(void) {
    folder = getenv("POWERCUT_FOLDER");
    const char *path = getenv("POWERCUT_LOG");
    if (folder && path)
        journal = syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (getenv("POWERCUT_FAIL")) fail_at = atol(getenv("POWERCUT_FAIL"));
    ever = getenv("POWERCUT_EVER") != NULL;
}

static void tell(char kind, int64_t fd, int64_t at, const char *path, const char *other,
                 const void *data, size_t size) {
    if (journal < 0) return;
    int64_t head[5] = {fd, at, path ? strlen(path) : 0, other ? strlen(other) : 0, size};
    size_t all = 1 + sizeof head + head[2] + head[3] + size, n = 0;
    char *entry = malloc(all);
    entry[n++] = kind;
    memcpy(entry + n, head, sizeof head), n += sizeof head;
    if (path) memcpy(entry + n, path, head[2]), n += head[2];
    if (other) memcpy(entry + n, other, head[3]), n += head[3];
    if (size) memcpy(entry + n, data, size);
    if (syscall(SYS_write, journal, entry, all) != (ssize_t)all) abort();
    free(entry);
}

/* Whether this call is to fail; then errno says how. */
static int fails(void) {
    calls++;
    if (!fail_at || calls < fail_at || (calls > fail_at && !ever)) return 0;
    tell('f', 0, 0, NULL, NULL, NULL, 0);
    errno = EIO;
    return 1;
}

/* Returns the whole path in a buffer of PATH_MAX, or NULL where it is not in the folder. */
static const char *inside(int at, const char *path, char *whole) {
    if (!folder || journal < 0 || !path) return NULL;
    if (path[0] == '/') {
        snprintf(whole, PATH_MAX, "%s", path);
    } else {
        char link[64], base[PATH_MAX / 2];
        ssize_t size;
        if (at == AT_FDCWD) snprintf(link, sizeof link, "/proc/self/cwd");
        else snprintf(link, sizeof link, "/proc/self/fd/%d", at);
        size = syscall(SYS_readlinkat, AT_FDCWD, link, base, sizeof base - 1);
        if (size < 0) return NULL;
        base[size] = 0;
        snprintf(whole, PATH_MAX, "%s/%s", base, path);
    }
    size_t length = strlen(folder);
    return strncmp(whole, folder, length) == 0 && whole[length] == '/' ? whole : NULL;
}

static int opened(int at, const char *path, int flags, mode_t mode) {
    char whole[PATH_MAX];
    const char *own = inside(at, path, whole);
    struct stat before;
    int there = own && fstatat(at, path, &before, 0) == 0;
    int spared = own && strstr(own, "/acknowledged");
    if (own && !spared && fails()) return -1;
    int fd = syscall(SYS_openat, at, path, flags, mode);
    if (own && fd >= 0 && fd < FDS) {
        watched[fd] = spared ? 2 : 1;
        int made = !there && (flags & O_CREAT), emptied = there && (flags & O_TRUNC);
        tell('o', fd, 0, own, NULL, made ? "c" : emptied ? "t" : "", made || emptied);
    } else if (own && fd >= FDS) {
        tell('x', fd, 0, own, NULL, NULL, 0);
    }
    return fd;
}

#define MODE(flags)                                                                     \
    mode_t mode = 0;                                                                    \
    if ((flags) & (O_CREAT | __O_TMPFILE)) {                                            \
        va_list more;                                                                   \
        va_start(more, flags);                                                          \
        mode = va_arg(more, mode_t);                                                    \
        va_end(more);                                                                   \
    }

int open(const char *path, int flags, ...) { MODE(flags) return opened(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE(flags) return opened(AT_FDCWD, path, flags, mode); }
int openat(int at, const char *path, int flags, ...) { MODE(flags) return opened(at, path, flags, mode); }
int openat64(int at, const char *path, int flags, ...) { MODE(flags) return opened(at, path, flags, mode); }
int creat(const char *path, mode_t mode) {
    return opened(AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode);
}

static int own(int fd) { return fd >= 0 && fd < FDS && watched[fd]; }
static int broken(int fd) { return own(fd) && watched[fd] == 1 && fails(); }

int close(int fd) {
    if (own(fd)) {
        watched[fd] = 0;
        tell('c', fd, 0, NULL, NULL, NULL, 0);
    }
    return syscall(SYS_close, fd);
}

ssize_t write(int fd, const void *data, size_t size) {
    off_t at = 0;
    if (own(fd)) {
        int flags = fcntl(fd, F_GETFL);
        at = lseek(fd, 0, flags & O_APPEND ? SEEK_END : SEEK_CUR);
    }
    if (broken(fd)) return -1;
    ssize_t done = syscall(SYS_write, fd, data, size);
    if (own(fd) && done > 0) tell('w', fd, at, NULL, NULL, data, done);
    return done;
}

static ssize_t placed(int fd, const void *data, size_t size, off_t at) {
    if (broken(fd)) return -1;
    ssize_t done = syscall(SYS_pwrite64, fd, data, size, at);
    if (own(fd) && done > 0) tell('w', fd, at, NULL, NULL, data, done);
    return done;
}
ssize_t pwrite(int fd, const void *data, size_t size, off_t at) { return placed(fd, data, size, at); }
ssize_t pwrite64(int fd, const void *data, size_t size, off64_t at) { return placed(fd, data, size, at); }

static int cut(int fd, off_t size) {
    if (broken(fd)) return -1;
    int done = syscall(SYS_ftruncate, fd, size);
    if (own(fd) && done == 0) tell('t', fd, size, NULL, NULL, NULL, 0);
    return done;
}
int ftruncate(int fd, off_t size) { return cut(fd, size); }
int ftruncate64(int fd, off64_t size) { return cut(fd, size); }

int fsync(int fd) {
    if (broken(fd)) return -1;
    int done = syscall(SYS_fsync, fd);
    if (own(fd) && done == 0) tell('s', fd, 0, NULL, NULL, NULL, 0);
    return done;
}
int fdatasync(int fd) {
    if (broken(fd)) return -1;
    int done = syscall(SYS_fdatasync, fd);
    if (own(fd) && done == 0) tell('s', fd, 0, NULL, NULL, NULL, 0);
    return done;
}

static int renamed(int at, const char *from, int to_at, const char *to) {
    char one[PATH_MAX], two[PATH_MAX];
    const char *own_one = inside(at, from, one), *own_two = inside(to_at, to, two);
    if ((own_one || own_two) && fails()) return -1;
    int done = syscall(SYS_renameat2, at, from, to_at, to, 0);
    if (done == 0 && own_one && own_two) tell('r', 0, 0, own_one, own_two, NULL, 0);
    else if (done == 0 && (own_one || own_two)) tell('x', 0, 0, own_one, own_two, NULL, 0);
    return done;
}
int rename(const char *from, const char *to) { return renamed(AT_FDCWD, from, AT_FDCWD, to); }
int renameat(int at, const char *from, int to_at, const char *to) { return renamed(at, from, to_at, to); }

static int gone(int at, const char *path, int flags) {
    char whole[PATH_MAX];
    const char *own_path = inside(at, path, whole);
    if (own_path && fails()) return -1;
    int done = syscall(SYS_unlinkat, at, path, flags);
    if (done == 0 && own_path) tell(flags & AT_REMOVEDIR ? 'd' : 'u', 0, 0, own_path, NULL, NULL, 0);
    return done;
}
int unlink(const char *path) { return gone(AT_FDCWD, path, 0); }
int unlinkat(int at, const char *path, int flags) { return gone(at, path, flags); }
int rmdir(const char *path) { return gone(AT_FDCWD, path, AT_REMOVEDIR); }

static int made(int at, const char *path, mode_t mode) {
    char whole[PATH_MAX];
    const char *own_path = inside(at, path, whole);
    if (own_path && fails()) return -1;
    int done = syscall(SYS_mkdirat, at, path, mode);
    if (done == 0 && own_path) tell('m', 0, 0, own_path, NULL, NULL, 0);
    return done;
}
int mkdir(const char *path, mode_t mode) { return made(AT_FDCWD, path, mode); }
int mkdirat(int at, const char *path, mode_t mode) { return made(at, path, mode); }

/* What nobody uses here, and would go by unseen. */
static int unseen(const char *path) {
    char whole[PATH_MAX];
    if (inside(AT_FDCWD, path, whole)) tell('x', 0, 0, whole, NULL, NULL, 0);
    return 0;
}
int link(const char *from, const char *to) {
    return unseen(to), syscall(SYS_linkat, AT_FDCWD, from, AT_FDCWD, to, 0);
}
int symlink(const char *from, const char *to) {
    return unseen(to), syscall(SYS_symlinkat, from, AT_FDCWD, to);
}
int truncate(const char *path, off_t size) { return unseen(path), syscall(SYS_truncate, path, size); }
ssize_t sendfile(int out, int in, off_t *at, size_t size) {
    if (own(out)) tell('x', out, 0, NULL, NULL, NULL, 0);
    return syscall(SYS_sendfile, out, in, at, size);
}
