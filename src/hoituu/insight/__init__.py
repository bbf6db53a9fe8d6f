"""What we know, read across all rooms; nothing here changes anything.

"Asiakas päättää": a person may have all that we store about them, in a form they can take along.
"""
