from django.apps import AppConfig


class CounterConfig(AppConfig):
    name = "hoituu.counter"
    label = "counter"
