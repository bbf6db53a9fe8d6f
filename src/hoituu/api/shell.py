"""What every operation needs: who asks, what they may, and how a refusal is said."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import NinjaAPI
from ninja.errors import HttpError
from ninja.parser import Parser
from ninja.security import HttpBearer

from hoituu.lib.storable import storable
from hoituu.staff.models import ApiToken
from hoituu.staff.queries import token_for
from hoituu.staff.rules import ANSWERS, Scope


class TokenRequest(HttpRequest):
    """A request that a token let in."""

    auth: ApiToken


class Bearer(HttpBearer):
    def authenticate(self, request: HttpRequest, token: str) -> ApiToken | None:
        return token_for(token)


class Body(Parser):
    """Bodies as they can be stored; what cannot be read is refused with 400."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        told: dict[str, Any] = storable(super().parse_body(request))
        return told


api = NinjaAPI(
    parser=Body(),
    title="Hoituu",
    version="1",
    auth=Bearer(),
    docs_url=None,
    urls_namespace="api",
    description="Conversations, replies, notes, promises, and what is stored about a customer.",
)


def refuse(request: HttpRequest, refusal: Exception):  # type: ignore[no-untyped-def]
    """Answer a refusal with its name and its sentence."""
    sentence = (type(refusal).__doc__ or "").partition("\n")[0].strip()
    return api.create_response(
        request, {"code": type(refusal).__name__, "message": sentence}, status=409
    )


def aware(at: datetime) -> datetime:
    """Return a moment with an offset; one without is refused, since nobody knows whose it is."""
    if at.tzinfo is None:
        raise HttpError(422, "A time needs an offset, as in 2026-03-10T10:00:00+02:00.")
    return at


def allow(request: TokenRequest, scope: Scope, *, manages: bool = False) -> None:
    token = request.auth
    if scope not in token.scopes:
        raise HttpError(403, f"This token does not have the scope {scope}.")
    if scope == Scope.WRITE and token.user.role not in ANSWERS:
        raise HttpError(403, "This person may look, but not answer.")
    if manages and not token.user.manages:
        raise HttpError(403, "This takes the token of a lead or an administrator.")
