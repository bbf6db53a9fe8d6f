import pytest

from hoituu.language import language_of

SAID = {
    "fi": [
        "Moi! Kynsi irtosi jo kahden päivän päästä. Voisiko sen korjata?",
        "Lasku on väärin",
        "Huomasin, että palvelumaksu oli veloitettu uudestaan.",
        "Milloin olette auki?",
        "Kiitos paljon avusta!",
    ],
    "sv": [
        "Hej, min nagel lossnade redan efter två dagar. Kan ni laga den?",
        "När har ni öppet?",
        "Tack så mycket för hjälpen!",
        "Jag har inte fått min faktura.",
    ],
    "en": [
        "Hello, my nail came off after two days. Could you fix it?",
        "When are you open?",
        "Thanks a lot for your help!",
        "I was charged twice for the same service.",
    ],
}


@pytest.mark.parametrize(("lang", "text"), [(k, t) for k, texts in SAID.items() for t in texts])
def test_a_customer_is_heard_in_their_own_language(lang, text):
    assert language_of(text) == lang


@pytest.mark.parametrize("lang", ["fi", "sv", "en"])
def test_an_ok_is_in_the_language_the_customer_speaks(lang):
    assert language_of("OK", prior=lang) == lang


def test_an_ok_of_a_stranger_is_in_the_houses_first_language():
    assert language_of("OK") == "fi"


@pytest.mark.parametrize("text", ["", "123 456", "\ud800", "🙂🙂", "a" * 100_000, "'’'"])
def test_whatever_comes_is_some_language(text):
    assert language_of(text) in {"fi", "sv", "en"}
    assert language_of(text, prior="sv") in {"fi", "sv", "en"}


def test_one_clear_sentence_beats_the_prior():
    assert language_of(SAID["en"][0], prior="fi") == "en"


def test_a_shared_mailful_is_read_right(shared):
    lines = (shared / "data/banking77_test.csv").read_text().splitlines()[1:400]
    english = [line.rsplit(",", 1)[0].strip('"') for line in lines if len(line) > 40]
    wrong = [text for text in english if language_of(text) != "en"]
    assert len(wrong) / len(english) <= 0.01, wrong
