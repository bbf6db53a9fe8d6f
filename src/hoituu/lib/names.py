"""How a person is shown when there is little room."""


def first_name(name: str) -> str:
    """Return the name we speak to them by; an address stays whole."""
    return name.split()[0] if name.split() else name


def initials(name: str) -> str:
    """Return one or two capital letters for a name or an address."""
    words = [word for word in name.replace("@", " ").split() if word[0].isalnum()]
    letters = [words[0][0], words[-1][0]] if len(words) > 1 else [word[0] for word in words]
    return "".join(letters).upper() or "?"
