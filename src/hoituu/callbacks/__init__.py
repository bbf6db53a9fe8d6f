"""Calls at the customer's time: the window they picked, held for them, and called in.

Seed: "Korjaamo ei koskaan vastaa puhelimeen, ja soittaa takaisin juuri kun olen palaverissa."
"""
