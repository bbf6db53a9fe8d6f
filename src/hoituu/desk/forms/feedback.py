"""What is filled in about feedback: where we ask, what we answer in public, what was said aloud."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from hoituu.feedback.models import Asking, Point
from hoituu.feedback.rules import Metric, Mood, PointKind
from hoituu.feedback.words import FACES
from hoituu.staff.models import LANGUAGES, Team

METRICS = [
    (Metric.FACES.value, _("Four faces")),
    (Metric.CSAT.value, _("How content, from 1 to 5")),
    (Metric.NPS.value, _("Would recommend, from 0 to 10")),
    (Metric.CES.value, _("How easy, from 1 to 7")),
]
POINT_KINDS = [
    (PointKind.LINK.value, _("A link and its QR code")),
    (PointKind.KIOSK.value, _("A screen where people go by")),
    (PointKind.FORM.value, _("A form on our own site")),
]
MOODS = [("", _("They did not say")), *((mood.value, name) for mood, name in FACES.items())]


class AskingPointForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Point
        fields = ["name", "kind", "metric", "question", "language", "team"]
        labels = {
            "name": _("Name"),
            "kind": _("Where it is"),
            "metric": _("How they answer"),
            "question": _("The question"),
            "language": _("Language"),
            "team": _("Team"),
        }
        help_texts = {"question": _("Empty: the usual one.")}
        widgets = {
            "kind": forms.Select(choices=POINT_KINDS),
            "metric": forms.Select(choices=METRICS),
            "language": forms.Select(choices=[*LANGUAGES, ("sv", "Svenska")]),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        teams = Team.objects.order_by("name").values_list("pk", "name")
        self.fields["team"].choices = [("", "–"), *teams]  # type: ignore[attr-defined]


class AskingForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Asking
        fields = ["by_mail", "after_hours", "every_days"]
        labels = {
            "by_mail": _("Ask by mail how it went"),
            "after_hours": _("So many hours after it was taken care of"),
            "every_days": _("The same customer at most once in so many days"),
        }


class SpokenForm(forms.Form):
    """What somebody said aloud, whose name we do not know; its key makes two clicks one."""

    key = forms.RegexField(
        r"[0-9a-f]{32}", required=False, widget=forms.HiddenInput, initial=lambda: uuid4().hex
    )
    words = forms.CharField(
        label=_("What did they say?"), max_length=5_000, widget=forms.Textarea(attrs={"rows": 3})
    )
    mood = forms.TypedChoiceField(
        label=_("How did it go for them?"),
        choices=MOODS,
        required=False,
        coerce=lambda value: Mood(int(value)),
        empty_value=None,
    )


class PublicAnswerForm(forms.Form):
    """One answer that anybody may read, to one piece or many."""

    said = forms.CharField(
        label=_("What was said, in our own words"),
        max_length=500,
        help_text=_("Theirs may name people. Everybody can read this."),
    )
    text = forms.CharField(
        label=_("What we answer"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        chosen = data.getlist("piece") if data is not None else []
        self.pieces = [int(pk) for pk in chosen if pk.isdigit() and len(pk) < 19]


class ChangeWordsForm(forms.Form):
    """What we changed, and what was said, where everybody can read it."""

    text = forms.CharField()
    said = forms.CharField(required=False)


class ReviewsForm(forms.Form):
    file = forms.FileField(label=_("A CSV file"))
    origin = forms.CharField(label=_("Where they were written"), max_length=40)
