"""A server that fails in every way, over TLS, in front of a real one: it ends TLS, hands each request on over plain HTTP, and does to request
and answer what a seeded plan says. Runs in a thread of the test's own; every connection that it holds ends with it."""
import asyncio
import random
import ssl
import threading

PIECE = 65536
HEAD_MAX = 65536
RETRIED = (408, 425, 429, 500, 502, 503, 504)

# What may happen to one request. "past" faults let the request through first: what it asked for has happened, and the client cannot know.
BEFORE = ("drop-connect", "drop-request", "stall-request", "status", "garbage", "redirect-host", "redirect-http", "redirect-loop", "endless-head")
PAST = ("drop-past", "stall-past", "status-past", "drop-answer", "close-answer", "stall-answer", "endless-body")
# Well-formed and wrong: an answer cut short or with one bit changed, a file stored with one bit changed.
DAMAGE = {"GET": ("cut", "flip"), "PROPFIND": ("cut",), "PUT": ("flip-request",)}


def kinds_of(method):
    """What may meet a request. Not a listing without end (which is large), nor one with a changed bit: only TLS can tell that."""
    kinds = BEFORE + tuple(k for k in PAST if k != "endless-body" or method != "PROPFIND") + 2 * DAMAGE.get(method, ())
    return kinds + 2 * tuple(k for k in kinds if k.startswith(("drop", "status", "close")))  # what another attempt mends comes oftener


class Plan:
    """Which fault meets which attempt, from a seed and the request alone, so that a run can be repeated."""

    def __init__(self, seed, share=1.0, always=0.1, stalls=0.05):
        """share: of files sent and fetched that meet a fault at all, of other requests a quarter; always: of these, that never get through; stalls: of the stalls drawn, that are
        ones: each costs the time after which the client gives up."""
        self.seed, self.share, self.always, self.stalls = seed, share, always, stalls
        self.attempts, self.given, self.lock = {}, [], threading.Lock()

    def next(self, method, path):
        with self.lock:
            attempt = self.attempts[method, path] = self.attempts.get((method, path), 0) + 1
        draw = random.Random(f"{self.seed} {method} {path}")
        if draw.random() >= (self.share if method in ("GET", "PUT") else self.share / 4):
            return None, draw
        many = 99 if draw.random() < self.always else draw.randint(1, 3)
        draw = random.Random(f"{self.seed} {method} {path} {attempt}")
        if attempt > many:
            return None, draw
        kind = draw.choice(kinds_of(method))
        if kind.startswith("stall") and draw.random() >= self.stalls:
            kind = kind.replace("stall", "drop")
        with self.lock:
            self.given.append((method, path, attempt, kind))
        return kind, draw


class Gone(Exception):
    pass


