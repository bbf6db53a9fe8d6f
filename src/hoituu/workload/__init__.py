"""How much each of us has, and who is freest. Pure.

Seed: "Minäpä otan tämän hoitaakseni."
"""

from hoituu.workload.rules import Person, freest

__all__ = ["Person", "freest"]
