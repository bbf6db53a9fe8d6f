"""What customers see: forms and their own page. A surface, like the desk.

Seed: "Miten haluat, että ilmoitamme sinulle, miten tämän kanssa toimitaan?"
"""
