from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "hoituu.desk"
    label = "desk"
