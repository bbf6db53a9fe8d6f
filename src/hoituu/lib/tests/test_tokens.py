import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoituu.lib.tokens import BadToken, seal, unseal

KEY = "kynsistudion avain"


@given(st.integers(0, 10**18 - 1))
def test_a_token_comes_back_as_the_number_it_names(number):
    token = seal(number, purpose="page", key=KEY)
    assert unseal(token.upper(), purpose="page", key=KEY) == number


def test_a_token_for_one_purpose_opens_nothing_else():
    with pytest.raises(BadToken):
        unseal(seal(7, purpose="page", key=KEY), purpose="reply", key=KEY)


@given(st.text(max_size=40))
def test_a_guess_opens_nothing(guess):
    with pytest.raises(BadToken):
        unseal(guess, purpose="page", key=KEY)
