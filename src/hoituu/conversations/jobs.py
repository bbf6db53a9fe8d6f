"""What the clock does to conversations: messages are indexed anew when their terms are made anew."""

from django.utils import timezone

from hoituu.conversations.actions import turn_index
from hoituu.conversations.queries import messages_to_index
from hoituu.conversations.search import index_again
from hoituu.language import search_terms, terms_version

AT_ONCE = 100


def index_anew() -> bool:
    """Index the next hundred messages again, the newest first; True while there are any.

    Search terms change with the dictionary that is found, and with what we learn about Finnish.
    """
    version = terms_version()
    turn_index(version=version, now=timezone.now())
    found = messages_to_index(limit=AT_ONCE)
    if found is None:
        return False
    terms = [(row.id, search_terms(row.text, row.language)) for row in found]  # before any lock
    index_again(terms, version=version)
    return True
