"""What customers say of us: received, read, answered, something changed, told. Every piece of it.

Seed: "Muista kiittää, kun asiakas valittaa".
"""
