"""Writing: a draft that is kept, sent with ten seconds to undo, and promises beside it."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hoituu.conversations.actions import (
    attach,
    detach,
    discard_draft,
    save_draft,
    send_draft,
    stop_draft,
    undo_draft,
)
from hoituu.conversations.blobs import put_blob
from hoituu.conversations.models import Attachment, Conversation, WrittenDraft
from hoituu.conversations.queries import asked_by_us
from hoituu.conversations.rules import (
    ANSWER_WITHIN_MINUTES,
    Attached,
    Channel,
    MessageKind,
    NobodyToTell,
    NothingSaid,
    NotYours,
    SomethingNew,
    check_says_something,
    reply_to_all,
)
from hoituu.desk.forms import ComposeForm, TimeForm, address_in, moment
from hoituu.desk.queries import Item, coached
from hoituu.desk.shell import StaffRequest, agents_only, posted_ids, say_refusal, show
from hoituu.language import language_of
from hoituu.lib.names import first_name
from hoituu.lib.storable import storable
from hoituu.promises.actions import (
    keep_promise,
    release_promise,
    renegotiate_promise,
    tell_new_time,
)
from hoituu.promises.found import Offer, offers, read_offers
from hoituu.promises.models import Promise
from hoituu.promises.rules import PromiseNeedsTime, give_word
from hoituu.staff.models import Business, User
from hoituu.staff.queries import business, opening_hours, presence_of_user
from hoituu.wording.actions import leave_as_it_is, use_better_words
from hoituu.wording.queries import codes

SLOT = re.compile(r"\[[^\W\d_][^\]\n]{0,40}\]")  # "[aika]": of a ready text, or a suggestion
LARGEST_FILE = 25 * 1024 * 1024
KINDS = {
    "answer": (MessageKind.ANSWER, Channel.EMAIL),
    "call": (MessageKind.ANSWER, Channel.PHONE),
    "note": (MessageKind.NOTE, Channel.EMAIL),
    "forward": (MessageKind.FORWARD, Channel.EMAIL),
}
REFUSED = (NotYours, NothingSaid, SomethingNew, PromiseNeedsTime)


@agents_only
@require_POST
def write(request: StaffRequest, conversation_id: int) -> HttpResponse:
    """Keep what is written, and send it when Send was pressed."""
    conversation = get_object_or_404(Conversation, pk=conversation_id)
    form = ComposeForm(request.POST)
    if not form.is_valid():
        body = storable(request.POST.get("body", "").replace("\r\n", "\n"))
        save_draft(conversation, author_id=request.user.pk, body=body, now=timezone.now())
        messages.error(request, _("The time was not understood. What you wrote is kept."))
        return redirect("conversation", conversation_id)
    draft = _keep(request, conversation, form)
    for file in request.FILES.getlist("files"):
        _attach(request, draft, file)
    _take_remarks(request, draft)
    if "send" in request.POST:
        _send(request, draft, form)
    if request.headers.get("Accept", "").startswith("application/json"):
        offered = offers_in(draft, request.user)
        found = show(request, "found", offered=offered, draft=draft).rendered_content
        said = coached(draft, to=request.user)
        whispered = show(request, "coached", coached=said, one=conversation).rendered_content
        kept = {"kept_at": timezone.now().isoformat(), "found": found, "coached": whispered}
        return JsonResponse(kept)
    return redirect("conversation", conversation_id)


@agents_only
@require_POST
def undo(request: StaffRequest, conversation_id: int) -> HttpResponse:
    draft = _mine(request, conversation_id)
    if draft is None or not undo_draft(draft, now=timezone.now()):
        messages.error(request, _("It has gone already."))
    return redirect("conversation", conversation_id)


@agents_only
@require_POST
def discard(request: StaffRequest, conversation_id: int) -> HttpResponse:
    draft = _mine(request, conversation_id)
    if draft is not None and draft.goes_at is None:
        discard_draft(draft, now=timezone.now())
    return redirect("conversation", conversation_id)


@agents_only
@require_POST
def take_off(request: StaffRequest, attachment_id: int) -> HttpResponse:
    mine = Attachment.objects.select_related("draft").filter(draft__author_id=request.user.pk)
    one = get_object_or_404(mine, pk=attachment_id)
    detach(one, now=timezone.now())
    return redirect("conversation", one.draft.conversation_id if one.draft else 0)


@agents_only
@require_POST
def settle_promise(request: StaffRequest, promise_id: int, what: str) -> HttpResponse:
    """Keep a promise, release it with the customer, or agree on or tell them a new time."""
    promise = get_object_or_404(Promise.objects.select_related("conversation"), pk=promise_id)
    now, me = timezone.now(), request.user.pk
    try:
        if what == "keep":
            keep_promise(promise, actor_id=me, now=now)
        elif what == "release":
            release_promise(promise, actor_id=me, now=now)
        elif what == "tell":
            tell_new_time(promise, due_at=_new_time(request), by_id=me, now=now)
            messages.success(request, _("The customer hears of the new time from you now."))
        else:
            renegotiate_promise(
                promise, due_at=_new_time(request), customer_told_at=now, actor_id=me, now=now
            )
    except (PromiseNeedsTime, NotYours, NobodyToTell) as refusal:
        say_refusal(request, refusal)
    return redirect("conversation", promise.conversation_id)


def _new_time(request: HttpRequest) -> datetime | None:
    form = TimeForm(request.POST)
    return moment(form.cleaned_data["due_at"], business()) if form.is_valid() else None


def offers_in(draft: WrittenDraft | None, writer: User) -> list[Offer]:
    """Return the promises that an answer to a customer makes, to be written down with it."""
    if draft is None or draft.kind != MessageKind.ANSWER or not draft.body.strip():
        return []
    now, firm = timezone.now(), business()
    presence = presence_of_user(writer, firm, now=now)
    hours = opening_hours(firm).calendar(now=now)
    return offers(
        draft.body,
        language_of(draft.body, prior=draft.conversation.language),
        here=presence.calendar if presence else hours,
        open_hours=hours,
        minutes=ANSWER_WITHIN_MINUTES,
        now=now,
    )


def suggested(
    conversation: Conversation, items: Sequence[Item], *, customer: str, ours: Iterable[str]
) -> dict[str, list[str]]:
    """Return whom an answer goes to: the customer, and with copies to all who were copied.

    Not whom somebody copied who may not be the customer at all.
    """
    asked = asked_by_us(conversation.pk)
    theirs = [i for i in items if i.kind == MessageKind.CONTACT and i.sender not in asked]
    if theirs and theirs[-1].is_doubtful:
        return {"to": [], "cc": []}  # It may be somebody else than whom we know by that number.
    last = theirs[-1] if theirs and not theirs[-1].unproven else None
    to, cc = reply_to_all(
        sender=customer,
        to=[],
        cc=[*(last.to if last else []), *(last.cc if last else [])],
        ours=[*ours, *asked],
    )
    return {"to": to, "cc": cc}


def signature_of(person: User, conversation: Conversation | None, firm: Business) -> str:
    """Return what stands under an answer: the person's own words, else name and team or firm."""
    if person.signature:
        return person.signature
    team = conversation.team if conversation else None
    below = team.signature if team and team.signature else firm.name
    return f"{first_name(person.name)}\n{below}"


