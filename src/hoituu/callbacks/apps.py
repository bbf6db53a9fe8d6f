from django.apps import AppConfig


class CallbacksConfig(AppConfig):
    name = "hoituu.callbacks"
    label = "callbacks"
