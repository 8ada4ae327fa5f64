"""A mail server for tests: Debian's python3-aiosmtpd. It prints one JSON object a line: where it listens, each mail it takes, each word it was told.

argv[1] is JSON: {"tls": "starttls" or "tls", "certificate": FILE, "key": FILE, "user": NAME, "password": WORD}; without tls it speaks in the clear, without
user everybody may send.
Standard input takes JSON lines {"mailbox": ..., "reply": ...}: how RCPT for that mailbox is answered; "hang" never answers, null takes it again;
the mailbox "*" is everybody. It ends when standard input does.
"""
import asyncio
import base64
import json
import ssl
import sys
import threading

from aiosmtpd.smtp import SMTP, AuthResult

settings = json.loads(sys.argv[1])
replies = {}


def say(**words):
    print(json.dumps(words), flush=True)


class Keeper:
    async def handle_RCPT(self, server, session, envelope, address, options):
        reply = replies.get(address, replies.get("*"))
        if reply == "hang":
            await asyncio.Event().wait()
        if reply:
            return reply
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        reply = replies.get("DATA")
        if reply:
            return reply
        say(sender=envelope.mail_from, recipients=envelope.rcpt_tos, raw=base64.b64encode(envelope.original_content).decode(),
            secure=server.transport.get_extra_info("ssl_object") is not None, user=session.auth_data, hello=session.host_name)
        return "250 Kept"


def authenticate(server, session, envelope, mechanism, data):
    fits = (data.login.decode(), data.password.decode()) == (settings["user"], settings["password"])
    return AuthResult(success=fits, handled=False, auth_data=data.login.decode() if fits else None)


def context():
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(settings["certificate"], settings["key"])
    return made


def session(tls, asks):
    starts = tls == "starttls"
    return SMTP(Keeper(), hostname="mail.test", tls_context=context() if starts else None, require_starttls=starts, ident="test",
                authenticator=authenticate if asks else None, auth_required=asks, auth_require_tls=starts)


async def main():
    loop = asyncio.get_running_loop()
    tls = settings.get("tls")
    server = await loop.create_server(lambda: session(tls, "user" in settings), "127.0.0.1", 0, ssl=context() if tls == "tls" else None)
    done = loop.create_future()

    def told(line):
        words = json.loads(line)
        replies[words["mailbox"]] = words["reply"]
        say(told=words["mailbox"])

    def listen():
        for line in sys.stdin:
            loop.call_soon_threadsafe(told, line)
        loop.call_soon_threadsafe(done.set_result, None)

    threading.Thread(target=listen, daemon=True).start()
    say(port=server.sockets[0].getsockname()[1])
    await done


asyncio.run(main())
