"""Where each page is."""

from django.urls import include, path

from hoituu.web import errors

urlpatterns = []
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error
