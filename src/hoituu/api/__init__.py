"""What programs see: the same rooms, by tokens with scopes, described in openapi.json.

Seed: "Palvelu on yhteisten ratkaisujen löytämistä."
"""
