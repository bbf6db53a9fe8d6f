import pytest

from hoituu.language.sentences import sentences


def parts(text):
    return [sentence.text for sentence in sentences(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Soitan sinulle huomenna\nillalla. Kiitos!", ["Soitan sinulle huomenna illalla.", "Kiitos!"]),
        ("I will call you\ntomorrow.", ["I will call you tomorrow."]),
        ("Hei Matti\nSoitan huomenna", ["Hei Matti", "Soitan huomenna"]),
        ("Selvitän tämän huomenna, ja sitten soitan\nMatille.",
         ["Selvitän tämän huomenna, ja sitten soitan Matille."]),
        ("Teemme näin:\n- soitan\n- tulen", ["Teemme näin:", "- soitan", "- tulen"]),
        ("Teemme näin\n1. Soitan\n2) Tulen", ["Teemme näin", "1. Soitan", "2) Tulen"]),
        ("Yksi kappale joka jatkuu ja jatkuu\n\ntoinen kappale",
         ["Yksi kappale joka jatkuu ja jatkuu", "toinen kappale"]),
        ("Hoidan sen tänään.\nterveisin Aino", ["Hoidan sen tänään.", "terveisin Aino"]),
        ("", []),
        ("\n \n", []),
    ],
)  # fmt: skip
def test_a_line_that_goes_on_is_one_sentence(text, wanted):
    assert parts(text) == wanted


@pytest.mark.parametrize("text", ["a\nb\n\nC. D\n- e", "Hei,\nmitä kuuluu\nsinne?"])
def test_sentences_stand_where_they_say(text):
    for one in sentences(text):
        there = text[one.start : one.start + len(one.text)]
        assert there.split() == one.text.split()
