"""E-mail in and out: raw bytes first, then everything else.

Seed: "Vastasin siihen kymmenessä minuutissa."
"""
