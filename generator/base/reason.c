/* reason: see reason.h. */
#include "base/reason.h"
#include "base/arena.h"
#include <errno.h>
#include <string.h>

/* Before each of the two; no name and no number of ours begins with it. */
#define MARK '\x1F'
#define MARK_TEXT "\x1F"

/* What people meet; the rest is said in English, and called that. */
static const struct {
    int err;
    const char *nb;
} norwegian[] = {
    {EPERM, "det er ikke tillatt"},
    {ENOENT, "det finnes ingen slik fil eller mappe"},
    {EINTR, "det ble avbrutt"},
    {EIO, "feil ved lesing eller skriving"},
    {ENXIO, "enheten finnes ikke"},
    {EBADF, "fila er ikke åpen for dette"},
    {EAGAIN, "systemet har ikke flere å gi akkurat nå"},
    {ENOMEM, "det er ikke mer minne"},
    {EACCES, "ingen tilgang"},
    {EBUSY, "det er i bruk"},
    {EEXIST, "det finnes fra før"},
    {EXDEV, "det ligger på to forskjellige disker"},
    {ENODEV, "enheten finnes ikke"},
    {ENOTDIR, "det er ikke en mappe"},
    {EISDIR, "det er en mappe"},
    {EINVAL, "ugyldig verdi"},
    {ENFILE, "for mange åpne filer på maskinen"},
    {EMFILE, "for mange åpne filer"},
    {ETXTBSY, "fila kjører"},
    {EFBIG, "fila er for stor"},
    {ENOSPC, "det er ikke mer plass"},
    {EROFS, "disken kan bare leses"},
    {EMLINK, "for mange lenker"},
    {EPIPE, "mottakeren er borte"},
    {ENAMETOOLONG, "navnet er for langt"},
    {ENOSYS, "systemet kan ikke dette"},
    {ENOTEMPTY, "mappa er ikke tom"},
    {ELOOP, "for mange symbolske lenker etter hverandre"},
    {EOVERFLOW, "verdien er for stor"},
    {EOPNOTSUPP, "disken kan ikke dette"},
    {EAFNOSUPPORT, "maskinen har ikke adresser av dette slaget"},
    {EADDRINUSE, "adressen er i bruk"},
    {EADDRNOTAVAIL, "adressen er ikke en av maskinens egne"},
    {ENETDOWN, "nettet er nede"},
    {ENETUNREACH, "nettet kan ikke nås"},
    {ECONNRESET, "forbindelsen ble brutt"},
    {ENOBUFS, "det er ikke mer plass i minnet til nettet"},
    {ENOTCONN, "det er ingen forbindelse"},
    {ETIMEDOUT, "det kom ikke noe svar"},
    {ECONNREFUSED, "forbindelsen ble avvist"},
    {EHOSTDOWN, "maskinen i den andre enden er nede"},
    {EHOSTUNREACH, "maskinen i den andre enden kan ikke nås"},
    {ESTALE, "fila på nettverksdisken er borte"},
    {EDQUOT, "dere har brukt opp plassen dere har fått"},
};

struct str reason(struct str en, struct str nb, struct arena *a)
{
    return STR_CAT(a, STR(MARK_TEXT), en, STR(MARK_TEXT), nb);
}

struct str reason_of(int err, struct arena *a)
{
    const char *words = strerrordesc_np(err);
    struct str en = str_of(words ? words : "unknown error");
    for (size_t i = 0; i < sizeof norwegian / sizeof *norwegian; i++)
        if (norwegian[i].err == err) return reason(en, str_of(norwegian[i].nb), a);
    return reason(en, STR_CAT(a, STR("på engelsk: "), en), a);
}

struct str reason_in(struct str s, enum language l)
{
    if (!s.len || s.ptr[0] != MARK) return s;
    struct str rest = str_from(s, 1), en = str_cut(&rest, MARK);
    return l == LANGUAGE_NB && rest.ptr ? rest : en;
}
