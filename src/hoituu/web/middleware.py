"""What every answer carries, and in which language a page speaks."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

Next = Callable[[HttpRequest], HttpResponse]

# No inline script or style anywhere. Pictures as data: are the QR codes of the second factor.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'"
)
CHOSEN = "hoituu_lang"


def safe_headers(get_response: Next) -> Next:
    """Send the content security policy and its companions with every page."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("Referrer-Policy", "same-origin")
        response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=()"
        )
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return answer


def speak_their_language(get_response: Next) -> Next:
    """Speak the language of the person signed in, else the one chosen, else the browser's."""
    ours = {code for code, _ in settings.LANGUAGES}

    def answer(request: HttpRequest) -> HttpResponse:
        chosen = request.GET.get("lang") or request.COOKIES.get(CHOSEN, "")
        if request.user.is_authenticated:
            chosen = request.user.language
        elif chosen not in ours:
            chosen = translation.get_language_from_request(request)
        with translation.override(chosen):
            response = get_response(request)
            if hasattr(response, "render") and not getattr(response, "is_rendered", True):
                response.render()
        response.headers.setdefault("Content-Language", chosen)
        if request.GET.get("lang") in ours and not request.user.is_authenticated:
            response.set_cookie(CHOSEN, chosen, max_age=31536000, samesite="Lax", httponly=True)
        return response

    return answer
