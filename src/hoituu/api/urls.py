"""The API's addresses. Tokens guard them, not the sign-in of people."""

from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, URLResolver

from hoituu.api.views import api


def _guarded_by_tokens(pattern: URLPattern | URLResolver) -> URLPattern | URLResolver:
    pattern.callback = login_not_required(pattern.callback)
    return pattern


_patterns, app_name, namespace = api.urls
urlpatterns = [_guarded_by_tokens(pattern) for pattern in _patterns]
