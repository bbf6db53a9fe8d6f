"""The only floor that knows every room: settings, addresses, reactions, checks and the worker."""
