from django.urls import path

from hoituu.counter.views import pages

urlpatterns = [
    path("form/<slug:inbox_name>/", pages.form, name="form"),
    path("my/<str:token>/", pages.page, name="page"),
    path("my/<str:token>/<slug:what>/", pages.change, name="change_page"),
    path("welcome/<str:secret>/", pages.welcome, name="welcome"),
]
