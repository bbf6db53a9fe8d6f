from django.apps import AppConfig


class StaffConfig(AppConfig):
    name = "hoituu.staff"
    label = "staff"
