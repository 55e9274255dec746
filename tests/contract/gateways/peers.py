"""Peers on the loopback: a mail server and an SMS centre that can be told to refuse."""

import json
import socket
from contextlib import contextmanager
from email import message_from_bytes
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Thread

from aiosmtpd.controller import Controller


class Mailbox:
    """What the mail server got; ``reply`` is what it says instead of taking a letter."""

    def __init__(self):
        self.mails, self.reply, self.recipient_reply = [], None, None

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 - the name aiosmtpd calls
        if self.recipient_reply:
            return self.recipient_reply
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - the name aiosmtpd calls
        if self.reply:
            return self.reply
        self.mails.append(message_from_bytes(envelope.content, policy=default))
        return "250 OK"


@contextmanager
def mail_server():
    """Yield the mailbox and the port of a mail server."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    mailbox = Mailbox()
    controller = Controller(mailbox, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield mailbox, port
    finally:
        controller.stop()


@contextmanager
def guarded_mail_server(answer):
    """Yield what is said to a mail server that gives ``answer`` to a login, and its port."""
    said = []

    class Handler(StreamRequestHandler):
        def handle(self):
            self.wfile.write(b"220 hall ready\r\n")
            in_letter = False
            for line in self.rfile:
                said.append(line.decode().strip())
                word = said[-1].split(" ")[0].upper()
                if in_letter:
                    in_letter = said[-1] != "."
                    reply = b"" if in_letter else b"250 taken\r\n"
                else:
                    in_letter = word == "DATA"
                    reply = {
                        "EHLO": b"250-hall\r\n250 AUTH PLAIN\r\n",
                        "AUTH": answer,
                        "DATA": b"354 go on\r\n",
                        "QUIT": b"221 bye\r\n",
                    }.get(word, b"250 OK\r\n")
                self.wfile.write(reply)
                if word == "QUIT" and not in_letter:
                    return

    server = ThreadingTCPServer(("127.0.0.1", 0), Handler)
    with serving(server):
        yield said, server.server_address[1]


@contextmanager
def sms_centre():
    """Yield an SMS centre: its ``got`` requests, its ``status`` to answer, its ``address``."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            content = self.rfile.read(int(self.headers["Content-Length"]))
            server.got.append((self.path, dict(self.headers), json.loads(content)))
            self.send_response(server.status)
            self.send_header("Location", "/elsewhere")
            self.end_headers()

        def log_message(self, *words):
            """Say nothing: the test asks what came."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.got, server.status = [], 200
    server.address = f"http://127.0.0.1:{server.server_address[1]}/send?from=hall"
    with serving(server):
        yield server


@contextmanager
def serving(server):
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
