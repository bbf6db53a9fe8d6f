"""What we know about a customer, and contacts that we write down or start ourselves."""

from decimal import Decimal
from tempfile import TemporaryFile

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hoituu.channels.phone.actions import write_down
from hoituu.conversations.actions import ask_to_erase
from hoituu.conversations.models import Conversation
from hoituu.conversations.queries import conversations_of
from hoituu.conversations.rules import (
    Channel,
    NotHere,
    NothingSaid,
    StillOpen,
    check_says_something,
)
from hoituu.customers.actions import add_contact_point, describe_customer, note_export, prefer
from hoituu.customers.models import Customer
from hoituu.customers.queries import customer_row
from hoituu.customers.rules import NotAContactPoint, Preference
from hoituu.desk.forms import CustomerForm, PointForm, PreferForm, StartForm, WriteDownForm, moment
from hoituu.desk.shell import StaffRequest, agents_only, managers_only, posted_id, say_refusal, show
from hoituu.desk.views.composing import signature_of
from hoituu.desk.words import REFUSALS
from hoituu.insight.queries import write_export
from hoituu.promises.actions import start_conversation
from hoituu.promises.queries import promises_of
from hoituu.promises.rules import PromiseNeedsTime
from hoituu.staff.addresses import page_url
from hoituu.staff.queries import business
from hoituu.web.qr import qr_svg


def customer(request: StaffRequest, customer_id: int) -> HttpResponse:
    row = customer_row(get_object_or_404(Customer, pk=customer_id))
    return show(
        request,
        "customer",
        here="customers",
        customer=row,
        rows=conversations_of(customer_id),
        back_to=request.GET.get("conversation", ""),
        customer_form=CustomerForm(
            initial={
                "name": row.name,
                "remember": row.remember,
                "since": row.since,
                "monthly": euros(row.monthly_cents),
            }
        ),
        prefer_form=PreferForm(
            initial={"preference": row.preference, "call_times": row.call_times}
        ),
        point_form=PointForm(),
    )


def euros(cents: int | None) -> Decimal | None:
    return None if cents is None else Decimal(cents).scaleb(-2)


@agents_only
@require_POST
def change(request: StaffRequest, customer_id: int, what: str) -> HttpResponse:
    """Describe a customer, note what they prefer, or add an address."""
    one, now, me = get_object_or_404(Customer, pk=customer_id), timezone.now(), request.user.pk
    forms = {"describe": CustomerForm, "prefer": PreferForm, "add": PointForm}
    if what not in forms:
        raise Http404
    form = forms[what](request.POST)
    if form.is_valid():
        facts = form.cleaned_data
        try:
            if what == "describe":
                describe_customer(one, **facts, actor_id=me, now=now)
            elif what == "prefer":
                prefer(
                    one,
                    preference=Preference(facts["preference"]),
                    call_times=facts["call_times"],
                    actor_id=me,
                    now=now,
                )
            elif add_contact_point(one, text=facts["text"], actor_id=me, now=now) is None:
                messages.error(request, _("Another customer has that address or number."))
        except NotAContactPoint as refusal:
            say_refusal(request, refusal)
    else:
        messages.error(request, _("Something was missing, so nothing was changed."))
    return _back(request, customer_id)


@managers_only
@require_POST
def export(request: StaffRequest, customer_id: int) -> FileResponse:
    """Give all that is stored about a customer as a ZIP, for them to take along."""
    one = get_object_or_404(Customer, pk=customer_id)
    file = TemporaryFile()  # noqa: SIM115  The answer closes it.
    write_export(one.pk, file)
    note_export(one, actor_id=request.user.pk, now=timezone.now())
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"customer-{one.pk}.zip")


@managers_only
@require_POST
def erase(request: StaffRequest, customer_id: int) -> HttpResponse:
    """Have a customer forgotten, once somebody has said that they mean it."""
    one = get_object_or_404(Customer, pk=customer_id)
    if "sure" not in request.POST:
        messages.error(request, _("Tick the box first: what is erased cannot be brought back."))
        return redirect("customer", customer_id)
    try:
        ask_to_erase(one, actor_id=request.user.pk, now=timezone.now())
    except StillOpen as refusal:
        say_refusal(request, refusal)
        return redirect("customer", customer_id)
    messages.success(request, _("Their words, files and addresses are being erased."))
    return redirect("today")


@agents_only
def new(request: StaffRequest) -> HttpResponse:
    """Write down a call or a visit."""
    form = WriteDownForm(request.POST or None)
    if form.is_valid():
        facts = form.cleaned_data
        try:
            received = write_down(
                facts["text"],
                channel=Channel(facts["channel"]),
                name=facts["name"],
                reach=facts["reach"],
                by_id=request.user.pk,
                keeps_it=facts["keeps_it"],
                now=timezone.now(),
            )
        except (NothingSaid, NotAContactPoint) as refusal:
            form.add_error(None, str(REFUSALS[type(refusal)]))
        else:
            return redirect("slip", received.conversation_id)
    return show(request, "new", here="new", form=form)


@agents_only
def slip(request: StaffRequest, conversation_id: int) -> HttpResponse:
    """Show what the customer leaves with: a name and a time, to read aloud or to print."""
    related = Conversation.objects.select_related("customer", "owner")
    one = get_object_or_404(related, pk=conversation_id)
    promised = promises_of(one.pk, now=timezone.now())
    link = page_url(one.pk, business())
    return show(
        request,
        "slip",
        here="new",
        one=one,
        customer=customer_row(one.customer),
        promise=next((p for p in promised if p.state == "open"), None),
        qr=qr_svg(link, label=_("The customer's own page")) if link else "",
    )


@agents_only
def start(request: StaffRequest) -> HttpResponse:
    """Write to somebody first."""
    firm = business()
    signature = signature_of(request.user, None, firm)
    form = StartForm(request.POST or None, initial={"body": f"\n\n{signature}"})
    if form.is_valid():
        facts = form.cleaned_data
        due_at = moment(facts.pop("due_at"), firm) if facts["due_at"] else None
        try:
            check_says_something(facts["body"], signature=signature)
            started = start_conversation(
                **facts, due_at=due_at, author_id=request.user.pk, now=timezone.now()
            )
        except (NotHere, NothingSaid, PromiseNeedsTime) as refusal:
            form.add_error(None, str(REFUSALS[type(refusal)]))
        else:
            return redirect("conversation", started.pk)
    return show(request, "start", here="new", form=form)


def _back(request: StaffRequest, customer_id: int) -> HttpResponse:
    if conversation_id := posted_id(request, "conversation"):
        return redirect("conversation", conversation_id)
    return redirect("customer", customer_id)
