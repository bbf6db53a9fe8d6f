"""Where each page is."""

from django.urls import include, path

from hoituu.site import health
from hoituu.site.demo import removing
from hoituu.web import errors

urlpatterns = [
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    path("account/", include("allauth.account.urls")),
    path("account/2fa/", include("allauth.mfa.urls")),
    path("api/v1/", include(("hoituu.api.urls", "ninja"), namespace="api")),
    path("demo/remove/", removing.remove),
    path("", include("hoituu.counter.urls")),
    path("", include("hoituu.desk.urls")),
]
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error
