"""Who our customers are, how they want to be told, and what we remember about them.

Seed: "Asiakas toivoo, että hän saa huomiota, että hänestä välitetään."
"""
