import pytest

from hoituu.lib.names import first_name, initials
from hoituu.lib.secrets import WrongKey, decrypt, encrypt


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Matti Virtanen", "MV"), ("Matti", "M"), ("sari@example.fi", "SE"), ("", "?"), ("– –", "?")],
)
def test_initials(name, expected):
    assert initials(name) == expected


def test_we_speak_to_people_by_their_first_name():
    assert first_name("Aino Maria Mäkelä") == "Aino"
    assert first_name("") == ""


def test_a_password_opens_with_its_own_key_only():
    sealed = encrypt("salaisuus", key="oma")
    assert "salaisuus" not in sealed
    assert decrypt(sealed, key="oma") == "salaisuus"
    with pytest.raises(WrongKey):
        decrypt(sealed, key="vieras")
