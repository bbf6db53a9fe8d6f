import threading
import time

from hoituu.web.turns import PAGES, give_way


def waited(at_most: float) -> float:
    """Return how long another thread gave way."""
    took = []

    def work():
        began = time.monotonic()
        give_way(at_most=at_most)
        took.append(time.monotonic() - began)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    return took[0]


def test_work_waits_while_a_page_is_made_but_not_for_ever():
    with PAGES.one():
        assert waited(0.05) >= 0.05
    assert waited(5) < 5


def test_a_page_that_writes_does_not_wait_for_itself():
    with PAGES.one():
        began = time.monotonic()
        give_way(at_most=5)
        assert time.monotonic() - began < 5


def test_when_the_page_is_done_the_work_goes_on():
    def page():
        with PAGES.one():
            time.sleep(0.05)

    making = threading.Thread(target=page)
    making.start()
    assert waited(5) < 5
    making.join()
    assert not PAGES.others_wait
