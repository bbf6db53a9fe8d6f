"""For those who watch the server: does it live, and can it do its work?"""

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse

from hoituu.channels.email.drop import ask
from hoituu.site.config import read_config


@login_not_required
def healthz(request: HttpRequest) -> JsonResponse:
    """Tell that this process answers."""
    return JsonResponse({"ok": True})


@login_not_required
def readyz(request: HttpRequest) -> JsonResponse:
    """Tell whether the database answers and the worker's socket listens."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        database = True
    except DatabaseError:
        database = False
    answer = ask({"do": "ping"}, data=read_config().data) or {}
    worker = bool(answer.get("worker"))
    ready = database and worker
    return JsonResponse(
        {"ok": ready, "database": database, "worker": worker}, status=200 if ready else 503
    )
