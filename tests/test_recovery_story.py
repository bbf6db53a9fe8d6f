"""A loose nail two days after the visit: talked over, put right, and the customer says so."""

import pytest

from parts import start, wait_for

pytestmark = pytest.mark.browser


def press(page, role, name):
    with page.expect_navigation():
        page.get_by_role(role, name=name, exact=True).first.click()


def test_a_loose_nail_is_put_right_as_the_customer_chose(tmp_path, chromium):
    running = start(tmp_path / "data", "--demo", "studio")
    desk = chromium.new_context(locale="fi-FI", viewport={"width": 1440, "height": 900}).new_page()
    jenna = chromium.new_context(locale="fi-FI", viewport={"width": 390, "height": 844}).new_page()
    try:
        desk.goto(running.sign_in)
        desk.goto(f"{running.url}/conversations/?show=all")
        desk.get_by_role("link", name="Jenna Rautio").click()
        conversation = desk.url
        if desk.get_by_role("button", name="Otan hoitaakseni").count():
            press(desk, "button", "Otan hoitaakseni M")
        assert desk.get_by_role("heading", name="Reklamaatio").is_visible()

        # Two ways, one of them a gift that she might take as an insult.
        for text, worth in (("Kynsi korjataan veloituksetta", ""), ("Pieni lahja", "1")):
            desk.get_by_text("Tarjoa ratkaisua").click()
            desk.get_by_label("Mitä tarjoamme").fill(text)
            desk.get_by_label("Arvo, euroa").fill(worth)
            press(desk, "button", "Tarjoa tätä")
        assert desk.get_by_text("voi tuntua loukkaukselta").is_visible()
        desk.get_by_label("Kyllä, silti").check()
        press(desk, "button", "Tarjoa tätä")

        # What she is in the middle of writing is kept when she presses what stands beside it.
        desk.fill("#draft", "Hei Jenna! Kiitos, että kerroit.")
        press(desk, "button", "Kirjoita tarjoukset vastaukseeni")
        assert "Hei Jenna! Kiitos, että kerroit." in desk.input_value("#draft")
        assert "– Kynsi korjataan veloituksetta" in desk.input_value("#draft")

        # She chooses on her own page, and it is promised with a time.
        jenna.goto(desk.get_by_role("link", name="Asiakkaan oma sivu").get_attribute("href"))
        jenna.get_by_label("Kynsi korjataan veloituksetta").check()
        press(jenna, "button", "Valitsen tämän")
        assert jenna.get_by_text("Olemme sopineet: Kynsi korjataan veloituksetta").is_visible()
        assert jenna.get_by_role("button", name="Kyllä, asia hoitui").is_disabled()

        # Camilla answers, mends the nail, and says that it is done.
        desk.goto(conversation)
        assert desk.locator(".ledger").get_by_text("Kynsi korjataan veloituksetta").count()
        desk.fill(
            "#draft",
            "Hei Jenna! Kiitos, että kerroit, ja olen pahoillani. Korjaan kyntesi tänään klo 17.",
        )
        desk.locator("[name=keeps]").check()
        desk.get_by_role("button", name="Lähetä").click()
        desk.wait_for_selector("#going")
        desk.wait_for_selector("text=Pidettiin", timeout=40_000)

        # Jenna says so, and how it went.
        jenna.reload()
        press(jenna, "button", "Kyllä, asia hoitui")
        press(jenna, "button", "Yli odotusten")

        def she_has_confirmed():
            desk.goto(conversation)
            return desk.locator(".taken .is-done", has_text="Asiakas vahvistaa").count()

        wait_for(she_has_confirmed)
        desk.goto(f"{running.url}/complaints/")
        assert desk.get_by_role("link", name="Jenna Rautio").count() == 0
    finally:
        running.stop()
