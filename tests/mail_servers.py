"""Real mail servers for tests: a Dovecot with one mailbox, and an SMTP server that keeps mails."""

import getpass
import os
import shutil
import socket
import subprocess
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from parts import free_port, wait_for

DOVECOT = """
protocols = imap
listen = 127.0.0.1
base_dir = {folder}/run
log_path = {folder}/dovecot.log
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain
mail_location = maildir:{folder}/mail
default_internal_user = {internal}
default_login_user = {login}
default_internal_group = {group}
service imap-login {{
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
  chroot =
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
passdb {{
  driver = static
  args = password=salasana
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/mail
}}
first_valid_uid = 0
first_valid_gid = 0
mail_privileged_group =
"""


@dataclass
class Imap:
    """A real IMAP server with one mailbox."""

    port: int
    folder: Path
    process: subprocess.Popen | None = None

    def start(self) -> None:
        program = shutil.which("dovecot") or "/usr/sbin/dovecot"
        config = str(self.folder / "dovecot.conf")
        self.process = subprocess.Popen([program, "-F", "-c", config])
        wait_for(self.answers, seconds=15)

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(10)

    def deliver(self, raw: bytes, *, days_ago: float = 0) -> None:
        import imaplib

        came_at = imaplib.Time2Internaldate(time.time() - days_ago * 86400)
        with imaplib.IMAP4("127.0.0.1", self.port) as line:
            line.login("asiakaspalvelu", "salasana")
            line.append("INBOX", "", came_at, raw)

    def answers(self) -> bool:
        try:
            socket.create_connection(("127.0.0.1", self.port), 1).close()
        except OSError:
            return False
        return True


@contextmanager
def dovecot(*, more="", files=()):
    """Run a Dovecot with one mailbox, and more configuration and files if wanted.

    Its folder is its own, and not pytest's: another run of the tests closes that to others.
    """
    import grp
    import pwd

    folder, port = Path(tempfile.mkdtemp(prefix="hoituu-dovecot-")), free_port()
    (folder / "mail").mkdir()
    for name, content in dict(files).items():
        (folder / name).write_text(content)
    root = os.geteuid() == 0
    me = getpass.getuser()
    user = pwd.getpwnam("nobody" if root else me)
    os.chmod(folder, 0o755)
    if root:
        os.chown(folder / "mail", user.pw_uid, user.pw_gid)
    config = folder / "dovecot.conf"
    config.write_text(
        (DOVECOT + more).format(
            folder=folder,
            port=port,
            uid=user.pw_uid,
            gid=user.pw_gid,
            internal="dovecot" if root else me,
            login="dovenull" if root else me,
            group=grp.getgrgid(pwd.getpwnam("dovecot" if root else me).pw_gid).gr_name,
        )
    )
    server = Imap(port, folder)
    server.start()
    try:
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


class Sink:
    """Where our mails end: it keeps them as letters."""

    def __init__(self):
        self.raws = []

    async def handle_DATA(self, server, session, envelope):
        self.raws.append((envelope.mail_from, envelope.rcpt_tos, bytes(envelope.original_content)))
        return "250 OK"

    def to(self, address):
        from hoituu.channels.email.rules import read_mail

        return [read_mail(raw) for _, to, raw in self.raws if address in to]
