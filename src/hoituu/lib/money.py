"""Amounts as people write them."""

import re

LARGEST_CENTS = 100_000_00
CURRENCIES = re.compile(
    r"[$£¥₽₹]|\b(?:usd|gbp|sek|nok|dkk|chf|jpy|kr|kruunua?|dollaria?|puntaa?|mk|fim)\b", re.I
)
EUROS = re.compile(r"€|\b(?:eur|euros?|euroa?|e)\b\.?", re.I)
AMOUNT = re.compile(r"(\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?:[.,](\d{1,2}))?")


class NotAnAmount(Exception):
    """This is no amount of money."""


class WrongCurrency(Exception):
    """Here, money is euros."""


def read_amount(text: str) -> int | None:
    """Return an amount in cents ("45", "45,50 €", "1 200 EUR"), None for nothing.

    Raises NotAnAmount, WrongCurrency.
    """
    if not text.strip():
        return None
    if CURRENCIES.search(text):
        raise WrongCurrency
    found = AMOUNT.fullmatch(EUROS.sub("", text).strip())
    if not found:
        raise NotAnAmount
    whole, rest = found.groups(default="")
    cents = int(re.sub(r"\D", "", whole)) * 100 + int(rest.ljust(2, "0"))
    if cents > LARGEST_CENTS:
        raise NotAnAmount
    return cents


def names_amount(text: str) -> bool:
    """Tell whether a text says an amount of euros itself ("Rahat takaisin, 65 €")."""
    return bool(re.search(rf"{AMOUNT.pattern}\s*(?:{EUROS.pattern})|€\s*\d", text, re.I))
