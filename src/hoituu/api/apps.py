from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "hoituu.api"
    label = "api"
