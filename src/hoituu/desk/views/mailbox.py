"""The demo's other side: the mails as customers get them, and their answers."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from hoituu.channels.email.mailbox import answer_as_customer, letter_named, letters_in
from hoituu.channels.email.smtp import Refused, TryLater
from hoituu.desk.forms import MailboxAnswerForm
from hoituu.desk.shell import StaffRequest, show
from hoituu.staff.queries import business


def index(request: StaffRequest) -> HttpResponse:
    _demo_only()
    rows = letters_in(settings.HOITUU_DATA)
    return show(request, "mailbox", here="mailbox", rows=rows)


def letter(request: StaffRequest, name: str) -> HttpResponse:
    """Show one mail, and answer it as the customer who got it."""
    _demo_only()
    row = letter_named(settings.HOITUU_DATA, name)
    if row is None:
        raise Http404
    form = MailboxAnswerForm(request.POST or None)
    if form.is_valid():
        try:
            answer_as_customer(row, body=form.cleaned_data["body"], now=timezone.now())
        except (Refused, TryLater):
            messages.error(request, _("The demo's mail server did not take it. Try again."))
        else:
            messages.success(request, _("Sent. In a moment it is on the desk."))
            return redirect("mailbox")
    return show(request, "mailbox_letter", here="mailbox", row=row, form=form)


def _demo_only() -> None:
    if not business().demo:
        raise Http404
