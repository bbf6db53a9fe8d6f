from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    name = "hoituu.feedback"
    label = "feedback"
