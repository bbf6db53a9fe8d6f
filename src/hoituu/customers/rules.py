"""How a customer is recognised. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import phonenumbers

from hoituu.lib.money import NotAnAmount, WrongCurrency, read_amount
from hoituu.lib.tables import BadTable, Why, column, read_table


class PointKind(StrEnum):
    EMAIL = "email"
    PHONE = "phone"


class Preference(StrEnum):
    """How a customer wants to be told."""

    NONE = ""
    EMAIL = "email"
    PHONE = "phone"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class Sender:
    """Who writes: the contact point it came from (kind and its one spelling), if there is one."""

    point: tuple[PointKind, str] | None
    name: str = ""
    language: str = "fi"


def may_be_same(name: str, known: str) -> bool:
    """Tell whether a name may be that of somebody we know: "Hanna", "H. Koski" of "Hanna Koski".

    Without a name on either side it may. The whole family answers one number, so a shared last
    name is not enough.
    """
    written, there = (re.findall(r"[^\W\d_]+", text.casefold()) for text in (name, known))
    if not written or not there:
        return True
    return _is_among(written[0], there) or _is_among(there[0], written)


def _is_among(first: str, words: list[str]) -> bool:
    return any(
        first == word or (1 in {len(first), len(word)} and first[0] == word[0]) for word in words
    )


class NotAContactPoint(Exception):
    """This is neither an e-mail address nor a phone number."""


class NotAPhoneNumber(Exception):
    """This is not a number that we can call."""


REACH = ("reach", "email", "sähköposti", "phone", "puhelin")  # columns of a CSV
MONTHLY = ("monthly", "kuukaudessa", "euros", "euroa")
EMAIL = re.compile(r"[^@\s<>\"(),;:\\\[\]]{1,64}@[^@\s<>\"(),;:\\\[\]]{1,250}")


def contact_point(text: str, *, region: str = "FI") -> tuple[PointKind, str]:
    """Return what kind of contact point a text is and its one spelling. Raises NotAContactPoint.

    Addresses are compared in lower case; numbers are written as in E.164.
    """
    text = text.strip()
    if EMAIL.fullmatch(text):
        return PointKind.EMAIL, text.lower()
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        raise NotAContactPoint from None
    if not phonenumbers.is_possible_number(number):
        raise NotAContactPoint
    return PointKind.PHONE, phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def phone_number(text: str, *, region: str = "FI") -> str:
    """Return a phone number as in E.164. Raises NotAPhoneNumber."""
    try:
        kind, value = contact_point(text, region=region)
    except NotAContactPoint:
        raise NotAPhoneNumber from None
    if kind != PointKind.PHONE:
        raise NotAPhoneNumber
    return value


def shown_point(value: str) -> str:
    """Return an address as it is, and a number as people read it."""
    return shown_number(value) if value.startswith("+") else value


def shown_number(value: str) -> str:
    """Return an E.164 number as people read it aloud; a Finnish one as "040 123 4567"."""
    try:
        number = phonenumbers.parse(value, None)
    except phonenumbers.NumberParseException:
        return value
    if number.country_code != 358:
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    said = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
    area, _, rest = said.partition(" ")
    return f"{area} {rest[:3]} {rest[3:]}" if rest.isdigit() and len(rest) in {6, 7} else said


@dataclass(frozen=True, slots=True)
class Value:
    """What a customer spends with us in a month, in cents, and since when they are one, if said."""

    point: tuple[PointKind, str]
    monthly_cents: int
    since: str = ""


def read_values(content: bytes) -> list[Value]:
    """Return what a CSV says that customers spend in a month. Raises BadTable.

    Its columns: `email` or `phone` (or `reach`), `monthly` in euros, and `since` if there is one;
    in Finnish `sähköposti`, `puhelin`, `kuukaudessa`, `alkaen`.
    """
    table = read_table(content)
    table.require(REACH, Why.NO_REACH)
    table.require(MONTHLY, Why.NO_AMOUNTS)
    return [
        Value(_point(row, line), _cents(row, line), column(row, "since", "alkaen")[:40])
        for line, row in table.rows
    ]


def _point(row: Mapping[str, str], line: int) -> tuple[PointKind, str]:
    try:
        return contact_point(column(row, *REACH))
    except NotAContactPoint:
        raise BadTable(line, Why.NOT_REACHED) from None


def _cents(row: Mapping[str, str], line: int) -> int:
    try:
        cents = read_amount(column(row, *MONTHLY))
    except (NotAnAmount, WrongCurrency):
        cents = None
    if cents is None:
        raise BadTable(line, Why.NOT_EUROS)
    return cents
