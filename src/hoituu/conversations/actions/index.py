"""The index of search terms is to be made anew."""

from datetime import datetime

from django.db.models import Max

from hoituu.conversations.models import Message, SearchIndex
from hoituu.journal.actions import write
from hoituu.journal.transactions import atomic


@atomic
def turn_index(*, version: str, now: datetime) -> None:
    """Note that terms are made in this way from now on: messages so far are to be indexed anew."""
    index = SearchIndex.objects.filter(pk=1).first()
    if index is not None and index.version == version:
        return
    latest = Message.objects.aggregate(latest=Max("pk"))["latest"]
    SearchIndex.objects.update_or_create(
        pk=1, defaults={"version": version, "below": latest and latest + 1}
    )
    write("search.turned", now=now)
