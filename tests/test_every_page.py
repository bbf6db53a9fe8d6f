"""Every page, in both languages and schemes, wide and narrow: axe finds nothing, the policy is
kept, nothing scrolls sideways, no script fails. The pictures are kept in tests/shots; with
HOITUU_TEST_PICTURES=1 those that docs/images has are taken anew.
"""

import os
import shutil
from importlib.resources import files
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser
SHOTS = Path(__file__).parent / "shots"
IN_DOCS = Path(__file__).parents[1] / "docs" / "images"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """tags => axe.run(document, {resultTypes: ['violations'],
  runOnly: {type: 'tag', values: tags}}).then(result => result.violations)"""
AXE = (files("axe_playwright_python") / "axe.min.js").read_text()

DESK = {
    "today": "/",
    "conversations": "/conversations/",
    "everybody": "/conversations/?show=all",
    "resolved": "/conversations/?show=resolved",
    "spam": "/conversations/?show=spam",
    "promises": "/promises/",
    "numbers": "/promises/numbers/",
    "settings-calls": "/settings/calls/",
    "calls": "/calls/?show=all",
    "call": "/calls/1/",
    "agree": "/conversations/1/call/",
    "feedback": "/feedback/",
    "complaints": "/complaints/",
    "settings-complaints": "/settings/complaints/",
    "complaint": "/conversations/11/",
    "review": "/review/",
    "settings-feedback": "/settings/feedback/",
    "search": "/search/?q=kynsi",
    "nothing-found": "/search/?q=xyzxyz",
    "new": "/new/",
    "start": "/new/mail/",
    "quarantine": "/quarantine/",
    "mailbox": "/mailbox/",
    "settings": "/settings/",
    "settings-me": "/settings/me/",
    "business": "/settings/business/",
    "hours": "/settings/hours/",
    "people": "/settings/people/",
    "person": "/settings/people/1/",
    "teams": "/settings/teams/",
    "inboxes": "/settings/inboxes/",
    "inbox": "/settings/inboxes/1/",
    "new-inbox": "/settings/inboxes/new/",
    "texts": "/settings/texts/",
    "settings-coach": "/settings/coach/",
    "own-habit": "/settings/coach/own/",
    "programs": "/settings/tokens/",
    "customer": "/customers/1/",
    "give": "/conversations/1/give/",
    "slip": "/conversations/1/slip/",
    "password": "/account/password/change/",
    "factors": "/account/2fa/",
    "sign-out": "/account/logout/",
    "not-here": "/nowhere/",
}
COUNTER = {
    "form": "/form/studio/",
    "sign-in": "/account/login/",
    "lost": "/account/password/reset/",
    "old-link": "/welcome/used/",
    "said-and-done": "/said-and-done/",
}
LONG = bool(os.environ.get("HOITUU_TEST_LONG"))
ALL = [
    (lang, scheme, width)
    for lang in ("fi", "en")
    for scheme in ("light", "dark")
    for width in (390, 1440)
]
COMBINATIONS = ALL if LONG else [c for c in ALL if c[0] == "fi"] + [("en", "light", 1440)]


@pytest.fixture(scope="module")
def signed_in(studio, chromium):
    """The cookies of the studio's owner, who is let in once."""
    context = chromium.new_context()
    context.new_page().goto(studio.sign_in)
    state = context.storage_state()
    context.close()
    return state


def a_page(chromium, *, lang, scheme, width, state=None):
    context = chromium.new_context(
        viewport={"width": width, "height": 844 if width < 500 else 900},
        color_scheme=scheme,
        locale="fi-FI" if lang == "fi" else "en-GB",
        storage_state=state,
    )
    page = context.new_page()
    page.add_init_script(
        "window.__csp = []; document.addEventListener('securitypolicyviolation', "
        "e => window.__csp.push(e.effectiveDirective + ' ' + e.blockedURI))"
    )
    page.faults = []
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    return page


def look(page, name, *, suffix):
    """Return what is wrong with the open page, and keep its picture."""
    page.wait_for_load_state("load")
    page.evaluate("document.fonts.ready.then(() => true)")
    SHOTS.mkdir(exist_ok=True)
    taken = SHOTS / f"{name}-{suffix}.png"
    page.screenshot(path=taken)
    if os.environ.get("HOITUU_TEST_PICTURES") and (IN_DOCS / taken.name).exists():
        shutil.copy(taken, IN_DOCS)
    faults = [f"{name}: script: {fault}" for fault in page.faults]
    page.faults.clear()
    faults += [f"{name}: policy: {fault}" for fault in page.evaluate("window.__csp")]
    if page.evaluate("document.documentElement.scrollWidth - innerWidth") > 0:
        faults.append(f"{name}: scrolls sideways")
    page.evaluate(AXE)
    found = page.evaluate(RUN, TAGS)
    faults += [
        f"{name}: {v['id']}: {[n['target'] for n in v['nodes']][:3]} "
        f"{v['nodes'][0].get('failureSummary', '')[:200]}"
        for v in found
    ]
    return faults


def set_language(page, studio, lang):
    page.goto(f"{studio.url}/settings/me/")
    page.select_option("select[name=language]", lang)
    page.click("main form .btn--main")


