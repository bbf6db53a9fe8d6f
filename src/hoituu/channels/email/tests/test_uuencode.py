"""Files that stand in the text itself."""

import binascii

from hoituu.channels.email.rules import read_mail

CONTENT = bytes(range(256)) * 3


def encoded(name="kuva.jpg", content=CONTENT):
    lines = [content[at : at + 45] for at in range(0, len(content), 45)]
    body = "".join(binascii.b2a_uu(line).decode() for line in lines)
    return f"begin 644 {name}\n{body}`\nend\n"


def a_text(text):
    return read_mail(f"From: a@b.example\nSubject: Kuva\n\n{text}".encode())


def test_a_file_in_the_text_is_a_file():
    letter = a_text(f"Hei, tässä.\n\n{encoded()}\nTerveisin Matti\n")
    [file] = letter.files
    assert (file.name, file.content) == ("kuva.jpg", CONTENT)
    assert "begin 644" not in letter.body_text
    assert letter.body_text.split() == ["Hei,", "tässä.", "Terveisin", "Matti"]


def test_two_files_with_spaces_in_a_name():
    letter = a_text(encoded("oma kuva.jpg") + encoded("b.txt", b"lyhyt"))
    assert [file.name for file in letter.files] == ["oma kuva.jpg", "b.txt"]
    assert letter.files[1].content == b"lyhyt"


def test_what_is_cut_off_or_only_looks_like_one_stays_text():
    for text in (encoded().partition("`\nend")[0], "begin 644 huomenna\nja jatketaan\nend\n"):
        letter = a_text(text)
        assert letter.files == ()
        assert letter.body_text.strip() == text.strip()


def test_a_name_cannot_leave_its_folder():
    [file] = a_text(encoded("../../etc/passwd")).files
    assert "/" not in file.name
