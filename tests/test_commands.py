"""The launcher and the commands, as processes."""

import json
import mailbox
import os
import re
import sqlite3
import subprocess
import sys
import time
from email import message_from_bytes
from urllib.request import HTTPCookieProcessor, build_opener

import pytest

from parts import ROOT, environment, free_port, hoituu, start
from test_story import a_mail

LAUNCHER = str(ROOT / "hoituu")


def launcher(*arguments, data, **more):
    return subprocess.run(
        [LAUNCHER, *arguments],
        env=environment(data),
        capture_output=True,
        check=False,
        timeout=60,
        **more,
    )


@pytest.fixture(scope="module")
def installation(tmp_path_factory):
    """An installation that is set up and not running."""
    data = tmp_path_factory.mktemp("commands") / "data"
    start(data).stop()
    return data


def test_receive_without_a_server_does_the_work_itself(installation):
    done = launcher("receive", "--json", data=installation, input=a_mail("c1", "Hei"))
    assert done.returncode == 0
    said = json.loads(done.stdout)
    assert said["outcome"] == "message"
    assert said["conversation"].startswith("H-")
    again = launcher("receive", "--json", data=installation, input=a_mail("c1", "Hei"))
    assert json.loads(again.stdout)["outcome"] in {"duplicate", "message"}


def test_receive_asks_the_server_and_is_durable_before_it_says_so(tmp_path):
    running = start(tmp_path / "data")
    try:
        began = time.monotonic()
        done = launcher("receive", "--json", data=running.data, input=a_mail("c2", "Hei"))
        assert json.loads(done.stdout)["outcome"] == "message"
        assert time.monotonic() - began < 5
    finally:
        running.stop()


@pytest.mark.parametrize("case", ["empty", "no data", "unwritable"])
def test_what_could_not_be_stored_is_tried_again(tmp_path, installation, case):
    data, raw = installation, b""
    if case == "no data":
        data, raw = tmp_path / "nowhere", a_mail("c3", "Hei")
    if case == "unwritable":
        data, raw = tmp_path / "shut", a_mail("c3", "Hei")
        data.mkdir()
        (data / "incoming").write_text("a file in the way")
    done = launcher("receive", data=data, input=raw)
    assert done.returncode == 75
    assert len(done.stderr.decode().strip().splitlines()) == 1


def test_mail_show_is_one_line_a_file(tmp_path):
    mail = tmp_path / "1.eml"
    mail.write_bytes(a_mail("c4", "Hei!"))
    done = hoituu("mail", "show", str(mail), str(mail), "--json", data=tmp_path / "none")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["from_email"] for line in lines] == ["matti@asiakas.example"] * 2


def test_promises_state_answers_the_shared_cases(shared, tmp_path):
    path = shared / "fixtures/promises.json"
    done = hoituu("promises", "state", str(path), "--json", data=tmp_path / "none")
    expected = [
        {"id": c["id"], "state": c["expect"]} for c in json.loads(path.read_text())["cases"]
    ]
    assert json.loads(done.stdout) == expected


def test_promises_are_found_in_a_text_or_in_many(tmp_path):
    lines = [
        {"id": 1, "text": "I'll call you by Friday noon.", "at": "2026-03-10T10:00:00+02:00"},
        {"id": 2, "text": "Palaan asiaan pian.", "lang": "fi", "at": "2026-03-10T10:00:00+02:00"},
        {"id": 3},
    ]
    asked = "\n".join(map(json.dumps, lines)).encode()
    done = hoituu("promises", "find", "--jsonl", "--json", data=tmp_path / "none", input=asked)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1
    assert answers[0]["promises"][0] == {
        "text": "I'll call you by Friday noon.",
        "action": "call",
        "owner": "me",
        "due": "2026-03-13T12:00",
        "grain": "minute",
        "alt": ["2026-03-13"],
        "vague": False,
        "start": 0,
        "end": 29,
    }
    assert answers[1]["promises"][0]["vague"]
    assert set(answers[2]) == {"id", "error"}


@pytest.mark.parametrize("at", ["yesterday", "2026-03-10T10:00:00"])
def test_a_time_that_is_none_is_one_sentence(tmp_path, at):
    done = hoituu("promises", "find", "--at", at, data=tmp_path / "none", input=b"Hei")
    assert done.returncode == 2


def test_drafts_are_coached(tmp_path):
    none = tmp_path / "none"
    draft = "Hei! Kiitos.\nJoku on sinuun yhteydessä jossain vaiheessa."
    done = hoituu("coach", "--json", "--kind", "complaint", data=none, input=draft.encode())
    answer = json.loads(done.stdout)
    assert (done.returncode, answer["schema_version"], answer["lang"]) == (1, 1, "fi")
    [finding] = answer["findings"]
    assert (finding["habit"], finding["level"]) == ("vague_someone", "think")
    assert draft[finding["start"] : finding["end"]] == finding["text"]
    assert answer["missing"] == ["apology", "ownership", "next_step", "time"]
    clean = hoituu("coach", data=none, input=b"Soitan sinulle huomenna klo 10.")
    assert (clean.returncode, clean.stdout) == (0, b"")


