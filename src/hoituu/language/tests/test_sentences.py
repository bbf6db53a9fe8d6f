import pytest

from hoituu.language.sentences import sentences


def parts(text):
    return [sentence.text for sentence in sentences(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Soitan sinulle vielä tänään tai huomenna\nillalla. Kiitos!",
         ["Soitan sinulle vielä tänään tai huomenna illalla.", "Kiitos!"]),
        ("I will call you about the new invoice\ntomorrow.",
         ["I will call you about the new invoice tomorrow."]),
        ("Hei Matti\nSoitan huomenna", ["Hei Matti", "Soitan huomenna"]),
        ("Selvitän tämän huomenna, ja sitten asiakas\nMatti Meikäläinen", ["Selvitän tämän huomenna, ja sitten asiakas", "Matti Meikäläinen"]),
        ("Selvitän tämän huomenna, ja sitten soitan ja\nMatti tulee", ["Selvitän tämän huomenna, ja sitten soitan ja Matti tulee"]),
        ("Tarkistan laskun ja palaan asiaan huomenna\nMaija soittaa perjantaina klo 12",
         ["Tarkistan laskun ja palaan asiaan huomenna", "Maija soittaa perjantaina klo 12"]),
        ("tarkistan sen\nsoitan huomenna klo 10 sinulle itse", ["tarkistan sen", "soitan huomenna klo 10 sinulle itse"]),
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


@pytest.mark.parametrize(
    "text", ["a\nb\n\nC. D\n- e", "Hei, mitä kuuluu sinne ja tänne nyt,\nystäväni?"]
)
def test_sentences_stand_where_they_say(text):
    for one in sentences(text):
        there = text[one.start : one.start + len(one.text)]
        assert there.split() == one.text.split()
