"""Another system's mail server, and how we get in."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Server:
    host: str
    port: int
    security: str
    user: str = ""
    password: str = ""
    token: str = ""  # an access token, in the place of a password (XOAUTH2)
