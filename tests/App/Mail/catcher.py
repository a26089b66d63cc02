"""A mail server for the tests: takes every mail and writes it to standard output, one JSON object a line; the first line is its port.

  --refuse     takes no recipient
  --starttls   offers STARTTLS, with the certificate and key in the file named next
Ends with standard input.
"""
import asyncio
import json
import ssl
import sys

from aiosmtpd.smtp import SMTP


def say(what):
    print(json.dumps(what), flush=True)


class Catcher:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if "--refuse" in sys.argv:
            return f"550 {address} is not known here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        say({
            "greeting": session.host_name,
            "tls": session.ssl is not None,
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "mail": envelope.content.decode("ascii"),
        })
        return "250 OK"


async def main():
    loop = asyncio.get_running_loop()
    context = None
    if "--starttls" in sys.argv:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(sys.argv[sys.argv.index("--starttls") + 1])
    server = await loop.create_server(lambda: SMTP(Catcher(), hostname="catcher.example", tls_context=context, loop=loop), "127.0.0.1", 0)
    say(server.sockets[0].getsockname()[1])
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


asyncio.run(main())
