from django.apps import AppConfig


class RecoveryConfig(AppConfig):
    name = "hoituu.recovery"
    label = "recovery"
