"""What the API takes and gives. Times are ISO 8601 in UTC."""

from datetime import datetime
from typing import Literal

from ninja import Field, Schema

from hoituu.staff.rules import AbsenceReason


class ConversationOut(Schema):
    id: int
    number: str
    subject: str
    customer: str
    owner_id: int
    turn: str
    channel: str
    latest_at: datetime
    promised_at: datetime | None
    next_step_at: datetime | None
    undelivered: bool


class MessageOut(Schema):
    id: int
    kind: str
    channel: str
    author_id: int | None
    sender: str
    body: str
    at: datetime
    delivery: str
    verdicts: str
    unproven: bool


class PromiseOut(Schema):
    id: int
    text: str
    made_at: datetime
    due_at: datetime
    state: str


class ConversationWhole(Schema):
    id: int
    number: str
    subject: str
    customer_id: int
    customer: str
    owner_id: int
    turn: str
    messages: list[MessageOut]
    promises: list[PromiseOut]


class MergeIn(Schema):
    conversation_id: int = Field(description="Which one becomes part of this one.")


class CoachIn(Schema):
    text: str = Field(max_length=100_000)
    lang: Literal["", "fi", "en"] = Field(default="", description="Empty: told by the text.")
    kind: Literal["", "complaint", "question", "lead", "praise", "callback", "no"] = ""
    min_level: Literal["stop", "think", "hint"] = "think"
    asked: str = Field(default="", max_length=100_000, description="What the customer wrote.")


class HabitIn(Schema):
    name: str = Field(min_length=1, max_length=80)
    language: Literal["fi", "en"]
    says: str = Field(max_length=10_000, description="Words and phrases, one a line.")
    instead: str = Field(min_length=1, max_length=300)
    why: str = Field(min_length=1, max_length=300)
    level: Literal["stop", "think", "hint"] = "think"


class HabitOut(HabitIn):
    id: int


class ToneIn(Schema):
    tone: int = Field(ge=1, le=5, description="From furious (1) to delighted (5).")
    complaint: bool


class ReplyIn(Schema):
    body: str = Field(min_length=1, max_length=100_000)
    to: list[str] = Field(default=[], description="Empty: the customer.")
    cc: list[str] = []
    promise: str = Field("", max_length=300)
    due_at: datetime | None = None
    keeps: list[int] = Field(default=[], description="Promises that this reply keeps.")


class NoteIn(Schema):
    body: str = Field(min_length=1, max_length=100_000)


class PromiseIn(Schema):
    text: str = Field(min_length=1, max_length=300)
    due_at: datetime


class MissedCallIn(Schema):
    caller: str = Field(max_length=40, description="The caller's number.")
    at: datetime = Field(description="When it rang, with an offset.")


class MissedCallOut(Schema):
    conversation: str = Field(description="Its number, such as H-1042.")
    id: int
    opened: bool


class WindowOut(Schema):
    opens: datetime
    closes: datetime


class CallIn(Schema):
    opens: datetime
    closes: datetime
    phone: str = Field(max_length=40)
    tz: str = Field("", max_length=60, description="The customer's own; empty: the business's.")


class CallOut(Schema):
    id: int
    conversation_id: int
    customer: str
    agent_id: int
    opens_at: datetime
    closes_at: datetime
    planned_at: datetime | None
    state: str
    in_danger: bool
    attempts: int


class OfferIn(Schema):
    user_id: int
    sentence: str = Field(min_length=1, max_length=2000, description="For the colleague.")


class PersonOut(Schema):
    id: int
    name: str
    here: bool
    here_at: datetime | None
    until: datetime | None
    stand_ins: list[int]


class StandInsIn(Schema):
    user_ids: list[int]


class AbsenceIn(Schema):
    starts_at: datetime
    ends_at: datetime
    reason: AbsenceReason = AbsenceReason.OTHER


class FeedbackIn(Schema):
    words: str = Field(min_length=1, max_length=5_000)
    mood: Literal[-2, -1, 1, 2] | None = Field(default=None, description="The face, if they said.")


class FeedbackOut(Schema):
    id: int
    source: str
    mood: int | None
    metric: str
    score: int | None
    is_low: bool
    taps: int
    words: str
    step: str
    given_at: datetime
    conversation_id: int | None
    owner: str
    place: str
    cause: str
    change: str
    answer: str
    seen: str = Field(description="Changes when the customer says more.")


class SeenIn(Schema):
    seen: str = Field(max_length=40)


class TextIn(Schema):
    text: str = Field(min_length=1, max_length=500)


class PublicAnswerIn(Schema):
    ids: list[int] = Field(max_length=500)
    said: str = Field(min_length=1, max_length=500, description="What was said, in our words.")
    text: str = Field(min_length=1, max_length=1000)
    language: Literal["fi", "en", "sv"] = "fi"


class SumOut(Schema):
    point_id: int
    name: str
    metric: str
    count: int
    low: int
    low_interval: list[float] = Field(description="Of the share of low ones, 95 % (Wilson).")
    nps: list[float | None] | None = Field(description="Value, low and high, in points.")


class ComplaintOut(Schema):
    conversation_id: int
    customer: str
    owner: str
    subject: str
    opened_at: datetime
    severity: int
    agreed: str


class RemedyIn(Schema):
    kind: Literal["redo", "refund", "credit", "replacement", "gift", "favour"]
    text: str = Field(min_length=1, max_length=300)
    worth_cents: int | None = Field(default=None, ge=0, le=10_000_000)
    days: int = Field(default=3, ge=1, le=60, description="Working days it takes, once chosen.")


class ValueIn(Schema):
    monthly_cents: int | None = Field(ge=0, le=100_000_000)
    since: str = Field(default="", max_length=40)


class Made(Schema):
    id: int


class Refusal(Schema):
    code: str
    message: str


class Full(Refusal):
    nearest: list[WindowOut] = []
