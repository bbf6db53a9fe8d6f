"""Reading whole drafts: what is there, what is missing, what is not ours, and any input at all."""

import textwrap
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hoituu.coach import Kind, Part, facts_of, kind_asked, review
from hoituu.coach.draft import SIGNED
from hoituu.coach.tests.test_sets import DATA, drafts
from hoituu.language import morphology
from hoituu.language.morphology import knows_finnish

needs_dictionary = pytest.mark.skipif(not knows_finnish(), reason="libvoikko is not installed")
GOOD = (
    "Hei Matti!\n\nKiitos, että kerroit, ja olen pahoillani, että näin kävi. Otan tämän "
    "hoitaakseni ja kerron sinulle huomenna klo 14 mennessä, mistä veloitus johtuu. Miten haluat, "
    "että ilmoitan: soitanko vai laitanko viestin?\n\nTerveisin\nAino"
)


@needs_dictionary
def test_what_the_essays_want_to_hear_has_everything():
    one = review(GOOD, kind="complaint")
    assert one.lang == "fi"
    assert one.missing == ()
    assert {Part.THANKS, Part.APOLOGY, Part.OWNERSHIP, Part.TIME, Part.CHANNEL_CHOICE} <= set(
        one.present
    )
    assert one.findings == ()


@needs_dictionary
@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Kiitos viestistäsi!", {Part.APOLOGY, Part.OWNERSHIP, Part.NEXT_STEP, Part.TIME}),
        ("Anteeksi! Korjasin laskun juuri.", {Part.THANKS}),
        ("Asia hoidetaan.", {Part.THANKS, Part.APOLOGY, Part.OWNERSHIP}),
    ],
)
def test_the_passive_takes_nothing_and_what_is_done_needs_no_next_step(text, missing):
    assert missing <= set(review(text, "fi", "complaint").missing)
    assert Part.DONE not in missing


@needs_dictionary
def test_a_sorry_answers_a_complaint():
    assert review("Olen pahoillani, että näin kävi.", "fi").kind == Kind.COMPLAINT
    assert review("Kiva kuulla, että kynnet ilahduttivat!", "fi").kind == Kind.PRAISE


@needs_dictionary
def test_quotes_and_signatures_are_not_judged():
    theirs = "> Joku on joskus yhteydessä.\nKirjoitit, että ”kukaan muu ei ole valittanut”.\n"
    assert review(f"{theirs}Soitan sinulle klo 14.\n\nTerveisin\nJoku", "fi").findings == ()


@needs_dictionary
def test_a_finding_stands_on_its_words():
    text = "Hei 🙂!\n\nKiitos. Joku on sinuun yhteydessä jossain vaiheessa."
    for finding in review(text, "fi").findings:
        assert text[finding.start : finding.end] == finding.text
        assert finding.text.strip()


def test_other_languages_are_left_alone():
    one = review("Tack för ditt meddelande. Någon hör av sig när vi hinner.", "sv")
    assert (one.findings, one.present) == ((), ())


def test_facts_keep_what_is_at_or_above_a_level():
    facts = facts_of(review("Are you quite sure you paid it?", "en"), min_level="stop")
    assert facts["schema_version"] == 1
    assert {one["level"] for one in facts["findings"]} <= {"stop"}


NASTY = [
    "",
    "a" * 1_000_000,
    "ä" * 5_000 + " " + "ö" * 5_000,
    "\u202eJoku on yhteydessä\u202c",
    "🙂" * 3_000,
    "\ud800 Joku on yhteydessä \udfff",
    "<p>Joku on <b>yhteydessä</b></p>" * 2_000,
    "Joku on joskus yhteydessa mutta paiva ei ole tiedossa " * 2_000,
    "Kiitos. Thanks. Tack. " * 1_000,
    "\x00\x01\x02",
    "." * 50_000,
    "\n" * 50_000,
    "> " * 300_000,
]


@pytest.mark.parametrize("text", NASTY, ids=range(len(NASTY)))
@pytest.mark.parametrize("lang", ["", "fi", "en"])
def test_whatever_comes_there_is_an_answer_soon(text, lang):
    began = time.monotonic()
    for finding in review(text, lang).findings:
        assert text[finding.start : finding.end] == finding.text
    assert time.monotonic() - began < 30  # Never for ever; how long it takes is for the bench.


def test_a_long_blank_line_is_read_once():
    began = time.monotonic()
    assert SIGNED.search(" " * 300_000) is None  # Minutes, when each space is tried with each.
    assert time.monotonic() - began < 30


