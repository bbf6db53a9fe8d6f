"""Who works here, who is here now, and when the others are.

Seed: "asiaa hoitanut henkilö ei ole paikalla".
"""
