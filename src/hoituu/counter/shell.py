"""What every public page has around it, and whose page a link opens."""

from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone

from hoituu.conversations.models import Conversation
from hoituu.conversations.rules import Turn
from hoituu.lib.tokens import BadToken, unseal
from hoituu.staff.queries import business
from hoituu.web.middleware import CHOSEN
from hoituu.web.times import Times

FORMS_AN_HOUR = 60


@dataclass(frozen=True)
class Visit:
    """A customer's own page, and what is needed to show or change it."""

    conversation: Conversation
    token: str

    def language(self, request: HttpRequest) -> str:
        """Return the language they chose, else that of what they wrote."""
        return chosen_language(request) or self.conversation.language


def visit_of(token: str) -> Visit:
    """Return whose page a token opens; a conversation that went into another opens that."""
    try:
        pk = unseal(token, purpose="page", key=settings.HOITUU_KEY)
    except BadToken:
        raise Http404 from None
    related = Conversation.objects.select_related("customer", "owner")
    one = get_object_or_404(related, pk=pk)
    if one.merged_into_id:
        one = get_object_or_404(related, pk=one.merged_into_id)
    if one.turn == Turn.SPAM:
        raise Http404
    return Visit(one, token)


def chosen_language(request: HttpRequest, *, kept: bool = True) -> str:
    """Return the language that was chosen, "" for none; where others come after, none is `kept`."""
    chosen = request.GET.get("lang") or (request.COOKIES.get(CHOSEN, "") if kept else "")
    return chosen if chosen in dict(settings.LANGUAGES) else ""


def show(request: HttpRequest, name: str, *, status: int = 200, **facts: Any) -> TemplateResponse:
    """Return a public page: its own facts, and those of the frame around it."""
    firm = business()
    now = facts.pop("now", None) or timezone.now()
    times = facts.pop("times", None) or Times(now, ZoneInfo(firm.tz))
    frame = {"firm": firm, "times": times, "languages": settings.LANGUAGES}
    return TemplateResponse(request, f"counter/{name}.html", {**frame, **facts}, status=status)


def is_one_of_many(request: HttpRequest) -> bool:
    """Tell whether very many forms come from one address: all are kept, but none is mailed to."""
    key = f"form:{_address(request)}"
    cache.add(key, 0, timeout=3600)
    return bool(cache.incr(key) > FORMS_AN_HOUR)


def _address(request: HttpRequest) -> str:
    """Return where a request came from; behind our proxies, what the last of them saw."""
    hops: int = settings.HOITUU_TRUSTED_PROXIES
    forwarded: list[str] = [
        h.strip() for h in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    ]
    if hops and len(forwarded) >= hops:
        return forwarded[-hops]
    return str(request.META.get("REMOTE_ADDR", ""))
