"""What every page of the desk has around it, and how a refusal becomes a sentence."""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.utils import timezone

from hoituu.channels.email.queries import mail_cannot_leave
from hoituu.conversations.queries import count_open
from hoituu.desk import words
from hoituu.desk.rows import draw_rows
from hoituu.desk.words import REFUSALS
from hoituu.staff.models import Business, User
from hoituu.staff.queries import business, presence_of_user
from hoituu.staff.rules import ANSWERS, MANAGES_PEOPLE
from hoituu.web.times import Times

DIGITS = re.compile(r"[0-9]{1,18}")
View = Callable[..., HttpResponseBase]


class StaffRequest(HttpRequest):
    """A request that LoginRequiredMiddleware let in, so somebody made it."""

    user: User


def show(
    request: "StaffRequest", name: str, *, here: str = "", status: int = 200, **facts: Any
) -> TemplateResponse:
    """Return a page of the desk: its own facts, and those of the frame around it."""
    firm: Business = facts.pop("firm", None) or business()
    now = facts.pop("now", None) or timezone.now()
    frame = {
        "firm": firm,
        "times": Times(now, ZoneInfo(firm.tz)),
        "me": request.user,
        "presence": presence_of_user(request.user, firm, now=now),
        "here": here,
        "words": words,
        "draw_rows": draw_rows,
        "open_count": count_open(owner_id=request.user.pk or 0),
        "mail_stuck": mail_cannot_leave(),
    }
    return TemplateResponse(request, f"desk/{name}.html", {**frame, **facts}, status=status)


def posted_ids(request: HttpRequest, name: str) -> list[int]:
    """Return the ids that a form sent by this name; what is no id is left out."""
    return [int(pk) for pk in request.POST.getlist(name) if DIGITS.fullmatch(pk)]


def posted_id(request: HttpRequest, name: str) -> int:
    """Return the id that a form sent, 0 for none."""
    return next(iter(posted_ids(request, name)), 0)


def say_refusal(request: HttpRequest, refusal: Exception) -> None:
    """Show a refusal as its sentence on the next page."""
    messages.error(request, str(REFUSALS[type(refusal)]))


def agents_only(view: View) -> View:
    """Let in who serves customers; a viewer only looks."""

    @wraps(view)
    def guarded(request: StaffRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.role not in ANSWERS:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


def managers_only(view: View) -> View:
    """Let in leads and admins."""

    @wraps(view)
    def guarded(request: StaffRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.role not in MANAGES_PEOPLE:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded
