"""Mails as they come."""

from email.message import EmailMessage


def a_mail(
    body="Hei!\n\nNetti pätkii.",
    *,
    sender="Matti Virtanen <matti@asiakas.example>",
    message_id="<1@asiakas.example>",
    subject="Netti pätkii",
    **headers,
) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"] = sender, "asiakaspalvelu@pohjanverkko.example"
    mail["Subject"], mail["Message-ID"] = subject, message_id
    mail["Date"] = headers.pop("Date", "Mon, 02 Mar 2026 11:55:00 +0200")
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(body)
    return mail.as_bytes()


BOUNCE = """From: MAILER-DAEMON@pohjanverkko.example
To: asiakaspalvelu@pohjanverkko.example
Subject: Undelivered Mail Returned to Sender
Message-ID: <bounce-1@pohjanverkko.example>
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

The mail could not be delivered.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; pohjanverkko.example

Final-Recipient: rfc822; matti@asiakas.example
Action: failed
Status: {status}

--b
Content-Type: message/rfc822

Message-ID: {message_id}
Subject: Re: Netti

Hei
--b--
"""
