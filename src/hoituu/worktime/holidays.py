"""Finnish public holidays, and the eves on which shops and offices close.

The list is the `holidays` package's; Midsummer Eve and Christmas Eve are days off by collective
agreements, not by law, and that package counts them among the public holidays of Finland.
"""

from datetime import date
from functools import cache


@cache
def finnish_holidays(year: int) -> dict[date, str]:
    """Return the days of a year on which Finland is closed, with their Finnish names."""
    import holidays  # Slow to import, and most commands never ask.

    return dict(sorted(holidays.country_holidays("FI", years=year, language="fi").items()))
