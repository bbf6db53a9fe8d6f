from django.apps import AppConfig


class EmailConfig(AppConfig):
    name = "hoituu.channels.email"
    label = "email"
