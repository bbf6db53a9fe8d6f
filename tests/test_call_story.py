"""The garage that never answers, and calls back in the middle of a meeting: not here."""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from parts import start

pytestmark = pytest.mark.browser
HELSINKI = ZoneInfo("Europe/Helsinki")


def press(page, text):
    """Press something, and wait for the page it leads to."""
    with page.expect_navigation():
        page.click(text)


def pick_now(page):
    """Pick the next hour as a time of one's own."""
    now = datetime.now(UTC)
    begins, ends = (at.astimezone(HELSINKI) for at in (now, now + timedelta(hours=1)))
    page.click("text=Jokin muu aika")
    page.fill("[name=day]", begins.date().isoformat())
    page.fill("[name=begins]", begins.strftime("%H:%M"))
    page.fill("[name=ends]", ends.strftime("%H:%M"))
    press(page, "text=Soittakaa silloin")


def test_the_customer_is_called_when_it_suits_and_never_in_the_meeting(tmp_path, chromium):
    running = start(tmp_path / "data", HOITUU_BASE_URL="http://korjaamo.example")
    desk = chromium.new_context(locale="fi-FI", timezone_id="Europe/Helsinki").new_page()
    customer = chromium.new_context(locale="fi-FI", timezone_id="Europe/Helsinki").new_page()
    try:
        desk.goto(running.sign_in)
        press(desk, "main .btn--main")
        desk.fill("[name=password1]", "hyvä-pitkä-salasana")
        desk.fill("[name=password2]", "hyvä-pitkä-salasana")
        press(desk, "main button[type=submit]")
        desk.goto(f"{running.url}/settings/hours/")
        for day in range(7):
            desk.fill(f"[name=day{day}]", "0–24")
        for holiday in desk.locator("[name=closes]").all():
            holiday.uncheck()
        press(desk, "main form .btn--main")

        # He called about a warning light, and nobody could help just then.
        desk.goto(f"{running.url}/new/")
        desk.fill("[name=text]", "Huoltovalo syttyi. Haluaa kuulla, voiko ajaa.")
        desk.fill("[name=name]", "Kari Koskinen")
        desk.fill("[name=reach]", "040 765 4321")
        press(desk, "main form .btn--main")
        desk.goto(f"{running.url}/conversations/")
        press(desk, "text=Kari Koskinen")
        path = re.search(r"/my/[^\"/]+/", desk.content())[0]
        conversation = desk.url

        customer.goto(running.url + path)
        press(customer, "text=Valitse aika soitolle")
        assert "Milloin soitamme?" in customer.content()
        pick_now(customer)
        assert "Sovittu. Soitamme sinulle silloin." in customer.content()

        desk.goto(f"{running.url}/calls/")
        press(desk, "table a")
        press(desk, "text=Soitan nyt")
        assert "Onko tämä sopiva hetki?" in desk.content()
        press(desk, "text=Hetki ei sovi")
        assert "Asiakas valitsee uuden ajan" in desk.content()

        # A bad moment is nobody's fault: he picks again, and is asked nothing twice.
        customer.goto(running.url + path)
        press(customer, "text=Valitse aika soitolle")
        pick_now(customer)
        desk.goto(f"{running.url}/calls/")
        press(desk, "table a")
        assert "Huoltovalo syttyi." in desk.content()
        press(desk, "text=Soitan nyt")
        press(desk, "text=Kyllä, puhumme nyt")
        desk.fill("[name=said]", "Valo johtuu anturista, ajaa voi. Vaihdetaan huollossa.")
        desk.check("[name=resolves]")
        press(desk, "text=Puhelu päättyi")
        desk.goto(conversation)
        assert "Pidettiin" in desk.content()

        customer.goto(running.url + path)
        assert "Valo johtuu anturista" in customer.content()
        press(customer, "text=Kyllä, asia hoitui")
        assert "Kiitos, että kerroit." in customer.content()
    finally:
        running.stop()
        desk.context.close()
        customer.context.close()
