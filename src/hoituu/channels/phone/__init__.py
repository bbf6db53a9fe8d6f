"""A call or a visit, written down in fifteen seconds by the one who took it.

Seed: "soitan handsfreellä huoltoon, josta ei ole vielä koskaan vastattu".
"""
