"""What a person at the desk fills in."""

from hoituu.desk.forms.business import (
    BusinessForm,
    OwnHabitForm,
    TeamForm,
    TemplateForm,
    TokenForm,
)
from hoituu.desk.forms.calls import AgreeForm, EndCallForm, TermsForm
from hoituu.desk.forms.fields import moment
from hoituu.desk.forms.inboxes import InboxForm
from hoituu.desk.forms.people import (
    AbsenceForm,
    CoverForm,
    MeForm,
    PersonForm,
    ShiftDayForm,
    SpecialDayForm,
    WeekForm,
)
from hoituu.desk.forms.work import (
    ComposeForm,
    CustomerForm,
    GiveForm,
    MailboxAnswerForm,
    PointForm,
    PreferForm,
    SayForm,
    SoundForm,
    StartForm,
    TimeForm,
    WriteDownForm,
    address_in,
)

__all__ = [
    "AbsenceForm",
    "AgreeForm",
    "BusinessForm",
    "ComposeForm",
    "CoverForm",
    "CustomerForm",
    "EndCallForm",
    "GiveForm",
    "InboxForm",
    "MailboxAnswerForm",
    "MeForm",
    "OwnHabitForm",
    "PersonForm",
    "PointForm",
    "PreferForm",
    "SayForm",
    "ShiftDayForm",
    "SoundForm",
    "SpecialDayForm",
    "StartForm",
    "TeamForm",
    "TemplateForm",
    "TermsForm",
    "TimeForm",
    "TokenForm",
    "WeekForm",
    "WriteDownForm",
    "address_in",
    "moment",
]
