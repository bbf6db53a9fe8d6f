from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "hoituu.site"
    label = "site"
