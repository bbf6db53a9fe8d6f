"""What customers' words are made of: which language, and what to look them up by. Pure.

Seed: "kuunnella ja olla keskittyneesti läsnä".
"""

from hoituu.language.recognise import language_of
from hoituu.language.terms import query_terms, search_terms, terms_version

__all__ = ["language_of", "query_terms", "search_terms", "terms_version"]