@needs_dictionary
@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("Laskutitte minua kahdesti, ja olen todella pettynyt.", Kind.COMPLAINT),
        ("The parcel arrived broken and nobody answers.", Kind.COMPLAINT),
        ("Aivan ihana palvelu, suosittelen teitä kaikille!", Kind.PRAISE),
        ("Wonderful, thank you so much, you are the best!", Kind.PRAISE),
        ("Ihanaa, kiitos! Milloin voin tulla uudestaan?", None),
        ("Mihin aikaan olette auki lauantaina?", None),
        ("", None),
    ],
)
def test_a_message_says_what_it_is_where_it_tells(message, kind):
    assert kind_asked(message) == kind


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.sampled_from(["", "fi", "en"]))
def test_offsets_are_always_in_the_text(text, lang):
    for finding in review(text, lang).findings:
        assert 0 <= finding.start < finding.end <= len(text)
        assert text[finding.start : finding.end] == finding.text


@needs_dictionary
@settings(max_examples=30, deadline=None)
@given(
    st.sampled_from(["Joku on sinuun joskus yhteydessä.", "Kukaan muu ei ole valittanut tästä."])
)
def test_a_quoted_line_is_never_judged(sentence):
    assert review(f"Hei!\n> {sentence}\nSoitan klo 14.", "fi").findings == ()


@needs_dictionary
def test_threads_read_the_same():
    drafts = [GOOD, "Joku on joskus yhteydessä.", "Nobody else has complained.", "Ei onnistu."] * 20
    alone = [review(draft) for draft in drafts]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(review, drafts)) == alone


def test_without_the_dictionary_there_is_still_an_answer(monkeypatch):
    monkeypatch.setattr(morphology, "_dictionary", lambda: None)
    assert Part.THANKS in review("Kiitos viestistäsi! Soitan huomenna.", "fi").present


@pytest.mark.parametrize("width", [55, 72])
@pytest.mark.parametrize("lang", ["fi", "en"])
def test_what_is_found_does_not_hang_on_how_lines_are_wrapped(lang, width):
    other = []
    for draft in drafts(DATA / f"{lang}_e.jsonl"):
        wrapped = "\n".join(textwrap.wrap(draft["draft"], width, break_on_hyphens=False))
        here, there = (review(text, lang, draft["kind"]) for text in (draft["draft"], wrapped))
        found, found_there = (
            [(f.habit, f.text.split()) for f in one.findings] for one in (here, there)
        )
        if found != found_there or here.missing != there.missing:
            other.append(wrapped)
    assert len(other) <= 1, "a name at a line's beginning may look like a line of its own"


@pytest.mark.parametrize(
    ("asked", "said", "habit"),
    [
        ("Hei, voisitko katsoa laskuani?", "Laskunne on korjattu, lähetän Teille uuden.", True),
        (
            "Pyytäisin Teitä tarkistamaan laskuni.",
            "Laskusi on korjattu, lähetän sinulle uuden.",
            True,
        ),
        ("Hei,\n\nTeidän verkkokaupassa lukee eri hinta.", "Laskusi on korjattu nyt.", False),
        ("Voisitteko katsoa laskuani?", "Laskusi on korjattu, lähetän sinulle uuden.", False),
        ("Voisitko lähettää meille laskun, olemme muuttaneet.", "Lähetän teille uuden.", False),
    ],
)
@needs_dictionary
def test_who_says_sinä_is_not_answered_te_nor_the_other_way_round(asked, said, habit):
    found = {f.habit for f in review(said, "fi", asked=asked).findings}
    assert ("other_address" in found) is habit


@pytest.mark.parametrize(
    ("asked", "habit"),
    [
        ("Hej, jag undrar om ni kan hjälpa mig med min faktura idag.", True),
        ("Hello, could you please tell me when the parcel comes?", True),
        ("Guten Tag, ich habe eine Frage zu meiner Rechnung vom letzten Monat.", False),
        ("Tere, mul on küsimus teie arve kohta, mis tuli eelmisel kuul ja on vale.", False),
        ("Tilaus 12345-678, Esimerkkitie 5 A 12, 00100 Helsinki, Virtanen", False),
        ("Hei, voisitteko kertoa, milloin paketti tulee, kun olen nyt kotona?", False),
    ],
)
def test_a_customer_is_answered_in_their_language(asked, habit):
    said = "Hei Matti, laskusi on nyt korjattu ja lähetän sinulle uuden tänään klo 15."
    found = {f.habit for f in review(said, "fi", asked=asked).findings}
    assert ("other_language" in found) is habit


@needs_dictionary
def test_hints_come_when_asked_for():
    many = "Olen pahoillani. Anteeksi vielä kerran. Pahoittelen tätä kovasti. Korjaan sen tänään."
    assert "sorry_again" not in {f.habit for f in review(many, "fi").findings}
    assert "sorry_again" in {f.habit for f in review(many, "fi", hints=True).findings}
    long = "Soitan sinulle huomenna klo 10 tästä laskusta ja kerron, mitä sain selville. " * 20
    assert "long" in {f.habit for f in review(long, "fi", hints=True).findings}
