from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "hoituu.journal"
    label = "journal"
