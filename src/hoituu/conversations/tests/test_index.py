"""Messages are found as their terms are made now, also those that came before."""

import pytest

from hoituu.conversations import jobs
from hoituu.conversations.models import SearchIndex
from hoituu.conversations.queries import search_conversations
from hoituu.conversations.search import forget_messages, index_messages
from hoituu.conversations.tests.builders import a_conversation

pytestmark = pytest.mark.django_db


def index_all():
    while jobs.index_anew():
        pass


def made_in_another_way(monkeypatch):
    monkeypatch.setattr(jobs, "terms_version", lambda: "another")


def test_what_came_before_is_found_by_the_new_terms(monkeypatch):
    one = a_conversation()
    index_all()
    forget_messages([one.latest_id])
    index_messages([(one.latest_id, ["entinen"])])
    assert search_conversations("pätkii") == []
    made_in_another_way(monkeypatch)
    index_all()
    assert [row.id for row in search_conversations("pätkii")] == [one.pk]
    assert [row.id for row in search_conversations("Virtanen")] == [one.pk]


def test_it_is_done_once_and_goes_on_where_it_stopped(monkeypatch):
    ones = [a_conversation(sender=f"{n}@asiakas.example") for n in range(3)]
    index_all()
    made_in_another_way(monkeypatch)
    monkeypatch.setattr(jobs, "AT_ONCE", 1)
    assert jobs.index_anew() is True
    assert SearchIndex.objects.get().below == ones[-1].latest_id
    index_all()
    assert SearchIndex.objects.get().below is None
    assert jobs.index_anew() is False


def test_nothing_to_index_is_done_at_once():
    assert jobs.index_anew() is False
    assert SearchIndex.objects.get().below is None
