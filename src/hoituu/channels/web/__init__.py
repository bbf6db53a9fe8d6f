"""The web form and the customer's own page, as a channel.

Seed: "klo 16:41. Vastasin siihen kymmenessä minuutissa."
"""
