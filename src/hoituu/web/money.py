"""Amounts as people say them: "45 €", "1 200 €", "12,50 €"; "€45", "€1,200", "€12.50"."""

from django.utils.translation import get_language

NBSP = "\u00a0"


def euros(cents: int) -> str:
    """Return an amount in the language that is spoken; whole euros without decimals."""
    whole, rest = divmod(cents, 100)
    decimals = f"{rest:02}" if rest else ""
    if (get_language() or "fi")[:2] == "en":
        return f"€{whole:,}" + (f".{decimals}" if decimals else "")
    said = f"{whole:,}".replace(",", NBSP) + (f",{decimals}" if decimals else "")
    return f"{said}{NBSP}€"


def euros_between(low: int, high: int) -> str:
    """Return a range of amounts: "15–80 €"; "€15–€80"."""
    said = euros(low)
    if (get_language() or "fi")[:2] != "en":
        said = said.removesuffix(f"{NBSP}€")
    return f"{said}–{euros(high)}"
