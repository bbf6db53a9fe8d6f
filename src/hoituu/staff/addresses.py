"""Where the outside world reaches us."""

from urllib.parse import urlsplit

from django.conf import settings

from hoituu.lib.tokens import seal
from hoituu.staff.models import Business

THIS_MACHINE = {"localhost", "127.0.0.1", "::1", "0.0.0.0", ""}  # noqa: S104  Compared, not bound.


def base_url(firm: Business) -> str:
    """Return our public address without a slash at its end; a setting wins over the page."""
    return (settings.HOITUU_BASE_URL or firm.base_url or settings.HOITUU_OWN_URL).rstrip("/")


def is_public(firm: Business) -> bool:
    """Tell whether a customer could open a link to us; in the demo everybody is on this machine."""
    return bool(firm.demo) or (urlsplit(base_url(firm)).hostname or "") not in THIS_MACHINE


def page_path(conversation_id: int) -> str:
    """Return the path of a customer's own page."""
    return f"/my/{seal(conversation_id, purpose='page', key=settings.HOITUU_KEY)}/"


def page_url(conversation_id: int, firm: Business) -> str:
    """Return the address of a customer's own page, or "" while nobody outside could open it."""
    return base_url(firm) + page_path(conversation_id) if is_public(firm) else ""
