"""Complaints put right: heard, thanked, a solution that suits both, done, and the customer says so.

Seed: "Asiasta keskustellaan ja luodaan asiakkaan kanssa yhteinen ratkaisu, joka tyydyttää kumpaakin".
"""