class FaultServer:
    def __init__(self, certificate, upstream, plan, host="127.0.0.1"):
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(*map(str, certificate))
        self.upstream, self.plan, self.host = upstream, plan, host
        self.ready, self.asked, self.errors = threading.Event(), [], []
        self.thread = threading.Thread(target=lambda: asyncio.run(self.main()), daemon=True)

    def __enter__(self):
        self.thread.start()
        self.ready.wait()
        return self

    def __exit__(self, *_):
        self.loop.call_soon_threadsafe(self.end.set)
        self.thread.join()

    def url(self, path=""):
        return f"https://{self.host}:{self.port}/{path}"

    async def main(self):
        self.loop, self.end, self.tasks = asyncio.get_running_loop(), asyncio.Event(), set()
        self.loop.set_exception_handler(lambda *_: None)  # connections that we tear down ourselves
        server = await asyncio.start_server(self.connection, self.host, 0, ssl=self.context, limit=HEAD_MAX)
        self.port = server.sockets[0].getsockname()[1]
        self.ready.set()
        await self.end.wait()
        server.close()
        for task in list(self.tasks):
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)

    async def connection(self, reader, writer):
        task = asyncio.current_task()
        self.tasks.add(task)
        try:
            while await self.request(reader, writer):
                pass
        except (Gone, OSError, ssl.SSLError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass
        except asyncio.CancelledError:
            pass
        except Exception as e:  # a fault of this server, not of the plan
            self.errors.append(repr(e))
        finally:
            writer.transport.abort()
            self.tasks.discard(task)

    async def stall(self, reader):
        """Silent until the client leaves."""
        while await reader.read(PIECE):
            pass
        raise Gone

    async def request(self, reader, writer):
        head = await reader.readuntil(b"\r\n\r\n")
        lines = head.decode("latin-1").split("\r\n")
        method, target, _ = lines[0].split(" ", 2)
        fields = {k.lower(): v.strip() for k, v in (line.split(":", 1) for line in lines[1:] if ":" in line)}
        self.asked.append((method, target, fields))
        fault, draw = self.plan.next(method, target)
        if fault == "drop-connect":
            raise Gone
        if fault == "stall-request":
            await self.stall(reader)
        length = int(fields.get("content-length", 0))
        if fields.get("expect", "").lower() == "100-continue":
            writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        if fault == "drop-request" and length:
            await reader.readexactly(draw.randrange(length))
            raise Gone
        body = await reader.readexactly(length)
        if fault == "flip-request":
            body = flipped(body, draw)
        answer = None
        if fault in BEFORE:
            answer = await self.instead(fault, draw, target, reader, writer)
        if answer is None:
            answer = await self.forward(method, target, fields, body)
        return await self.answer(fault, draw, method, answer, reader, writer)

    async def instead(self, fault, draw, target, reader, writer):
        if fault == "status":
            return status_answer(draw)
        if fault == "garbage":
            return draw.randbytes(draw.randint(1, 300))
        if fault == "endless-head":
            writer.write(b"HTTP/1.1 200 OK\r\n")
            await endless(writer, b"X-More: " + b"x" * 8000 + b"\r\n")
        places = {"redirect-host": f"https://127.0.0.2:{self.port}{target}", "redirect-http": f"http://{self.host}:{self.port}{target}",
                  "redirect-loop": target}
        if fault in places:
            return f"HTTP/1.1 {draw.choice((301, 302, 307, 308))} Moved\r\nLocation: {places[fault]}\r\nContent-Length: 0\r\n\r\n".encode()
        raise Gone

    async def forward(self, method, target, fields, body):
        reader, writer = await asyncio.open_connection(*self.upstream)
        kept = {k: v for k, v in fields.items() if k not in ("connection", "expect", "content-length", "host")}
        head = f"{method} {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: {len(body)}\r\n"
        writer.write((head + "".join(f"{k}: {v}\r\n" for k, v in kept.items()) + "\r\n").encode("latin-1") + body)
        answer = await reader.read(-1)
        writer.close()
        return answer

    async def answer(self, fault, draw, method, answer, reader, writer):
        if fault == "drop-past":
            raise Gone
        if fault == "stall-past":
            await self.stall(reader)
        if fault == "status-past":
            answer = status_answer(draw)
        if fault == "endless-body":
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\n\r\n")
            await endless(writer, bytes(PIECE))
        if fault in ("drop-answer", "close-answer", "stall-answer"):
            writer.write(answer[:draw.randrange(len(answer))])
            await writer.drain()
            if fault == "stall-answer":
                await self.stall(reader)
            if fault == "close-answer":
                writer.close()
                await writer.wait_closed()
            raise Gone
        head, gap, body = answer.partition(b"\r\n\r\n")
        if fault == "cut" and body:
            body = body[:draw.randrange(len(body))]
            answer = b"\r\n".join(f"Content-Length: {len(body)}".encode() if l.lower().startswith(b"content-length:") else l
                                  for l in head.split(b"\r\n") if l.lower() != b"transfer-encoding: chunked") + gap + body
        if fault == "flip" and body:
            answer = head + gap + flipped(body, draw)
        writer.write(answer)
        await writer.drain()
        writer.close()
        await writer.wait_closed()
        return False


async def endless(writer, piece):
    while not writer.transport.is_closing():
        writer.write(piece)
        await writer.drain()
        await asyncio.sleep(0)  # drain alone lets nobody else run, not even who would notice that the client has left
    raise Gone


def flipped(body, draw):
    at = draw.randrange(len(body)) if body else 0
    return body[:at] + bytes([body[at] ^ 1 << draw.randrange(8)]) + body[at + 1:] if body else body


def status_answer(draw):
    code = draw.choice(RETRIED)
    after = f"Retry-After: {draw.choice(('0', 'Sat, 21 Nov 2026 00:00:00 GMT'))}\r\n" if code in (429, 503) and draw.random() < 0.5 else ""
    return f"HTTP/1.1 {code} Trouble\r\n{after}Content-Length: 4\r\n\r\nbusy".encode()