def test_a_folder_of_saved_replies_and_many_drafts_at_once(tmp_path):
    none, folder = tmp_path / "none", tmp_path / "replies"
    folder.mkdir()
    (folder / "some-day.txt").write_text("Hi!\nSomebody will be in touch at some point.\n")
    done = hoituu("coach", "--format", "github", str(folder), data=none)
    assert done.returncode == 1
    assert f"::notice file={folder}/some-day.txt,line=2,col=1,title=vague_someone::" in (
        done.stdout.decode()
    )
    many = b'{"id": 1, "text": "I will call you at 10.", "lang": "en"}\nnonsense\n'
    done = hoituu("coach", "--jsonl", data=none, input=many)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert (done.returncode, answers[0]["id"], answers[0]["findings"]) == (1, 1, [])
    assert set(answers[1]) == {"id", "error"}
    assert hoituu("coach", str(tmp_path / "nowhere"), data=none).returncode == 2


def test_it_tells_how_messages_sound(tmp_path):
    none, text = tmp_path / "none", "Aivan hävytöntä! Irtisanon sopimuksen."
    heard = json.loads(hoituu("tone", "--json", data=none, input=text.encode()).stdout)
    assert set(heard) == {"tone", "complaint", "urgent", "churn", "words"}
    assert (heard["tone"] < 2, heard["complaint"] > 0.5) == (True, True)
    assert "hävytöntä" in [text[one["start"] : one["end"]] for one in heard["words"]]
    assert b": tone 1." in hoituu("tone", "--lang", "fi", data=none, input=text.encode()).stdout
    many = b'{"id": 7, "text": "Wonderful, thank you so much!"}\n{"text": "no id"}\n'
    done = hoituu("tone", "--jsonl", data=none, input=many)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert (done.returncode, answers[0]["id"], answers[0]["tone"] > 4) == (1, 7, True)
    assert set(answers[1]) == {"id", "error"}


def test_calls_are_planned(tmp_path):
    day = tmp_path / "day.json"
    day.write_text(
        json.dumps(
            {
                "agents": [{"id": 0, "shifts": [[540, 700]], "skills": ["fi"]}],
                "callbacks": [
                    {"id": 0, "window": [540, 640], "minutes": 60, "skill": "fi"},
                    {"id": 1, "window": [545, 550], "minutes": 10, "skill": "fi"},
                    {"id": 2, "window": [1200, 1260], "minutes": 10, "skill": "fi"},
                ],
            }
        )
    )
    done = hoituu("callbacks", "plan", str(day), "--json", data=tmp_path / "none")
    answer = json.loads(done.stdout)
    assert {c["id"]: c["start"] for c in answer["calls"]} == {1: 545, 0: 555}
    assert answer["not_kept"] == [2]


def test_check_is_fine_on_a_new_installation(installation):
    done = hoituu("check", "--full", "--json", data=installation)
    counts = json.loads(done.stdout)
    assert set(counts) >= {
        "open",
        "without_owner",
        "owner_absent",
        "without_next_step",
        "promises_overdue_unannounced",
        "unaccounted_mail",
        "reconciled_at",
        "undelivered_unhandled",
        "feedback_unanswered_overdue",
        "ok",
    }
    assert (done.returncode, counts["ok"]) == (0, True)


def test_a_backup_brings_everything_back(installation, tmp_path):
    launcher("receive", data=installation, input=a_mail("c5", "Varmuuskopioon"))
    file = tmp_path / "varmuus.tar.gz"
    assert hoituu("backup", str(file), data=installation).returncode == 0
    other = tmp_path / "uusi"
    done = hoituu("restore", str(file), "--yes", data=other)
    assert done.returncode == 0, done.stderr
    with sqlite3.connect(other / "hoituu.sqlite3") as db:
        found = db.execute("SELECT count(*) FROM conversations_message WHERE body LIKE 'Varmuus%'")
        assert found.fetchone()[0] == 1
    assert (other / "key").read_text() == (installation / "key").read_text()
    assert hoituu("check", data=other).returncode == 0


def test_something_else_is_no_backup(tmp_path):
    junk = tmp_path / "junk.tar.gz"
    junk.write_bytes(b"junk")
    done = hoituu("restore", str(junk), "--yes", data=tmp_path / "d")
    assert done.returncode == 1
    assert b"could not be restored" in done.stderr


def test_a_second_start_says_so_in_one_sentence(tmp_path):
    running = start(tmp_path / "data")
    try:
        second = hoituu("start", "--port", str(free_port()), data=running.data)
        assert (second.returncode, second.stderr.decode().count("\n")) == (1, 1)
        assert b"already running" in second.stderr
        taken = hoituu("start", "--port", str(running.port), data=tmp_path / "other")
        assert b"is taken" in taken.stderr
    finally:
        running.stop()


def test_each_mode_refuses_the_others_data(installation):
    done = hoituu("start", "--demo", "studio", "--port", str(free_port()), data=installation)
    assert (done.returncode, b"something else" in done.stderr) == (1, True)


