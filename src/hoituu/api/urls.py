"""The API's addresses. Tokens guard them, not the sign-in of people."""

from django.contrib.auth.decorators import login_not_required

from hoituu.api.views import api

urlpatterns, app_name, namespace = api.urls
for pattern in urlpatterns:
    pattern.callback = login_not_required(pattern.callback)  # type: ignore[type-var]
