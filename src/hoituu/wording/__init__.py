"""How this house speaks: what it does not say, which remarks rest, and what was heard wrongly.

Seed: "Miten vaikeaa onkaan ottaa asiakas ystävällisesti vastaan ja sanoa …".
"""
