"""A mail server for the tests: real SMTP with STARTTLS and a password, on loopback.

    python tests/smtp/server.py PORT FOLDER

FOLDER holds certificate.pem and key.pem. A second port, written to FOLDER/tls-port, speaks TLS
from the first byte. What arrives is written to FOLDER/mails/ADDRESS/N.json,
decoded by Python's own mail library. The part of an address before the first dot says what the
server does: "gone" is refused for good, "busyN" is put off N times, "spam" is refused after the
text, everybody else gets their mail.
"""

import asyncio
import email
import email.policy
import json
import re
import signal
import ssl
import sys
from pathlib import Path

from aiosmtpd.smtp import SMTP, AuthResult

USER, PASSWORD = b"machikoe", b"lantern-tide-42"


class Handler:
    def __init__(self, folder: Path):
        self.folder = folder
        self.put_off: dict[str, int] = {}

    async def handle_MAIL(self, server, session, envelope, address, options):
        if address.startswith("stranger@"):
            return "553 5.7.1 sender not allowed"
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        kind = address.split("@")[0].split(".")[0]
        if kind == "gone":
            return f"550 5.1.1 <{address}> no such user"
        if busy := re.fullmatch(r"busy(\d+)", kind):
            seen = self.put_off.get(address, 0)
            if seen < int(busy[1]):
                self.put_off[address] = seen + 1
                return f"451 4.7.1 <{address}> greylisted"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        address = envelope.rcpt_tos[0]
        if address.startswith("spam."):
            return "554 5.7.1 looks like spam"
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        headers = {name.lower(): str(value) for name, value in message.items()}
        mails = self.folder / "mails" / address
        mails.mkdir(parents=True, exist_ok=True)
        mail = {
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "encrypted": server.transport.get_extra_info("sslcontext") is not None,
            "headers": headers,
            "text": message.get_content().replace("\r\n", "\n"),
            "raw": envelope.content.decode("latin-1"),
        }
        file = mails / f"{len(list(mails.iterdir())) + 1}.json"
        file.write_text(json.dumps(mail, ensure_ascii=False))
        return "250 taken"


def authenticate(server, session, envelope, mechanism, data):
    right = (data.login, data.password) == (USER, PASSWORD)
    return AuthResult(success=right, handled=False)


async def main(port: int, folder: Path) -> None:
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(folder / "certificate.pem", folder / "key.pem")
    handler = Handler(folder)

    def conversation(**encryption):
        return SMTP(
            handler,
            hostname="localhost",
            auth_required=True,
            authenticator=authenticate,
            **encryption,
        )

    def in_the_clear_first():
        return conversation(tls_context=tls, require_starttls=True)

    def encrypted_already():
        return conversation(auth_require_tls=False)

    loop = asyncio.get_running_loop()
    wrapped = await loop.create_server(encrypted_already, "127.0.0.1", 0, ssl=tls)
    (folder / "tls-port").write_text(str(wrapped.sockets[0].getsockname()[1]))
    server = await loop.create_server(in_the_clear_first, "127.0.0.1", port)
    ended = asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, ended.set)
    await ended.wait()
    server.close()
    wrapped.close()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), Path(sys.argv[2])))
