"""Where the outside world reaches us."""

from urllib.parse import urlsplit

from django.conf import settings

from hoituu.lib.tokens import BadToken, seal, unseal
from hoituu.staff.models import Business, User

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


def feed_url(user: User, firm: Business) -> str:
    """Return the address from which a person's own calendar program reads when they are here."""
    token = seal(user.pk, purpose=_feed_of(user), key=settings.HOITUU_KEY)
    return f"{base_url(firm)}/calendar/{token}.ics"


def whose_feed(token: str) -> User | None:
    """Return whose calendar a token opens, None for nobody who works here."""
    digits = token.partition(".")[0]
    pk = int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 19 else 0
    user = User.objects.filter(pk=pk, is_active=True).first()
    if user is None:
        return None
    try:
        unseal(token, purpose=_feed_of(user), key=settings.HOITUU_KEY)
    except BadToken:
        return None
    return user


def _feed_of(user: User) -> str:
    return f"calendar {user.feed_no}"


def say_path(point_id: int) -> str:
    """Return the path of a place where we ask how it went."""
    return f"/say/{seal(point_id, purpose='point', key=settings.HOITUU_KEY)}/"
