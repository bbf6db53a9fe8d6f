from django.urls import path

from hoituu.counter.views import calls, feedback, feeds, pages, remedies, saying

urlpatterns = [
    path("form/<slug:inbox_name>/", pages.form, name="form"),
    path("my/<str:token>/", pages.page, name="page"),
    path("my/<str:token>/call/", calls.call, name="pick_call"),
    path("my/<str:token>/call/none/", calls.no_call, name="no_call"),
    path("my/<str:token>/call/hoituu.ics", calls.calendar_entry, name="calendar_entry"),
    path("my/<str:token>/rate/", feedback.rate, name="rate"),
    path("my/<str:token>/words/", feedback.words, name="say_more"),
    path("my/<str:token>/no-asking/", saying.no_asking, name="no_asking"),
    path("my/<str:token>/right/", remedies.put_right, name="put_right"),
    path("my/<str:token>/<slug:what>/", pages.change, name="change_page"),
    path("say/offline.js", saying.worker, name="kiosk_offline"),
    path("say/<str:token>/", saying.say, name="say"),
    path("say/<str:token>/tap/", saying.tap, name="tap"),
    path("say/<str:token>/queue/", saying.queue, name="kiosk_queue"),
    path("say/<str:token>/<str:key>/", saying.said, name="said"),
    path("said-and-done/", saying.done, name="said_and_done"),
    path("calendar/<str:token>.ics", feeds.feed, name="feed"),
    path("welcome/<str:secret>/", pages.welcome, name="welcome"),
]
