"""SQLite with one writer at a time in this process."""
