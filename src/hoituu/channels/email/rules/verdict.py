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
RESULT = re.compile(r";\s*([a-z0-9-]+)(?:/\d+)?\s*=\s*([a-z]+)", re.IGNORECASE)
METHODS = ("spf", "dkim", "dmarc")
LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the server found by each method: "pass", "fail", "none", …; "" when it did not look."""

    spf: str = ""
    dkim: str = ""
    dmarc: str = ""

    @property
    def failed(self) -> bool:
        """Tell whether the sender is not proven to be who they say.

        DMARC decides where it does (RFC 7489). Without it SPF or DKIM must have passed if either
        failed: a forwarded mail fails SPF, and a mailing list breaks DKIM.
        """
        if self.dmarc in {"pass", "fail"}:
            return self.dmarc == "fail"
        looked = {self.spf, self.dkim}
        return (
            bool(looked & {"fail", "softfail", "temperror", "permerror"}) and "pass" not in looked
        )

    def __str__(self) -> str:
        found = ((method, getattr(self, method)) for method in METHODS)
        return " ".join(f"{method}={result}" for method, result in found if result)


def verdict_of(headers: Sequence[str], *, server: str) -> Verdict:
    """Return what `server` found; `headers` are the Authentication-Results as they came.

    Only the topmost header with its name: those below came with the mail. Of several signatures
    one that passed is enough. Without a name of a server nothing counts.
    """
    found: dict[str, str] = {}
    for method, result in _results(headers, server=server):
        if method not in found or (method == "dkim" and result == "pass"):
            found[method] = result
    return Verdict(**found)


def servers_in(headers: Sequence[str]) -> list[str]:
    """Return which servers say that they looked, the last to do so first."""
    names = [found[1].lower() for found in map(SERVER.match, map(_plain, headers)) if found]
    return list(dict.fromkeys(names))


def _results(headers: Sequence[str], *, server: str) -> Iterator[tuple[str, str]]:
    for header in map(_plain, headers):
        name = SERVER.match(header)
        if server and name and name[1].lower() == server.strip().lower():
            for method, result in RESULT.findall(QUOTED.sub(" ", header)):
                if method.lower() in METHODS:
                    yield method.lower(), result.lower()
            return


def _plain(header: str) -> str:
    return COMMENT.sub(" ", header[:LONGEST])
