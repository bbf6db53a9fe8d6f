"""Who takes what comes in: the people here, and what waits with each, read once a batch."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from django.db.models import Count

from hoituu.conversations.models import OPEN, Conversation
from hoituu.conversations.rules import ANSWER_WITHIN_MINUTES, Turn, choose_owner, stand_in
from hoituu.staff.models import Business, User
from hoituu.staff.queries import Presence, business, opening_hours, presences, team_members
from hoituu.worktime import NeverOpen

NEVER = datetime.min.replace(tzinfo=UTC)
RECOUNT_AFTER = timedelta(seconds=10)
COUNT_EACH_TIME = 1000


@dataclass
class Waiting:
    """How many wait with each; thousands are counted anew every ten seconds, few each time."""

    counts: dict[int, int] = field(default_factory=dict)
    counted_at: datetime = NEVER

    def count(self, *, now: datetime) -> dict[int, int]:
        """Return how many wait with each person, to be added to as more comes in."""
        many = sum(self.counts.values()) > COUNT_EACH_TIME
        if not many or not timedelta() <= now - self.counted_at < RECOUNT_AFTER:
            theirs = Conversation.objects.filter(OPEN, turn=Turn.OURS).values_list("owner_id")
            self.counts, self.counted_at = dict(theirs.annotate(Count("pk"))), now
        return self.counts


WAITING = Waiting()


@dataclass
class Reception:
    """What a batch of contacts needs to know about the people here, read once."""

    now: datetime
    firm: Business = field(default_factory=business)
    people: list[Presence] = field(default_factory=list)
    waiting: dict[int, int] = field(default_factory=dict)
    teams: dict[int, set[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.people = presences(now=self.now, firm=self.firm)
        self.waiting = WAITING.count(now=self.now)
        self.teams = team_members()
        calendar = opening_hours(self.firm).calendar(now=self.now)
        try:
            self.due_at = calendar.add(self.now, ANSWER_WITHIN_MINUTES)
        except NeverOpen:
            self.due_at = self.now

    def owner_for(self, *, previous_id: int | None, team_id: int | None) -> int:
        """Return who takes this one: somebody of its team who is here in time, else of everybody.

        When nobody is, whoever comes first; an admin when nobody ever comes.
        """
        team = self.teams.get(team_id, set()) if team_id else set()
        in_time = [p for p in self.people if p.here_at is not None and p.here_at <= self.due_at]
        chosen = None
        for people in ([p for p in in_time if p.id in team], in_time, self.people):
            chosen = chosen or choose_owner(
                people, waiting=self.waiting, previous_id=previous_id, due_at=self.due_at
            )
        owner_id = chosen or last_resort()
        self.waiting[owner_id] = self.waiting.get(owner_id, 0) + 1
        return owner_id

    def stand_in_for(
        self, owner_id: int, *, team_id: int | None, chain: Sequence[int], due_at: datetime
    ) -> int | None:
        """Return who has it while its owner is away, None when nobody is ever here."""
        keeper = stand_in(
            self.people,
            owner_id=owner_id,
            chain=chain,
            team=self.teams.get(team_id, set()) if team_id else set(),
            waiting=self.waiting,
            due_at=due_at,
        )
        if keeper is not None and keeper != owner_id:
            self.waiting[keeper] = self.waiting.get(keeper, 0) + 1
        return keeper


def freest_of(roles: Collection[str], *, now: datetime) -> tuple[int, datetime]:
    """Return who of these roles takes something that came now, and by when it is looked at.

    Somebody of another role does when none of them is here in time.
    """
    reception = Reception(now=now)
    reception.people = [p for p in reception.people if p.role in roles] or reception.people
    return reception.owner_for(previous_id=None, team_id=None), reception.due_at


def last_resort() -> int:
    """Return who has it when nobody will ever be here: the first admin still employed."""
    people = User.objects.filter(is_active=True).order_by("role", "pk")
    return people.values_list("pk", flat=True)[0]
