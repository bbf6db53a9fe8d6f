"""What a person reads when a page cannot be shown."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that the form is too old: nothing that was written is lost when one goes back."""
    return _page(
        request,
        403,
        _("This page had been open for too long"),
        _("Go back, load the page again and send once more. What you wrote is still there."),
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(
        request,
        404,
        _("This page is not here"),
        _("The link may be old or cut short. Check that it is whole."),
    )


def server_error(request: HttpRequest) -> HttpResponse:
    return _page(
        request,
        500,
        _("Something went wrong on our side"),
        _("We are sorry. Please try again in a moment."),
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(
        request, 403, _("This page is not for you"), _("Ask an administrator if you need it.")
    )


def _page(request: HttpRequest, status: int, title: str, text: str) -> HttpResponse:
    page = TemplateResponse(
        request, "web/error.html", {"title": title, "text": text}, status=status
    )
    return page.render()
