from django.apps import AppConfig


class WordingConfig(AppConfig):
    name = "hoituu.wording"
    label = "wording"
