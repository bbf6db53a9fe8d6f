"""Amounts as people write them."""

import pytest

from hoituu.lib.money import NotAnAmount, WrongCurrency, names_amount, read_amount


@pytest.mark.parametrize(
    ("said", "amount"),
    [
        ("45", 4_500),
        ("45,5 €", 4_550),
        ("1 200 EUR", 120_000),
        ("12.30", 1_230),
        ("", None),
        ("5 euroa", 500),
    ],
)
def test_amounts_as_people_write_them(said, amount):
    assert read_amount(said) == amount


@pytest.mark.parametrize("said", ["$45", "45 kr", "100 SEK", "£5"])
def test_another_currency_is_said_to_be_one(said):
    with pytest.raises(WrongCurrency):
        read_amount(said)


@pytest.mark.parametrize("said", ["paljon", "1,234,5", "-5", "99999999"])
def test_what_is_no_amount(said):
    with pytest.raises(NotAnAmount):
        read_amount(said)


@pytest.mark.parametrize("said", ["Rahat takaisin, 65 €", "€65 back", "65,50 euroa", "1 200 EUR"])
def test_words_that_say_an_amount(said):
    assert names_amount(said)


@pytest.mark.parametrize("said", ["Kuukausi veloituksetta", "Soitamme klo 12", "2 kynttä uusiksi"])
def test_words_that_say_none(said):
    assert not names_amount(said)
