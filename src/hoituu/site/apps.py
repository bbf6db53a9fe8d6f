from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "hoituu.site"
    label = "site"

    def ready(self) -> None:
        from hoituu.site import hanging  # noqa: F401  It registers a system check.
