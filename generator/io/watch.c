/* watch: see watch.h. */
#include "io/watch_private.h"
#include "base/reason.h"
#include <errno.h>
#include <linux/magic.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/vfs.h>
#include <time.h>
#include <unistd.h>

/* Not all of these stand in linux/magic.h. */
#define SMB1_MAGIC 0xFF534D42u
#define SMB2_MAGIC 0xFE534D42u
#define VBOXSF_MAGIC 0x786F4256u

enum { LOST = 1000, SHARE = 10 }; /* ms between looks for a top folder; looks take a tenth */

struct watch {
    struct watch_options o;
    struct walk walk;
    struct burst burst;
    int64_t first, last; /* events since it was quiet last, in ms; first 0: none */
    bool stale;          /* which folders there are must be looked up */
    int64_t next;        /* the next look, or the next search for a top folder; 0: none */
    int trouble;         /* why there are no events: errno */
};

/* Milliseconds, never 0. */
static int64_t now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000 + 1;
}

static void changed(struct watch *w)
{
    w->last = now();
    if (!w->first) w->first = w->last;
}

static void settle(struct watch *w)
{
    w->first = 0;
    w->burst.len = 0;
    w->burst.many = false;
}

/* ---- With events ----------------------------------------------------------------------------- */

static void take_event(struct watch *w, const struct inotify_event *e)
{
    const struct watched *in = walk_find(&w->walk, e->wd);
    struct str name = e->len ? str_of(e->name) : STR("");
    if (e->mask & IN_Q_OVERFLOW) {
        w->stale = w->burst.many = true;
        changed(w);
        return;
    }
    if (!in || e->mask & IN_IGNORED) return;
    if (e->mask & (IN_DELETE_SELF | IN_MOVE_SELF | IN_UNMOUNT)) {
        w->stale = true;
        if (in->top >= 0) changed(w); /* another folder's is told by the one above */
        return;
    }
    if (!name.len || !walk_counts(&w->walk, in->top, name)) return;
    if (e->mask & IN_ISDIR) w->stale = w->burst.many = true;
    enum burst_event what = e->mask & (IN_DELETE | IN_MOVED_FROM) ? BURST_GONE
                            : e->mask & IN_CREATE                 ? BURST_MADE
                            : e->mask & IN_MOVED_TO               ? BURST_PLACED
                                                                  : BURST_WHOLE;
    burst_add(&w->burst, e->wd, name, what);
    changed(w);
}

static void take_events(struct watch *w)
{
    _Alignas(struct inotify_event) char bytes[16 << 10];
    for (int pieces = 0; pieces < 64; pieces++) { /* others want to be heard, too */
        ssize_t n = read(w->walk.fd, bytes, sizeof bytes);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return;
        for (const char *at = bytes; at < bytes + n;) {
            const struct inotify_event *e = (const void *)at;
            take_event(w, e);
            at += sizeof *e + e->len;
        }
    }
}

/* When it will have been quiet for long enough. */
static int64_t quiet_at(const struct watch *w)
{
    bool whole = !w->stale && burst_is_whole(&w->burst);
    int64_t quiet = w->last + (whole ? WATCH_SHORT : WATCH_LONG), most = w->first + WATCH_MOST;
    return quiet < most ? quiet : most;
}

static void start_looks(struct watch *w)
{
    if (w->walk.fd >= 0) close(w->walk.fd);
    walk_free(&w->walk);
    w->walk.o = &w->o;
    walk_run(&w->walk);
    w->next = now() + w->o.look;
}

/* Which folders there are. Where there are more than the system lets us watch, it is looked from
 * now on. */
static void walk_again(struct watch *w)
{
    walk_run(&w->walk);
    w->stale = false;
    w->next = w->walk.partial ? now() + LOST : 0;
    if (!w->walk.trouble) return;
    w->trouble = w->walk.trouble;
    start_looks(w);
}

static bool run_events(struct watch *w)
{
    take_events(w);
    int64_t at = now();
    if (w->next && at >= w->next) { /* has the top folder come back? */
        walk_again(w);
        if (w->walk.fresh) changed(w);
    }
    if (!w->first || at < quiet_at(w)) return false;
    if (w->stale) {
        walk_again(w);
        /* Somebody may still be filling the folder that has come. */
        if (w->walk.fresh && at < w->first + WATCH_MOST) {
            w->last = at;
            w->burst.many = true;
            return false;
        }
    }
    settle(w);
    return true;
}

/* ---- Without --------------------------------------------------------------------------------- */

static bool run_looks(struct watch *w)
{
    int64_t begun = now();
    uint64_t before = w->walk.sum;
    if (begun < w->next) return false;
    walk_run(&w->walk);
    int64_t took = now() - begun, pause = took * (SHARE - 1);
    bool differs = w->walk.sum != before;
    if (differs) changed(w);
    int64_t wanted = differs ? WATCH_LONG : w->o.look;
    w->next = begun + took + (pause > wanted ? pause : wanted);
    if (!w->first || (differs && begun < w->first + WATCH_MOST)) return false;
    settle(w);
    return true;
}

/* ---- The contract ---------------------------------------------------------------------------- */

/* Others may write to it, and this system does not hear of that. */
static bool is_remote(const char *path)
{
    struct statfs fs;
    if (statfs(path, &fs) < 0) return false;
    switch ((uint32_t)fs.f_type) {
    case NFS_SUPER_MAGIC:
    case SMB_SUPER_MAGIC:
    case SMB1_MAGIC:
    case SMB2_MAGIC:
    case AFS_SUPER_MAGIC:
    case V9FS_MAGIC:
    case VBOXSF_MAGIC:
        return true;
    default:
        return false;
    }
}

struct watch *watch_open(const struct watch_options *o, struct arena *a, struct diags *d)
{
    struct watch *w = arena_new(a, struct watch, 1);
    bool looks = o->poll;
    *w = (struct watch){.o = *o, .walk = {.fd = -1}};
    w->walk.o = &w->o;
    if (!w->o.look) w->o.look = WATCH_LOOK;
    for (size_t i = 0; i < o->ntops; i++)
        looks = looks || is_remote(o->tops[i].path);
    if (looks) {
        start_looks(w);
        return w;
    }
    w->walk.fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (w->walk.fd >= 0) {
        walk_again(w);
    } else {
        w->trouble = errno;
        start_looks(w);
    }
    if (w->trouble) diag(d, DIAG_SERVE_NO_EVENTS, (struct pos){0}, reason_of(w->trouble, d->arena));
    return w;
}

int watch_fd(const struct watch *w)
{
    return w->walk.fd;
}

bool watch_looks(const struct watch *w)
{
    return w->walk.fd < 0;
}

bool watch_stirs(const struct watch *w)
{
    return w->first > 0;
}

int watch_timeout(const struct watch *w)
{
    int64_t at = w->next;
    if (w->walk.fd >= 0 && w->first && (!at || quiet_at(w) < at)) at = quiet_at(w);
    if (!at) return -1;
    int64_t left = at - now();
    return left > 0 ? (int)left : 0;
}

bool watch_run(struct watch *w)
{
    return watch_looks(w) ? run_looks(w) : run_events(w);
}

void watch_close(struct watch *w)
{
    if (!w) return;
    if (w->walk.fd >= 0) close(w->walk.fd);
    walk_free(&w->walk);
}
