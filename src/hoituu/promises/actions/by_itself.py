"""What the house writes by itself, and when it has written enough."""

from collections.abc import Sequence
from datetime import datetime

from hoituu.promises.queries import written_by_itself
from hoituu.promises.rules import (
    may_acknowledge,
    may_write_by_itself,
)


class Mailed:
    """What automatic mails these customers have had of late, and who may have one more."""

    def __init__(self, customer_ids: Sequence[int], *, now: datetime) -> None:
        self.now = now
        self.mails = written_by_itself(customer_ids, now=now)

    def may_acknowledge(self, address: str) -> bool:
        """Tell whether an address may be acknowledged, and count it if so."""
        before = [at for to, at, acknowledges in self.mails if acknowledges and to == address]
        may = self.may_write(address) and may_acknowledge(before, now=self.now)
        if may:
            self.mails.append((address, self.now, True))
        return may

    def count(self, address: str) -> None:
        """Count one more mail to an address, that acknowledges nothing."""
        self.mails.append((address, self.now, False))

    def may_write(self, address: str) -> bool:
        """Tell whether anything automatic may go to an address."""
        sent = [at for to, at, _ in self.mails if to == address]
        return may_write_by_itself(sent, now=self.now)
