"""Reading Finnish: search terms, drafts under the coach, how messages sound."""

import time
from functools import partial

import click

from hoituu.site.commands.bench.corpus import WORDS
from hoituu.site.commands.bench.measuring import say, timed


@click.command()
@click.option("--size", default=400, show_default=True, help="How many drafts, of a page each.")
def coach(size: int) -> None:
    """Read drafts of four sentences as the coach does while somebody types."""
    from hoituu.coach import review

    draft = (
        "Hei Matti! Kiitos viestistäsi, ja olen pahoillani, että lasku oli väärin. Kollegani oli "
        "unohtanut kirjata hyvityksen. Korjaan sen ja vastaan sinulle {} mennessä. Terveisin Aino"
    )
    drafts = [
        draft.format(f"huomenna klo {8 + number % 9}.{number % 60:02}") for number in range(size)
    ]
    review(drafts[0], "fi")

    def read(one: str) -> None:
        review(one, "fi")

    say(**timed(partial(read, one) for one in drafts))


@click.command()
@click.option("--size", default=1_000, show_default=True, help="How many messages.")
def tone(size: int) -> None:
    """Tell how messages of three sentences sound, each of other words."""
    from hoituu.language.tone import tone_of

    texts = [
        f"Hei! {' '.join(WORDS[at % len(WORDS) : at % len(WORDS) + 12])}. Olen pettynyt, koska "
        "lasku tuli kahdesti eikä kukaan vastaa. Korjatkaa tämä heti."
        for at in range(0, size * 12, 12)
    ]
    tone_of(texts[0], "fi")

    def hear(one: str) -> None:
        tone_of(one, "fi")

    say(**timed(partial(hear, one) for one in texts))


@click.command()
def terms() -> None:
    """Make the search terms of 12,000 words that have not been read yet, and of the same again."""
    from hoituu.language import search_terms, terms_version

    search_terms("alku", "fi")  # The dictionary is opened once.
    texts = [" ".join(WORDS[at : at + 100]) for at in range(0, len(WORDS), 100)]
    seconds = []
    for _ in range(2):
        began = time.perf_counter()
        for text in texts:
            search_terms(text, "fi")
        seconds.append(time.perf_counter() - began)
    cold, warm = (round(len(WORDS) / one) for one in seconds)
    say(version=terms_version(), words=len(WORDS), words_a_second=cold, again=warm)
