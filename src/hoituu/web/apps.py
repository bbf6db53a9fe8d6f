from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "hoituu.web"
    label = "web"