def test_the_demo_is_removed_with_one_click(tmp_path):
    running = start(tmp_path / "demo", "--demo", "studio")
    browser = build_opener(HTTPCookieProcessor())
    browser.open(running.sign_in).read()
    settings = browser.open(f"{running.url}/settings/").read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', settings).group(1)
    answer = browser.open(f"{running.url}/demo/remove/", f"csrfmiddlewaretoken={token}".encode())
    assert "Demo on poistettu" in answer.read().decode()
    running.process.wait(15)
    assert not running.data.exists()


def test_a_setting_we_do_not_know_is_an_error(installation):
    done = subprocess.run(
        [sys.executable, "-m", "hoituu", "check"],
        check=False,
        env=environment(installation, HOITUU_COLOUR="red"),
        capture_output=True,
    )
    assert (done.returncode, done.stderr) == (2, b"HOITUU_COLOUR is not a setting of Hoituu.\n")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path):
    tmp_path.chmod(0o500)
    done = hoituu("start", "--port", str(free_port()), data=tmp_path / "data")
    assert b"cannot be written to" in done.stderr


def test_the_first_admin_gets_a_new_link_when_mail_is_down(installation):
    done = hoituu("sign-in-link", data=installation)
    assert b"/welcome/" in done.stdout
    assert hoituu("sign-in-link", "kuka@muu.example", data=installation).returncode == 1


def test_help_needs_no_data_and_leaves_none(tmp_path):
    done = hoituu("help", data=tmp_path / "none")
    assert b"start" in done.stdout
    assert not (tmp_path / "none").exists()


def old_mailboxes(folder):
    """An mbox, a Maildir and a folder of .eml files with five mails, one of them twice."""
    long_ago = "Mon, 06 Jan 2025 09:00:00 +0200"
    old, other = (a_mail(f"old{n}", "Kiitos, > ja hei", subject=f"Vanha {n}") for n in (1, 2))
    box = mailbox.mbox(folder / "old.mbox")
    for raw in (old, other):
        letter = message_from_bytes(raw)
        del letter["Date"]
        letter["Date"] = long_ago
        box.add(letter)
    box.close()
    tree = mailbox.Maildir(folder / "Maildir")
    tree.add(a_mail("new1", "Hei", subject="Uusi 1"))
    tree.add_folder("Tyo").add(a_mail("new2", "Hei", subject="Uusi 2"))
    letters = folder / "letters" / "deep"
    letters.mkdir(parents=True)
    (letters / "one.eml").write_bytes(a_mail("new3", "Hei", subject="Uusi 3"))
    (letters / "twin.eml").write_bytes(a_mail("new3", "Hei", subject="Uusi 3"))
    return [str(folder / name) for name in ("old.mbox", "Maildir", "letters")]


@pytest.mark.parametrize("serves", [False, True])
def test_old_mail_is_brought_in_once_and_nobody_hears_of_it(tmp_path, serves):
    paths = old_mailboxes(tmp_path)
    running = start(tmp_path / "data")
    if not serves:
        running.stop()
    first = hoituu("mail", "import", *paths, "--json", data=running.data)
    again = hoituu("mail", "import", *paths, "--json", data=running.data)
    lost = hoituu("mail", "import", str(tmp_path / "nothing"), data=running.data)
    with sqlite3.connect(running.data / "hoituu.sqlite3", timeout=20) as db:
        rows = db.execute("SELECT subject, turn, resolved_by FROM conversations_conversation")
        found = sorted(rows.fetchall())
        said = db.execute("SELECT COUNT(*) FROM conversations_message WHERE delivery <> ''")
        assert said.fetchone() == (0,)
    running.stop()
    assert json.loads(first.stdout) == {"found": 6, "taken": 5, "known": 1}
    assert json.loads(again.stdout) == {"found": 6, "taken": 0, "known": 6}
    assert [(turn, by) for subject, turn, by in found if "Vanha" in subject] == [
        ("resolved", "clock"),
        ("resolved", "clock"),
    ]
    assert {turn for subject, turn, _ in found if "Uusi" in subject} == {"waiting_on_us"}
    assert len(found) == 5
    assert lost.stderr.decode().startswith(f"{tmp_path / 'nothing'} cannot be read")


def test_an_import_that_cannot_store_says_so_in_a_sentence(tmp_path):
    paths = old_mailboxes(tmp_path)
    start(tmp_path / "data").stop()
    (tmp_path / "data" / "incoming").rename(tmp_path / "aside")
    (tmp_path / "data" / "incoming").write_text("in the way")
    done = hoituu("mail", "import", *paths, data=tmp_path / "data")
    assert done.returncode == 1
    assert done.stderr.decode().startswith("A mail could not be stored: ")


def test_the_hook_for_saved_replies_runs_what_there_is():
    said = (ROOT / ".pre-commit-hooks.yaml").read_text()
    entry = re.search(r"entry: (\S+) (\S+)", said)
    assert (ROOT / entry[1]).stat().st_mode & 0o111, "the launcher can be run"
    done = hoituu(entry[2], "--help", data=ROOT / "nothing-there")
    assert done.returncode == 0, "and so can its command"
