"""Removing the demo: its folder goes, and the server with it."""

import os
import shutil
import signal
import threading
import time
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hoituu.staff.queries import business
from hoituu.staff.rules import Role

ANSWER_FIRST_SECONDS = 1.0


@require_POST
def remove(request: HttpRequest) -> HttpResponse:
    """Say goodbye, then delete the demo's folder and stop. There is no demo in real data."""
    if not business().demo or getattr(request.user, "role", "") != Role.ADMIN:
        raise Http404
    threading.Thread(target=_remove_and_stop, name="remove", daemon=True).start()
    text = _("Thank you for having a look. Start your own with ./hoituu start.")
    return render(request, "web/error.html", {"title": _("The demo is gone"), "text": text})


def _remove_and_stop() -> None:
    time.sleep(ANSWER_FIRST_SECONDS)
    remove_folder(Path(settings.HOITUU_DATA))
    parent = os.environ.get("HOITUU_SERVING", "")
    if parent:
        os.kill(int(parent), signal.SIGTERM)


def remove_folder(data: Path) -> None:
    """Delete a folder; renamed first, so that half of it is never taken for a whole one."""
    gone = data.with_name(f".{data.name}-removed-{os.getpid()}")
    data.rename(gone)
    shutil.rmtree(gone, ignore_errors=True)
