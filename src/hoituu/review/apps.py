from django.apps import AppConfig


class ReviewConfig(AppConfig):
    name = "hoituu.review"
    label = "review"
