import pytest

from hoituu.language import query_terms, search_terms


def finds(query, text):
    there = set(search_terms(text, "fi"))
    return all(there.intersection(group) for group in query_terms(query, "fi"))


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("lasku", "En ole saanut laskua."),
        ("maksu", "Sama palvelumaksu kahteen kertaan"),
        ("MATTI", "t. Matti Virtanen"),
        ("h-1042", "Asia H-1042"),
        ("040 123 4567", "Numeroni on 040 123 4567."),
    ],
)
def test_a_word_is_found_in_what_it_is_part_of(query, text):
    assert finds(query, text)


def test_every_word_of_a_query_must_be_there():
    assert not finds("lasku uudelleen", "En ole saanut laskua.")
