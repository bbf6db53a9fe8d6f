"""A conversation as its customer sees it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from hoituu.conversations.models import Conversation, Message
from hoituu.conversations.queries import Holder, holder_at
from hoituu.conversations.rules import MessageKind
from hoituu.lib.names import first_name
from hoituu.promises.queries import LedgerRow
from hoituu.promises.rules import State


@dataclass(frozen=True, slots=True)
class Step:
    code: str  # told, taken, goes_on, said, promised, late, done, confirmed
    at: datetime | None
    name: str = ""
    text: str = ""
    ahead: bool = False


def story_of(
    one: Conversation,
    messages: Sequence[Message],
    promised: Sequence[LedgerRow],
    holders: Sequence[Holder],
) -> list[Step]:
    """Return what happened and what is still to come, in order; `holders` are who had it when."""
    first, *later = holders
    steps = [Step("taken", one.opened_at, first.name)]
    steps += [Step("goes_on", holder.since, holder.name) for holder in later]
    for message in messages:
        if message.kind == MessageKind.CONTACT:
            steps.append(Step("told", message.at, text=message.shown or message.body))
        elif message.author is not None:
            steps.append(Step("said", message.at, first_name(message.author.name), message.body))
    if one.resolved_at:
        steps.append(Step("done", one.resolved_at, holder_at(holders, one.resolved_at).name))
    if one.confirmed_at:
        steps.append(Step("confirmed", one.confirmed_at))
    steps.sort(key=lambda step: (step.at or one.opened_at, step.code != "told"))
    for promise in promised:
        if promise.state in {State.OPEN, State.BROKEN}:
            code = "late" if promise.state == State.BROKEN else "promised"
            owner = first_name(one.owner.name)
            steps.append(Step(code, promise.due_at, owner, promise.text, ahead=True))
    return steps
