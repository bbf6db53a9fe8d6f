"""`sign-in-link`: the way in when mail is down."""

import sys
from collections.abc import Mapping

import click

from hoituu.channels.email import drop
from hoituu.site.commands import complain, set_up_django
from hoituu.site.config import read_config


@click.command("sign-in-link")
@click.argument("email", required=False, default="")
def sign_in_link(email: str) -> None:
    """Print a one-time sign-in link for EMAIL, or for the first administrator."""
    data = read_config().data
    if not (data / "key").exists():
        sys.exit(complain("There is no installation here yet; run ./hoituu start first."))
    answer: Mapping[str, object] | None = drop.ask(
        {"do": "sign-in-link", "email": email}, data=data
    )
    if answer is None:
        set_up_django()
        from hoituu.site.welcome import link_for

        answer = link_for({"email": email})
    if not answer or "link" not in answer:
        sys.exit(complain("Nobody with that address works here."))
    click.echo(answer["link"])
