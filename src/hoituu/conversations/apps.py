from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    name = "hoituu.conversations"
    label = "conversations"
