"""What an app of the server's kind sends for one request, asked in a thread of its own."""

import asyncio
from concurrent.futures import ThreadPoolExecutor


def sent_by(app, scope: dict, receive=None) -> list[dict]:
    """Put one request or connection to `app`; return the messages it sends, in order.

    The driver of the browser keeps a loop running in the thread of the tests once a test has used
    it, and a thread runs one loop only.
    """
    sent: list[dict] = []

    async def send(message):
        sent.append(message)

    with ThreadPoolExecutor(1) as apart:
        apart.submit(lambda: asyncio.run(app(scope, receive, send))).result()
    return sent
