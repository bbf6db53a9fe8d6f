"""Lists of conversations, one conversation, and what is done to it without words."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hoituu.callbacks.queries import callback_of
from hoituu.channels.email.queries import our_addresses
from hoituu.conversations.actions import (
    decline,
    offer_to,
    resolve,
    see,
    send_again,
    settle_writer,
    unmark_spam,
    wait_on_other,
)
from hoituu.conversations.blobs import BlobMissing, open_blob
from hoituu.conversations.models import Conversation, Message, Template
from hoituu.conversations.queries import (
    attachment_for,
    closed_rows,
    conversations_of,
    draft_of,
    has_seen,
    latest_contact,
    open_groups,
    parts_of,
    search_conversations,
)
from hoituu.conversations.rules import (
    OPEN_TURNS,
    MessageKind,
    NoSuchMove,
    NotHere,
    NothingSaid,
    PromiseStillOpen,
    ResolvedBy,
    TakenMeanwhile,
    Turn,
)
from hoituu.customers.queries import CustomerRow, customer_row, email_of
from hoituu.desk.forms import AcceptForm, AssessForm, CauseForm, GiveForm, RemedyForm
from hoituu.desk.queries import (
    Item,
    coached,
    laid_out,
    left_number,
    list_version,
    sound_of,
    timeline,
    track,
)
from hoituu.desk.shell import StaffRequest, agents_only, posted_id, say_refusal, show
from hoituu.desk.views.composing import offers_in, signature_of, suggested
from hoituu.lib.filetypes import FIRST_BYTES, type_of
from hoituu.promises.actions import put_into_spam, take_over
from hoituu.promises.queries import LedgerRow, promises_of
from hoituu.recovery import words as recovery_words
from hoituu.recovery.queries import causes, offers_asked_for, recovery_of, recovery_view
from hoituu.recovery.rules import weigh
from hoituu.staff.addresses import page_url
from hoituu.staff.models import Business
from hoituu.staff.queries import Presence, business, home_zone, presence_of, presences

SHOWS = ("mine", "all", "resolved", "spam")
REFUSED = (NoSuchMove, NotHere, NothingSaid, PromiseStillOpen, TakenMeanwhile)


def index(request: StaffRequest) -> HttpResponse:
    return show(request, "conversations", here="conversations", **_list(request))


def live_list(request: StaffRequest) -> HttpResponse:
    """Answer the poll of an open list: nothing at all while nothing has changed."""
    listed = _list(request)
    if request.GET.get("since") == listed["since"]:
        return HttpResponse(status=204)
    return show(request, "list_live", here="conversations", **listed)


def conversation(request: StaffRequest, conversation_id: int) -> HttpResponse:
    now = timezone.now()
    one = _get(conversation_id)
    if one.merged_into_id:
        return redirect("conversation", one.merged_into_id)
    if not has_seen(one, request.user.pk):
        see(one, by_id=request.user.pk, now=now)
    return show_conversation(request, one)


def show_conversation(
    request: StaffRequest, one: Conversation, *, status: int = 200, **forms: Any
) -> HttpResponse:
    """Show a conversation; `forms` are what was filled in beside it and could not be taken."""
    now = timezone.now()
    return show(
        request,
        "conversation",
        here="conversations",
        now=now,
        status=status,
        **_list(request),
        **(_facts(request, one, now=now) | forms),
    )


def live_thread(request: StaffRequest, conversation_id: int) -> HttpResponse:
    """Answer the poll of an open conversation: its thread again when something has come."""
    one = _get(conversation_id)
    latest = one.messages.order_by("-pk").values_list("pk", "delivery")[:3]
    if request.GET.get("since") == _version(one, latest):
        return HttpResponse(status=204)
    return show(request, "thread", **_facts(request, one, now=timezone.now()))


def search(request: StaffRequest) -> HttpResponse:
    query = request.GET.get("q", "").strip()[:200]
    rows = search_conversations(query) if query else []
    return show(request, "search", here="search", query=query, rows=rows)


@agents_only
@require_POST
def act(request: StaffRequest, conversation_id: int, what: str) -> HttpResponse:
    """Take, resolve, wait, mark as spam or bring back: one press, one action."""
    one, now, me = _get(conversation_id), timezone.now(), request.user.pk
    try:
        if what == "take":
            take_over(one, by_id=me, from_id=posted_id(request, "from") or None, now=now)
        elif what == "decline":
            decline(one, by_id=me, now=now)
            messages.success(request, _("It stays with who has it now."))
        elif what == "resolve":
            resolve(one, by=ResolvedBy.PERSON, actor_id=me, now=now)
            messages.success(request, _("Marked as taken care of. The customer can still confirm."))
        elif what == "wait":
            wait_on_other(one, actor_id=me, now=now)
            messages.success(request, _("Noted: this waits on somebody else."))
        elif what == "spam":
            put_into_spam(one, actor_id=me, now=now)
            messages.success(request, _("Marked as spam. The sender hears nothing from us."))
        elif what == "unspam":
            unmark_spam(one, actor_id=me, now=now)
            messages.success(request, _("Not spam after all: it waits for an answer again."))
        else:
            raise Http404
    except REFUSED as refusal:
        say_refusal(request, refusal)
    return redirect("conversation", conversation_id)


@agents_only
@require_POST
def writer(request: StaffRequest, message_id: int, what: str) -> HttpResponse:
    """Say whether a message is from whom we know by its number, or from somebody else."""
    full = Message.objects.select_related("conversation")
    message = get_object_or_404(full, pk=message_id)
    if what not in {"same", "other"}:
        raise Http404
    settle_writer(message, is_customer=what == "same", by_id=request.user.pk, now=timezone.now())
    return redirect("conversation", message.conversation_id)


@agents_only
def give(request: StaffRequest, conversation_id: int) -> HttpResponse:
    """Hand over to a colleague who is here in time; the conversation opens this in its side."""
    one, now = _get(conversation_id), timezone.now()
    form = GiveForm(request.POST or None, people=_in_time(one, now=now))
    if form.is_valid():
        try:
            offer_to(one, **form.cleaned_data, by_id=request.user.pk, now=now)
        except REFUSED as refusal:
            say_refusal(request, refusal)
        else:
            messages.success(
                request,
                _("Offered. You have it until they take it, so that nothing falls between."),
            )
        return redirect("conversation", conversation_id)
    return show(request, "give", here="conversations", one=one, form=form, now=now)


@agents_only
@require_POST
def resend(request: StaffRequest, message_id: int) -> HttpResponse:
    message = get_object_or_404(Message, pk=message_id)
    to = email_of(message.conversation.customer) if message.kind != MessageKind.FORWARD else ""
    send_again(message, actor_id=request.user.pk, to=[to] if to else message.to, now=timezone.now())
    return redirect("conversation", message.conversation_id)


def message_html(request: HttpRequest, message_id: int) -> HttpResponse:
    """Show a mail's own HTML in a frame that can do nothing: no script, no forms.

    Pictures that came with it are shown; others are fetched only when somebody asked for them,
    since the sender then knows that it was read.
    """
    message = get_object_or_404(Message.objects.exclude(html=""), pk=message_id)
    page = HttpResponse(
        f'<!doctype html><meta charset="utf-8"><base target="_blank">{laid_out(message)}'
    )
    pictures = "data: https: http:" if "pictures" in request.GET else "data:"
    page["Content-Security-Policy"] = (
        f"default-src 'none'; img-src {pictures}; sandbox allow-popups; frame-ancestors 'self'"
    )
    page["Referrer-Policy"] = "no-referrer"
    return page


def attachment(request: HttpRequest, attachment_id: int) -> FileResponse:
    """Give an attachment as a download, never to be shown or run by the browser."""
    one = attachment_for(attachment_id)
    if one is None:
        raise Http404
    try:
        content = open_blob(one.sha256)
    except BlobMissing:
        raise Http404 from None
    kind = type_of(content.read(FIRST_BYTES))
    content.seek(0)
    file = FileResponse(content, as_attachment=True, filename=one.name, content_type=kind)
    file["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return file


def _get(conversation_id: int) -> Conversation:
    related = Conversation.objects.select_related("customer", "owner", "team", "offered_to")
    return get_object_or_404(related, pk=conversation_id)


def _chosen(request: HttpRequest) -> str:
    chosen = request.GET.get("show", "mine")
    return chosen if chosen in SHOWS else "mine"


def _list(request: StaffRequest) -> dict[str, Any]:
    chosen = _chosen(request)
    closed = {"resolved": Turn.RESOLVED, "spam": Turn.SPAM}.get(chosen)
    owner_id = request.user.pk if chosen == "mine" else None
    now = timezone.now()
    groups = {"closed": closed_rows(closed)} if closed else open_groups(owner_id=owner_id, now=now)
    return {"chosen": chosen, "groups": groups, "since": list_version(groups, now=now)}


def _facts(request: StaffRequest, one: Conversation, *, now: datetime) -> dict[str, Any]:
    firm, mine = business(), one.owner_id == request.user.pk
    promised, contact = promises_of(one.pk, now=now), latest_contact(one.pk)
    draft = draft_of(one.pk, request.user.pk)
    customer = customer_row(one.customer)
    items = timeline(one, theirs=customer.emails)
    return {
        "firm": firm,
        "one": one,
        "version": _version(one, [(i.id, i.delivery) for i in items if i.id]),
        "is_open": one.turn in OPEN_TURNS,
        "mine": mine,
        "offered_to": one.offered_to,
        "owner_presence": None if mine else presence_of(one.owner_id, now=now),
        "customer": customer,
        "items": items,
        "answering": _answering(one, items),
        "track": track(one, promised),
        "promised": promised,
        "call": callback_of(one.pk),
        "draft": draft,
        **(_to_answer_with(request, one, items, customer, firm) if mine else {}),
        "offered": offers_in(draft, request.user) if mine else [],
        "coached": coached(draft, to=request.user) if mine else None,
        "sound": sound_of(contact) if mine else None,
        "left_number": left_number(contact),
        **_complaint(one, contact, promised, now=now),
        "others": conversations_of(one.customer_id, besides=one.pk)[:6],
        "parts": parts_of(one.pk),
        "page_link": page_url(one.pk, firm),
    }


def _complaint(
    one: Conversation,
    contact: Message | None,
    promised: Sequence[LedgerRow],
    *,
    now: datetime,
) -> dict[str, Any]:
    """Return what stands beside a conversation in which the customer complains."""
    recovery = recovery_of(one.pk)
    today = now.astimezone(home_zone()).date()
    asked = offers_asked_for(contact, one.customer, today=today)
    facts: dict[str, Any] = {"asked_offers": asked, "complaint": None}
    if recovery is None or recovery.dismissed_at is not None:
        return facts
    complaint = recovery_view(recovery, promised, now=now)
    initial = {"severity": complaint.severity.value, "lost_cents": complaint.lost_cents}
    return facts | {
        "complaint": complaint,
        "complaint_words": recovery_words,
        "weigh": weigh,
        "causes": causes(),
        "assess_form": AssessForm(initial=initial),
        "cause_form": CauseForm(initial={"name": complaint.cause}),
        "offer_form": RemedyForm(),
        "accept_form": AcceptForm(),
    }


def _in_time(one: Conversation, *, now: datetime) -> list[Presence]:
    """Return the colleagues who are here before the next step is due."""
    latest = max(one.next_step_at or now, now)
    return [
        p
        for p in presences(now=now)
        if p.id != one.owner_id and p.here_at is not None and (p.here or p.here_at <= latest)
    ]


def _answering(one: Conversation, items: Sequence[Item]) -> int | None:
    """Return the message that waits for our answer: the customer's latest, while it is our turn."""
    if one.turn != Turn.OURS:
        return None
    return next((item.id for item in reversed(items) if item.kind == "contact"), None)


def _to_answer_with(
    request: StaffRequest,
    one: Conversation,
    items: Sequence[Item],
    customer: CustomerRow,
    firm: Business,
) -> dict[str, Any]:
    """Return what only the owner's composer shows."""
    return {
        "suggested": suggested(one, items, customer=customer.email, ours=our_addresses()),
        "signature": signature_of(request.user, one, firm),
        "templates": list(Template.objects.filter(language=one.language).order_by("name")),
    }


def _version(one: Conversation, messages: Iterable[tuple[int, str]]) -> str:
    """Return a word that changes when the thread may have: (id, delivery) of its messages."""
    latest = "-".join(f"{pk}{delivery}" for pk, delivery in sorted(messages)[-3:])
    return f"{one.turn}-{one.owner_id}-{one.open_promises}-{latest}"