@pytest.mark.parametrize(("lang", "scheme", "width"), COMBINATIONS)
def test_the_desk(studio, chromium, signed_in, lang, scheme, width):
    page = a_page(chromium, lang=lang, scheme=scheme, width=width, state=signed_in)
    set_language(page, studio, lang)
    suffix = f"{lang}-{scheme}-{width}"
    faults = []
    for name, path in DESK.items():
        page.goto(studio.url + path)
        faults += look(page, name, suffix=suffix)
    page.goto(f"{studio.url}/conversations/?show=all")
    for at in range(3):
        page.goto(f"{studio.url}/conversations/?show=all")
        page.goto(studio.url + page.locator(".item h3 a").nth(at).get_attribute("href"))
        faults += look(page, f"conversation-{at}", suffix=suffix)
    page.goto(f"{studio.url}/conversations/")  # mine: in the afternoon a colleague has some, too
    page.goto(studio.url + page.locator(".item h3 a").first.get_attribute("href"))
    for what in ("know", "give"):
        page.click(f"#{what} a")
        page.wait_for_selector(f"#{what} form, #{what} .hint")
    faults += look(page, "conversation-side", suffix=suffix)
    page.evaluate("document.querySelector('#keys').showModal()")
    faults += look(page, "keys", suffix=suffix)
    set_language(page, studio, "fi")
    page.context.close()
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(("lang", "scheme", "width"), COMBINATIONS)
def test_the_counter(studio, chromium, signed_in, lang, scheme, width):
    page = a_page(chromium, lang=lang, scheme=scheme, width=width)
    suffix = f"{lang}-{scheme}-{width}"
    faults = []
    for name, path in COUNTER.items():
        page.goto(studio.url + path)
        faults += look(page, name, suffix=suffix)
    staff = a_page(chromium, lang=lang, scheme=scheme, width=1440, state=signed_in)
    for show in ("mine", "resolved"):
        staff.goto(f"{studio.url}/conversations/?show={show}")
        staff.goto(studio.url + staff.locator(".item h3 a").first.get_attribute("href"))
        path = staff.locator(".side a[href*='/my/']").get_attribute("href")
        page.goto(f"{path}?lang={lang}")
        faults += look(page, f"own-page-{show}", suffix=suffix)
        page.goto(f"{path}call/?lang={lang}")
        faults += look(page, f"pick-a-time-{show}", suffix=suffix)
    staff.goto(f"{studio.url}/conversations/11/")
    page.goto(staff.locator(".side a[href*='/my/']").get_attribute("href") + f"?lang={lang}")
    faults += look(page, "own-page-complaint", suffix=suffix)
    staff.goto(f"{studio.url}/settings/feedback/")
    for name, link in zip(("kiosk", "link"), staff.locator("article a").all(), strict=True):
        page.goto(f"{link.inner_text()}?lang={lang}")
        faults += look(page, name, suffix=suffix)
        page.locator("[name=score]").first.click()
        page.wait_for_selector("textarea:visible")
        faults += look(page, f"{name}-thanks", suffix=suffix)
    staff.context.close()
    page.context.close()
    assert not faults, "\n".join(faults)


DRAFT = (
    "Hei! Kiitos viestistäsi, ja pahoittelen. Kollegani oli unohtanut kirjata varauksen. Oletko "
    "aivan varma, että maksoit sen? Joku on sinuun yhteydessä, kun ehtii."
)


@pytest.mark.parametrize(("lang", "scheme", "width"), COMBINATIONS)
def test_the_coach(studio, chromium, signed_in, lang, scheme, width):
    """It whispers while one types, and keys alone put its words in the place of ours."""
    page = a_page(chromium, lang=lang, scheme=scheme, width=width, state=signed_in)
    set_language(page, studio, lang)
    page.goto(f"{studio.url}/conversations/")
    page.goto(studio.url + page.locator(".item h3 a").first.get_attribute("href"))
    page.fill("#draft", DRAFT)
    page.wait_for_selector("#coached .finding:nth-child(3)")
    if width < 500:
        page.click("[data-remarks]")
    marked = page.locator(".draft__mirror mark").all_inner_texts()
    assert marked[1] == "Oletko aivan varma", "its words are marked in the text"
    assert page.locator(".draft__mirror mark.stop").count() == 1
    faults = look(page, "coach", suffix=f"{lang}-{scheme}-{width}")
    page.focus("#draft")
    page.keyboard.press("Control+.")
    said = page.input_value("#draft")
    assert "varma" not in said
    assert "palaan sinulle [aika]" in said
    assert (
        page.evaluate(
            "getSelection().toString() || document.activeElement.value.slice("
            "document.activeElement.selectionStart, document.activeElement.selectionEnd"
            ")"
        )
        == "[aika]"
    )
    some_day = f"Joku palaa asiaan jossain vaiheessa, {lang} {scheme} {width}."
    page.fill("#draft", some_day)
    page.wait_for_selector(f'#coached [data-find="{some_day}"]')
    page.locator("#coached summary").press("Enter")
    with page.expect_response("**/write/"):
        page.locator("#coached [data-leave]").press("Enter")
    page.reload()
    assert page.input_value("#draft") == some_day
    assert page.locator("#coached .finding").count() == 0, "left so, it is said no more"
    page.fill("#draft", "")
    page.wait_for_selector("#coached .finding", state="detached")
    set_language(page, studio, "fi")
    page.context.close()
    assert not faults, "\n".join(faults)
