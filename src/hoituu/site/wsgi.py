"""The serving process: the web, and in one of them the worker, the socket and the lock."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hoituu.site.settings")

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()

if os.environ.get("HOITUU_SERVING"):
    from hoituu.site.serving import begin

    begin()
