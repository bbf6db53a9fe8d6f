"""Did a mail come from whom it says? What our own mail server found out (RFC 8601), never the sender.

Anybody can write an Authentication-Results header. Only that with the name of the business's own
server counts, and that server removes those with its name which come from outside (section 5).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

COMMENT = re.compile(r"\([^()]*\)")
QUOTED = re.compile(r'"(?:[^"\\]|\\.){0,1000}"')  # an address may hold anything in quotes
SERVER = re.compile(r"\s*\"?([^\s;/\"]+)")
RESULT = re.compile(r"\s*([a-z0-9-]+)(?:/\d+)?\s*=\s*([a-z]+)", re.IGNORECASE)
# Whose domain was looked at (RFC 8601, section 2.7): that of the envelope, or of the signature.
DOMAIN = re.compile(
    r"\b(?:smtp\.mailfrom|smtp\.mail|header\.d|header\.i)\s*=\s*([^\s;]+)", re.IGNORECASE
)
METHODS = ("spf", "dkim", "dmarc")
FAILED = {"fail", "softfail", "temperror", "permerror"}
LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the server found by each method: "pass", "fail", "none", …; "" when it did not look."""

    spf: str = ""
    dkim: str = ""
    dmarc: str = ""
    # Whether something that passed speaks for the domain of the sender the reader sees.
    aligned: bool = True

    @property
    def failed(self) -> bool:
        """Tell whether the sender is not proven to be who they say.

        DMARC decides where it does (RFC 7489). Without it SPF or DKIM must have passed for the
        sender's domain if either failed: a forwarded mail fails SPF, and many a list breaks DKIM.
        """
        if self.dmarc in {"pass", "fail"}:
            return self.dmarc == "fail"
        looked = {self.spf, self.dkim}
        return bool(looked & FAILED) and not ("pass" in looked and self.aligned)

    def __str__(self) -> str:
        found = ((method, getattr(self, method)) for method in METHODS)
        return " ".join(f"{method}={result}" for method, result in found if result)


def verdict_of(headers: Sequence[str], *, server: str, sender: str = "") -> Verdict:
    """Return what `server` found; `headers` are the Authentication-Results as they came.

    Only the topmost header with its name: those below came with the mail. Of several signatures
    one that passed is enough. Without a name of a server nothing counts. `sender` is the address
    the reader sees: a stranger's own domain passing says nothing about it.
    """
    found: dict[str, str] = {}
    speaks_for = []
    for method, result, domain in _results(headers, server=server):
        if method not in found or (method == "dkim" and result == "pass"):
            found[method] = result
        if result == "pass":
            speaks_for.append(not domain or not sender or _aligned(domain, sender))
    return Verdict(**found, aligned=any(speaks_for) or not speaks_for)


def servers_in(headers: Sequence[str]) -> list[str]:
    """Return which servers say that they looked, the last to do so first."""
    names = [found[1].lower() for found in map(SERVER.match, map(_plain, headers)) if found]
    return list(dict.fromkeys(names))


def _results(headers: Sequence[str], *, server: str) -> Iterator[tuple[str, str, str]]:
    """Yield method, result and the domain that was looked at, "" where none is named."""
    for header in map(_plain, headers):
        name = SERVER.match(header)
        if server and name and name[1].lower() == server.strip().lower():
            for one in QUOTED.sub(" ", header).split(";")[1:]:
                result, domain = RESULT.match(one), DOMAIN.search(one)
                if result and result[1].lower() in METHODS:
                    yield result[1].lower(), result[2].lower(), _domain(domain[1] if domain else "")
            return


def _aligned(domain: str, sender: str) -> bool:
    """Tell whether one is the other's domain or under it: relaxed alignment (RFC 7489, 3.1)."""
    other = _domain(sender)
    return domain == other or domain.endswith(f".{other}") or other.endswith(f".{domain}")


def _domain(address: str) -> str:
    return address.rpartition("@")[2].strip("<>.").lower()


def _plain(header: str) -> str:
    return COMMENT.sub(" ", header[:LONGEST])
