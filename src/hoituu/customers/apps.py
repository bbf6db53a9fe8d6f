from django.apps import AppConfig


class CustomersConfig(AppConfig):
    name = "hoituu.customers"
    label = "customers"