def _keep(request: StaffRequest, conversation: Conversation, form: ComposeForm) -> WrittenDraft:
    facts = form.cleaned_data
    kind, channel = KINDS[facts["kind"]]
    body, now = facts["body"].replace("\r\n", "\n"), timezone.now()
    found = read_offers(request.POST.getlist("found"), text=body, now=now)
    return save_draft(
        conversation,
        author_id=request.user.pk,
        kind=kind,
        channel=channel,
        body=body,
        to=form.addresses("to"),
        cc=form.addresses("cc"),
        promise=facts["promise"],
        promise_due_at=moment(facts["due_at"], business()) if facts["due_at"] else None,
        keeps=posted_ids(request, "keeps"),
        found=[[said, at.isoformat()] for said, at in found],
        resolves=facts["resolves"],
        seen_id=facts["seen_id"],
        now=now,
    )


def _take_remarks(request: StaffRequest, draft: WrittenDraft) -> None:
    """Leave remarks as they are, and put the coach's words in a sentence's place, as was asked."""
    now = timezone.now()
    if used := set(request.POST.getlist("used")):  # in the browser, of which this is the echo
        for habit in sorted(used & codes()):
            use_better_words(habit, now=now)
    leaves, uses = request.POST.getlist("leave"), request.POST.getlist("use")
    said = coached(draft, to=request.user) if leaves or uses else None
    for remark in said.remarks if said else ():
        if remark.mark in leaves:
            leave_as_it_is(draft, habit=remark.habit, mark=remark.mark, now=now)
    for remark in said.remarks if said else ():
        if remark.mark in uses and remark.used_in(draft.body) != draft.body:
            draft.body = remark.used_in(draft.body)
            save_draft(draft.conversation, author_id=draft.author_id, body=draft.body, now=now)
            use_better_words(remark.habit, now=now)
            break  # What stood after it stands elsewhere now.


def _send(request: StaffRequest, draft: WrittenDraft, form: ComposeForm) -> None:
    now = timezone.now()
    if draft.channel == Channel.EMAIL and draft.kind != MessageKind.NOTE:
        wrong = [a for a in [*draft.to, *draft.cc] if not address_in(a)]
        if wrong:
            said = _("This is not an address, so nothing was sent: %(addresses)s.")
            messages.error(request, said % {"addresses": ", ".join(wrong)})
            return
    try:
        signature = signature_of(request.user, draft.conversation, business())
        check_says_something(draft.body, signature=signature)
        if draft.promise or draft.promise_due_at:
            give_word(made_at=now, due_at=draft.promise_due_at)
        asks = _asks_for_a_look(request, draft)
        if asks and "coached" not in request.POST:
            stop_draft(draft, reason=asks, now=now)  # One more click: never a block.
            return
        send_draft(draft, anyway=form.cleaned_data["anyway"], now=now)
    except REFUSED as refusal:
        say_refusal(request, refusal)


def _asks_for_a_look(request: StaffRequest, draft: WrittenDraft) -> str:
    """Return why an answer should be looked at once more before it leaves, "" for nothing."""
    if draft.kind != MessageKind.ANSWER:
        return ""
    if SLOT.search(draft.body):
        return "SlotLeft"
    whispered = coached(draft, to=request.user)
    return "Coached" if whispered and whispered.stops else ""


def _attach(request: HttpRequest, draft: WrittenDraft, file: "UploadedFile[bytes]") -> None:
    if (file.size or 0) > LARGEST_FILE:
        messages.error(
            request, _("%(name)s is over 25 MB. Send a link instead.") % {"name": file.name}
        )
        return
    content = file.read()
    stored = Attached(
        file.name or "file",
        file.content_type or "application/octet-stream",
        len(content),
        put_blob(content),
    )
    attach(draft, file=stored, now=timezone.now())


def _mine(request: StaffRequest, conversation_id: int) -> WrittenDraft | None:
    return WrittenDraft.objects.filter(
        conversation_id=conversation_id, author_id=request.user.pk
    ).first()
