"""The kiosk in a real browser: nobody answers and then somebody does, a child, half written."""

import sqlite3
from contextlib import closing

import pytest

from parts import start, wait_for

pytestmark = pytest.mark.browser
FACES = {"Huonosti": -2, "Olisi voinut mennä paremmin": -1, "Hyvin": 1, "Yli odotusten": 2}


def a_studio(folder, chromium):
    """Start a studio of our own, and find the address of the screen at its till."""
    running = start(folder / "data", "--demo", "studio")
    desk = chromium.new_context()
    page = desk.new_page()
    page.goto(running.sign_in)
    page.goto(f"{running.url}/settings/feedback/")
    running.kiosk = page.locator("article a").first.inner_text()
    desk.close()
    return running


def a_screen(running, chromium):
    """Open the screen in a browser of its own; `said()` are what arrived since."""
    screen = chromium.new_context(locale="fi-FI").new_page()
    screen.goto(running.kiosk)
    before = {row[0] for row in rows(running)}
    screen.said = lambda: [row[1:] for row in rows(running) if row[0] not in before]
    return screen


@pytest.fixture(scope="module")
def studio(tmp_path_factory, chromium):
    running = a_studio(tmp_path_factory.mktemp("kiosk"), chromium)
    yield running
    running.stop()


@pytest.fixture
def kiosk(studio, chromium):
    screen = a_screen(studio, chromium)
    yield screen
    screen.context.close()


def rows(studio):
    said = "SELECT key, mood, words, taps FROM feedback_feedback WHERE point_id = 1 ORDER BY id"
    return asked(studio, said)


def asked(studio, query):
    base = next(studio.data.rglob("hoituu.sqlite3"))
    with closing(sqlite3.connect(f"file:{base}?mode=ro", uri=True)) as database:
        return database.execute(query).fetchall()


def tap(screen, name):
    screen.get_by_role("button", name=name).click()


def test_one_tap_arrives_and_the_faces_come_back_by_themselves(kiosk):
    tap(kiosk, "Hyvin")
    kiosk.get_by_role("heading", name="Kiitos!").wait_for()
    wait_for(lambda: kiosk.said() == [(1, "", 1)])
    kiosk.get_by_role("button", name="Hyvin").wait_for(timeout=15_000)


def test_while_nothing_answers_nothing_is_lost_and_then_nothing_is_doubled(tmp_path, chromium):
    running = a_studio(tmp_path, chromium)
    kiosk = a_screen(running, chromium)
    kiosk.wait_for_selector("html[data-offline-ready]", state="attached")
    kiosk.wait_for_timeout(1_000)
    running.stop()
    for name in FACES:
        tap(kiosk, name)
        kiosk.get_by_role("button", name="Valmis").click()
        kiosk.wait_for_timeout(1_600)  # The next one is another person.
    kiosk.reload()
    tap(kiosk, "Hyvin")
    assert kiosk.said() == []
    again = start(running.data, "--demo", "studio", port=running.port)
    wait_for(lambda: len(kiosk.said()) == 5)
    kiosk.reload()
    kiosk.wait_for_timeout(6_000)
    assert sorted(mood for mood, _, _ in kiosk.said()) == sorted([*FACES.values(), 1])
    kiosk.context.close()
    again.stop()


def test_a_child_that_leans_on_it_counts_once(kiosk):
    tap(kiosk, "Huonosti")
    for _ in range(3):
        kiosk.get_by_role("button", name="Valmis").click()
        tap(kiosk, "Huonosti")
    wait_for(lambda: kiosk.said() == [(-2, "", 4)])


def test_what_was_half_written_arrives_when_somebody_walks_away(kiosk):
    tap(kiosk, "Olisi voinut mennä paremmin")
    kiosk.get_by_label("Mitä tapahtui?").fill("Odotin kauan")
    kiosk.reload()
    wait_for(lambda: kiosk.said() == [(-1, "Odotin kauan", 1)])


def test_a_number_makes_it_a_matter_with_an_owner(kiosk, studio):
    tap(kiosk, "Huonosti")
    kiosk.get_by_label("Mitä tapahtui?").fill("Palelin.")
    kiosk.get_by_label("Numerosi").fill("040 555 7788")
    kiosk.get_by_role("button", name="Valmis").click()
    wait_for(lambda: kiosk.said() == [(-2, "Palelin.", 1)])
    wanted = "SELECT open_promises FROM conversations_conversation WHERE subject = 'Palelin.'"
    wait_for(lambda: asked(studio, wanted) == [(1,)])


def test_what_is_no_number_is_asked_for_once_more_and_who_wrote_is_thanked(kiosk):
    tap(kiosk, "Hyvin")
    kiosk.get_by_label("Mikä ilahdutti?").fill("Aino oli ihana.")
    assert not kiosk.get_by_text("seuraavalla sivulla").is_visible()
    kiosk.get_by_label("Numerosi").fill("soita vaikka huomenna")
    kiosk.get_by_role("button", name="Valmis").click()
    kiosk.get_by_text("Tarvitsemme sähköpostiosoitteen tai puhelinnumeron").wait_for()
    kiosk.get_by_label("Numerosi").fill("")
    kiosk.get_by_role("button", name="Valmis").click()
    kiosk.get_by_text("Kiitos! Luemme palautteesi.").wait_for()
    kiosk.get_by_role("button", name="Hyvin").wait_for(timeout=15_000)
    wait_for(lambda: kiosk.said() == [(1, "Aino oli ihana.", 1)])


def test_another_language_is_for_one_person_only(kiosk):
    kiosk.get_by_role("link", name="English").click()
    kiosk.get_by_role("button", name="Badly").click()
    kiosk.get_by_role("heading", name="we are sorry").wait_for()
    kiosk.get_by_role("button", name="That was all").click()
    kiosk.goto(kiosk.url.partition("?")[0])
    kiosk.get_by_role("button", name="Huonosti").wait_for()


def test_without_scripts_it_is_a_plain_form(studio, chromium, kiosk):
    context = chromium.new_context(java_script_enabled=False, locale="fi-FI")
    page = context.new_page()
    page.goto(kiosk.url)
    tap(page, "Yli odotusten")
    page.get_by_role("heading", name="Kiitos!").wait_for()
    page.get_by_role("link", name="Valmis").click()
    page.get_by_role("button", name="Hyvin").wait_for()
    assert kiosk.said() == [(2, "", 1)]
    context.close()


def test_a_full_screen_says_so_and_takes_nothing_it_would_lose(kiosk):
    kiosk.route("**/queue/", lambda route: route.abort())
    kiosk.evaluate(
        """() => {
          const many = Array.from({ length: 2000 }, (_, n) => ({ id: `full-${1e6 + n}`, score: 9 }));
          localStorage.setItem("hoituu-kiosk-1", JSON.stringify(many));
        }"""
    )
    tap(kiosk, "Hyvin")
    kiosk.get_by_text("Laite on täynnä").wait_for()
    assert kiosk.said() == []
    assert kiosk.evaluate("JSON.parse(localStorage.getItem('hoituu-kiosk-1')).length") == 2000
