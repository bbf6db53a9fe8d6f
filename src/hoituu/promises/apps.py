from django.apps import AppConfig


class PromisesConfig(AppConfig):
    name = "hoituu.promises"
    label = "promises"
