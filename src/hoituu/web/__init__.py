"""How our pages look and speak: templates, components, styles, scripts, icons, times in words.

Seed: "Asiakas haluaa tuntea olevansa asiakas!"
"""
