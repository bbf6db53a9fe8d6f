"""A complaint at the desk: what fits, who may offer it, and what a file of values says."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from hoituu.conversations.tests.builders import a_person
from hoituu.customers.models import Customer
from hoituu.desk.tests.builders import a_fresh_conversation, sign_in
from hoituu.feedback.actions import name_cause, write_down_spoken
from hoituu.feedback.models import Cause
from hoituu.recovery.actions import (
    choose_remedy,
    need_nothing,
    offer_remedy,
    open_recovery,
    propose_remedy,
)
from hoituu.recovery.models import Budget, Offer, Remedy, Terms
from hoituu.recovery.queries import recovery_of
from hoituu.recovery.rules import RemedyKind
from hoituu.staff.rules import Role

pytestmark = pytest.mark.django_db
NOW = timezone.now()


TERMS = {
    "budget_cents": "200",
    "token_percent": "2",
    "most_percent": "150",
    "floor_small_cents": "5",
    "floor_real_cents": "15",
    "floor_serious_cents": "40",
    "unknown_monthly_cents": "50",
    "unknown_loss_cents": "50",
}


def an_offer(one):
    return offer_remedy(
        one,
        kind=RemedyKind.CREDIT,
        text="Hyvitys laskulla",
        worth_cents=4_550,
        days=2,
        by=one.conversation.owner,
        now=timezone.now(),
    )


def a_complaint(owner="Aino Mäkelä"):
    one = a_fresh_conversation(owner=owner)
    return open_recovery(one, by_id=one.owner_id, now=timezone.now())


def offer(client, one, **facts):
    plain = {"text": "Kuukausi veloituksetta", "kind": "credit", "worth_cents": "40", "days": "3"}
    url = reverse("complaint", args=[one.pk, "offer"])
    return client.post(url, plain | facts, follow=True)


def shown(client, one):
    return client.get(reverse("conversation", args=[one.conversation_id])).content.decode()


def test_one_press_marks_a_complaint_and_another_takes_it_back(client):
    sign_in(client)
    one = a_fresh_conversation()
    client.post(reverse("mark_complaint", args=[one.pk]))
    recovery = recovery_of(one.pk)
    assert "A complaint to put right" in shown(client, recovery)
    client.post(reverse("complaint", args=[recovery.pk, "dismiss"]))
    assert "A complaint to put right" not in shown(client, recovery)


def test_what_was_offered_goes_into_the_answer_with_the_customers_own_page(client, settings):
    settings.HOITUU_BASE_URL = "https://care.example.com"
    sign_in(client)
    one = a_complaint()
    offer(client, one)
    client.post(reverse("complaint", args=[one.pk, "write"]))
    page = shown(client, one)
    assert "– Kuukausi veloituksetta" in page
    assert "https://care.example.com/my/" in page


@pytest.mark.parametrize(
    ("typed", "said"),
    [("45 kr", "Amounts are in euros here"), ("paljon", "That is no amount of money")],
)
def test_a_wrong_amount_is_one_sentence_and_what_was_typed_stays(client, typed, said):
    sign_in(client)
    one = a_complaint()
    answer = offer(client, one, worth_cents=typed)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "Kuukausi veloituksetta" in answer.content.decode()
    assert not Remedy.objects.exists()


def test_what_does_not_fit_is_asked_about_once_and_offered_all_the_same(client):
    sign_in(client)
    one = a_complaint()
    Customer.objects.update(monthly_cents=40_000)
    asked = offer(client, one, worth_cents="15").content.decode()
    assert "may feel like an insult" in asked
    assert "Yes, all the same" in asked
    assert "Kuukausi veloituksetta" in asked
    assert not Remedy.objects.exists()
    assert "Yes, all the same" not in offer(client, one, worth_cents="150").content.decode()
    offer(client, one, worth_cents="15", anyway="on")
    assert sorted(Remedy.objects.values_list("worth_cents", flat=True)) == [1_500, 15_000]


def test_what_the_customer_proposes_is_weighed_too_and_its_kind_is_chosen(client):
    sign_in(client)
    one = a_complaint()
    remedy = propose_remedy(one, text="Rahat takaisin", now=timezone.now())
    url, facts = reverse("remedy", args=[remedy.pk, "accept"]), {"worth_cents": "900", "days": "3"}
    assert "This field is required" in client.post(url, facts).content.decode()
    facts["kind"] = "refund"
    assert "is a lot beside what happened" in client.post(url, facts).content.decode()
    assert Remedy.objects.get().state == "proposed"
    client.post(url, facts | {"anyway": "on"})
    assert Remedy.objects.get().state == "asked"  # above the budget


def test_who_needs_nothing_more_is_seen_to_say_so(client):
    sign_in(client)
    one = a_complaint()
    need_nothing(one, now=timezone.now())
    page = shown(client, one)
    assert "The customer needs nothing more" in page
    assert "They need nothing more" not in page  # the button
    assert "needs nothing more" in client.get(reverse("complaints")).content.decode()


def test_above_the_budget_the_lead_sees_it_on_today_and_agrees(client):
    sign_in(client)
    one = a_complaint()
    maija = a_person("Maija Lehto", role=Role.LEAD, language="en")
    assert (
        "a lead answers first"
        in offer(client, one, worth_cents="400", anyway="on").content.decode()
    )
    sign_in(client, maija.name, Role.LEAD)
    assert "asks whether this may be offered" in client.get(reverse("today")).content.decode()
    client.post(reverse("remedy", args=[Remedy.objects.get().pk, "approve"]))
    assert Remedy.objects.get().state == "offered"


def test_a_colleague_does_not_offer_and_who_looks_presses_nothing(client):
    one = a_complaint()
    sign_in(client, "Eetu Laine")
    assert offer(client, one).status_code == 409
    assert not Remedy.objects.exists()
    sign_in(client, "Ville Aro", Role.VIEWER)
    assert offer(client, one).status_code == 403
    assert client.get(reverse("complaints")).status_code == 200


def test_the_list_and_the_report_as_a_file(client):
    sign_in(client)
    one = a_complaint()
    client.post(reverse("complaint", args=[one.pk, "cause"]), {"name": "Kaapeli poikki"})
    page = client.get(reverse("complaints")).content.decode()
    assert "Matti Virtanen" in page
    assert "Kaapeli poikki" in page
    rows = client.get(reverse("complaints"), {"as": "csv"}).content.decode("utf-8-sig").splitlines()
    assert rows[:2] == ["What,How many,Of,Worth together", "Received,1"]
    assert rows[-1] == "Cause: Kaapeli poikki,1,1"
    wrong = client.get(reverse("complaints"), {"since": "x", "until": "0000"})
    assert "That is no day that we know" in wrong.content.decode()


def test_two_causes_become_one_by_the_same_name(client):
    sign_in(client, "Maija Lehto", Role.LEAD)
    one, other = a_complaint(), a_complaint("Eetu Laine")
    for complaint, name in ((one, "Kaapeli poikki"), (other, "kaapeli rikki")):
        name_cause(complaint.feedback, name=name, by_id=complaint.conversation.owner_id, now=NOW)
    first, second = Cause.objects.order_by("pk")
    rename = reverse("rename_cause", args=[second.pk])
    assert "Kaapeli poikki" in client.get(reverse("settings_recovery")).content.decode()
    assert "at most 120" in client.post(rename, {"name": "x" * 121}, follow=True).content.decode()
    client.post(rename, {"name": "KAAPELI  poikki"})
    assert list(Cause.objects.all()) == [first]
    assert first.feedback.count() == 2
    client.post(reverse("rename_cause", args=[first.pk]), {"name": "Kaapelivika"})
    assert Cause.objects.get().name == "Kaapelivika"


def test_the_file_is_in_the_language_of_who_reads_it(client):
    person = sign_in(client)
    one = a_complaint()
    choose_remedy(one, remedy_id=an_offer(one).pk, now=timezone.now())
    person.language = "fi"
    person.save()
    rows = client.get(reverse("complaints"), {"as": "csv"}).content.decode("utf-8-sig")
    assert "Mikä;Montako;Kaikkiaan;" in rows
    assert ";1;;45,50" in rows


def test_the_report_counts_the_causes_of_complaints_alone(client):
    sign_in(client)
    said = write_down_spoken(
        words="Hissi haisee.", mood=None, by_id=a_person().pk, now=timezone.now()
    )
    name_cause(said, name="Hissi", by_id=a_person().pk, now=timezone.now())
    a_complaint()
    assert '<th scope="row">Hissi' not in client.get(reverse("complaints")).content.decode()


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"floor_small_cents": "50"}, "What is worse gets at least as much"),
        ({"token_percent": "x"}, "Enter a number."),
    ],
)
def test_terms_that_cannot_be_are_one_sentence(client, facts, said):
    sign_in(client, "Maija Lehto", Role.LEAD)
    answer = client.post(reverse("change_recovery", args=["terms"]), TERMS | facts)
    assert answer.status_code == 422
    assert said in answer.content.decode()


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"until": "2020-01-01"}, "That day is over already."),
        ({"about": " , "}, "Write at least one word"),
    ],
)
def test_an_offer_that_nobody_can_ask_for_is_one_sentence(client, facts, said):
    sign_in(client, "Maija Lehto", Role.LEAD)
    plain = {"title": "Uusi lukija", "about": "kortinlukija"}
    answer = client.post(reverse("change_recovery", args=["offer"]), plain | facts)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Offer.objects.exists()


def test_a_lead_sets_what_is_assumed_offered_and_spent(client):
    lead = sign_in(client, "Maija Lehto", Role.LEAD)
    page = client.get(reverse("settings_recovery")).content.decode()
    assert "film tickets" in page
    assert 'value="150"' in page
    client.post(reverse("change_recovery", args=["terms"]), TERMS)
    assert (Terms.objects.get().budget_cents, Terms.objects.get().token_percent) == (20_000, 2)
    wrong = client.post(reverse("change_recovery", args=["terms"]), TERMS | {"budget_cents": ""})
    assert wrong.status_code == 422
    client.post(
        reverse("change_recovery", args=["offer"]),
        {"title": "Uusi lukija", "about": "kortinlukija", "worth_cents": "79"},
    )
    assert Offer.objects.get().worth_cents == 7_900
    client.post(reverse("end_offer", args=[Offer.objects.get().pk]))
    assert not Offer.objects.exists()
    client.post(reverse("set_budget", args=[lead.pk]), {"cents": "500"})
    assert Budget.objects.get().cents == 50_000
    client.post(reverse("set_budget", args=[lead.pk]), {"cents": ""})
    assert not Budget.objects.exists()


def test_values_come_by_a_file_and_a_bad_line_is_named(client):
    sign_in(client, "Maija Lehto", Role.LEAD)
    a_fresh_conversation()
    url = reverse("change_recovery", args=["values"])

    def send(text, encoding="utf-8"):
        file = SimpleUploadedFile("arvot.csv", text.encode(encoding))
        return client.post(url, {"file": file}, follow=True).content.decode()

    whole = "Sähköposti;Kuukaudessa;Alkaen\nmatti@asiakas.example;412,50;2015\nx@y.example;1;\n"
    assert "1 of 2 were customers" in send(whole, "cp1252")
    assert Customer.objects.get().monthly_cents == 41_250
    assert "Line 4 has neither" in send("email;monthly\nmatti@asiakas.example;5\n\nkukaan;6\n")
    assert "On line 2 the amount" in send("email;monthly\nmatti@asiakas.example;$5\n")
    assert "no column monthly" in send("email;spent\nmatti@asiakas.example;5\n")
    assert "no column email" in send("who;monthly\nmatti@asiakas.example;5\n")
    assert Customer.objects.get().monthly_cents == 41_250


def test_an_agent_does_not_change_the_terms(client):
    sign_in(client)
    assert client.get(reverse("settings_recovery")).status_code == 403
