"""The team's weekly half hour: what delighted, what failed, and what we decide to do about it.

Seed: "käymme kaikki työntekijät ne yhdessä läpi".
"""
