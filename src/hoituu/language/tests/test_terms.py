import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from hoituu.language import morphology, query_terms, search_terms, terms_version
from hoituu.language.morphology import knows_finnish
from hoituu.language.terms import finnish

needs_dictionary = pytest.mark.skipif(
    not knows_finnish(), reason="libvoikko is not installed: search goes by three letters"
)


@pytest.fixture(params=["dictionary", "letters"])
def either_way(request, monkeypatch):
    """Search with the dictionary, and as where there is none."""
    if request.param == "dictionary" and not knows_finnish():
        pytest.skip("libvoikko is not installed")
    if request.param == "letters":
        monkeypatch.setattr(morphology, "_dictionary", lambda: None)
    return request.param


def finds(query, text, lang="fi"):
    there = set(search_terms(text, lang))
    return all(there.intersection(group) for group in query_terms(query, "fi"))


@pytest.mark.usefixtures("either_way")
@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("lasku", "En ole saanut laskua."),
        ("maksu", "Sama palvelumaksu kahteen kertaan"),
        ("MATTI", "t. Matti Virtanen"),
        ("h-1042", "Asia H-1042"),
        ("1042", "Asia H-1042"),
        ("040 123 4567", "Numeroni on 040 123 4567."),
    ],
)
def test_a_word_is_found_in_what_it_is_part_of(query, text):
    assert finds(query, text)


@pytest.mark.usefixtures("either_way")
def test_every_word_of_a_query_must_be_there():
    assert not finds("lasku uudelleen", "En ole saanut laskua.")


@needs_dictionary
@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("käsi", "Käteni turposi."),  # gradation
        ("hius", "Hiuksia on lattialla."),
        ("mennä", "Aika meni jo."),
        ("laskun", "Sain kaksi laskua."),  # the query's own ending
        ("pesukone", "Astianpesukoneen korjaaja"),  # tail of a compound
        ("astianpesu", "Astianpesukoneen korjaaja"),  # head of a compound
        ("palvelu", "palvelumaksu"),  # a part that is made from a verb
        ("takaisinsoitto", "Takaisinsoittopyyntööni ei vastattu"),  # no dictionary has it
        ("työkalu", "Lähettäkää tyokalut"),  # dots left out by them
        ("tyokalut", "Lähettäkää työkalut"),  # and by us
        ("oma-sivut", "Näkyy omasivuilla"),
        ("omasivut", "Näkyy oma-sivuillani"),
        ("virtanen", "Virtasen tilaus"),
        ("lappeenranta", "Asun Lappeenrannassa"),
        ("minä", "Vastatkaa mun viestiin"),  # as it is spoken
        ("chat", "Kysyin chatissa"),  # borrowed
        ("lasku", "Netflixlaskuni on väärä"),
    ],
)
def test_finnish_is_found_however_it_is_bent(query, text):
    assert finds(query, text)


@needs_dictionary
@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("sähkö", "Kirjoitan sähköpostilla"),
        ("posti", "Vaihdoin sähköpostiosoitteen"),
        ("viikko", "Ensi keskiviikkona"),
        ("kuusi", "Viides kerta"),
        ("tuli", "Hän tulee huomenna"),
    ],
)
def test_what_means_something_else_is_not_found(query, text):
    assert not finds(query, text)


@needs_dictionary
def test_other_languages_are_found_by_their_stems():
    assert finds("invoices", "I never got my invoice", lang="en")
    assert finds("faktura", "Jag väntar på fakturan", lang="sv")
    assert not finds("in", "Inning", lang="sv")


@needs_dictionary
@pytest.mark.parametrize(
    "text", ["", "\u202e\u200d", "🙂" * 50, "a" * 100_000, "ä-" * 5_000, "\ud800", "''-’", "x" * 61]
)
def test_whatever_comes_there_is_an_answer(text):
    for term in search_terms(text, "fi"):
        assert term.isalnum()
    query_terms(text, "fi")


@needs_dictionary
def test_threads_find_the_same():
    texts = ["invoices and payments", "Astianpesukoneen korjaaja", "fakturor och betalningar"] * 40
    alone = [search_terms(text, lang) for text in texts for lang in ("fi", "en", "sv")]
    with ThreadPoolExecutor(8) as pool:
        together = pool.map(
            lambda text: [search_terms(text, lang) for lang in ("fi", "en", "sv")], texts
        )
    assert [terms for three in together for terms in three] == alone


@pytest.mark.usefixtures("either_way")
def test_terms_say_how_they_were_made(either_way):
    assert terms_version().startswith("words" if either_way == "dictionary" else "letters")


@needs_dictionary
def test_the_cache_stays_small():
    assert finnish._found_by.cache_parameters()["maxsize"] <= 30_000


DATA = Path(__file__).parent / "data"


def lines(path):
    return [json.loads(line) for line in path.read_text().splitlines() if line.strip()]


def score(folder, name):
    """Return recall and precision of the queries of a set, over all their hits."""
    texts = {
        d["id"]: set(search_terms(d["text"], "fi")) for d in lines(folder / f"{name}_docs.jsonl")
    }
    right = wanted = found = 0
    for query in lines(folder / f"{name}_queries.jsonl"):
        groups = query_terms(query["query"], "fi")
        hits = {pk for pk, there in texts.items() if all(there.intersection(g) for g in groups)}
        relevant = texts.keys() & set(query["relevant"])
        right, wanted, found = (
            right + len(hits & relevant),
            wanted + len(relevant),
            found + len(hits),
        )
    return right / wanted, right / found


@needs_dictionary
@pytest.mark.parametrize("name", ["search_a", "search_b"])
def test_queries_that_others_wrote_find_what_they_mean(name):
    recall, precision = score(DATA, name)
    assert recall >= 0.95
    assert precision >= 0.9


@needs_dictionary
def test_the_shared_queries_find_what_they_mean(shared):
    recall, precision = score(shared / "gold", "search_dev")
    assert recall >= 0.95
    assert precision >= 0.9
