"""The parts of ``wangting bench`` that are measured over HTTP against a hall that is really served."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from random import Random
from statistics import median
from urllib.parse import quote

from wangting.bench.browser import Browser
from wangting.bench.clients import Applicant, accepting, asking, reading, signing_in
from wangting.bench.load import Cost, measure, middle, ratio, rounds
from wangting.bench.process import HOST, Served
from wangting.bench.records import written
from wangting.bench.rows import Row, cost_row, sum_row
from wangting.bench.walking import Offered

#: Visitors at once; people who file at once, and clerks (QUALITY 2: eight clients, none refused).
VISITORS, PEOPLE = 4, 8
#: Of each person's drafts, what is filed in the measurement; the others are for its profile.
MEASURED = 0.75
#: Sign-ins during which others are watched.
SIGN_INS = 50
P95 = 0.95


@dataclass(frozen=True)
class Prepared:
    """A provisioned and populated hall that is not yet served; people as (login, password)."""

    ini: Path
    data: Path
    port: int
    tick: float
    offered: Offered
    material: str
    paper: bytes
    applicants: tuple[tuple[str, str], ...]
    readers: tuple[tuple[str, str], ...]
    counter: tuple[str, str]
    drafts: tuple[tuple[str, ...], ...]
    #: A draft of each reader for an item whose form has twelve fields.
    forms: tuple[str, ...]
    #: Names of items, and numbers of cases at the counter's hall.
    names: tuple[str, ...]
    numbers: tuple[str, ...]


class Programme:
    """Measures one part after the other; a part can be asked for by its name."""

    def __init__(self, prepared: Prepared, served: Served, bare: Served | None, seconds: float,
                 share: tuple[float, float] = (0, MEASURED)) -> None:  # fmt: skip
        """``share`` says which of the drafts are filed, from where to where; ``bare`` answers for the baselines."""
        self._prepared = prepared
        self._served = served
        self._bare = bare
        self._seconds = seconds
        self._share = share
        self._filed: list[list[str]] = []
        self.baselines: dict[str, Cost] = {}
        self.parts: dict[str, Callable[[], list[Row]]] = {
            "pages": self.pages,
            "file": self.file,
            "act": self.act,
            "desk list": self.desk_list,
            "desk case": self.desk_case,
            "my list": self.my_list,
            "form": self.form,
            "sign in": self.sign_in,
            "others": self.others,
        }

    def pages(self) -> list[Row]:
        """Measure what everybody sees beside a bare hello and a bare page, in turns."""
        offered = self._prepared.offered
        guide = f"items/{offered.code}"
        queries = _queries(self._prepared.names)
        parts: dict[str, Callable[[], Cost]] = {}
        if self._bare is not None:
            bare = self._bare
            parts |= {name: lambda name=name: self._visited(bare, reading, f"/{name}") for name in ("hello", "page")}
        parts |= {
            "kept": lambda: self._visited(self._served, reading, f"/{offered.hall}/{guide}"),
            # With two slashes the same page is made each time: what is written in an unusual way is never kept.
            "made": lambda: self._visited(self._served, reading, f"/{offered.hall}//{guide}"),
            "search": lambda: self._searched(queries),
        }
        found = rounds(parts)
        kept, made, search = (found[name] for name in ("kept", "made", "search"))
        hello, page = found.get("hello", kept), found.get("page", made)
        self.baselines |= {f"bare {name}": middle(found[name]) for name in ("hello", "page") if name in found}
        return [
            Row("guide page, kept", "pages", ratio(hello, kept), "x bare hello", 0.7, True, {"": middle(kept)}),
            Row("guide page, made each time", "pages", ratio(page, made), "x bare page", 0.3, True,
                {"": middle(made)}),
            cost_row("search, JSON, whole catalogue", "pages", middle(search), 0.8),
            Row("search, against a bare hello", "pages", ratio(hello, search), "x bare hello", 0.25, True,
                {"": middle(search)}),
        ]  # fmt: skip

    def file(self) -> list[Row]:
        """Measure an application from its paper to the notice that it has come, and what it writes."""
        prepared, costs = self._prepared, {}
        first, last = (round(share * len(prepared.drafts[0])) for share in self._share)
        with self._signed_in(prepared.applicants) as browsers:
            people = [
                Applicant(browser, drafts[first:last], prepared.material)
                for browser, drafts in zip(browsers, prepared.drafts, strict=True)
            ]
            costs["upload"] = self._done([one.uploading(prepared.paper) for one in people])
            costs["answers"] = self._done([one.answering() for one in people])
            before = prepared.data.stat().st_size
            costs["submit and notice"] = self._done([one.submitting() for one in people])
        self._filed = [one.numbers for one in people]
        own, whole = written(prepared.data, before, "/submit")
        return [
            sum_row("file a case, with a file of 50 kB, eight people at once", "file", costs, 6.0),
            Row("bytes of a case without its file", "file", own, "kB", 6.0),
            Row("the same, with what the worker writes of its notice", "file", whole, "kB"),
        ]

    def act(self) -> list[Row]:
        """Measure accepting at the counter, and what it writes."""
        prepared = self._prepared
        before = prepared.data.stat().st_size
        # Half of them stay with the counter, for its list.
        halves = [numbers[: len(numbers) // 2] for numbers in self._filed]
        with self._signed_in([prepared.counter] * len(halves)) as desks:
            pairs = zip(desks, halves, strict=True)
            cost = self._done([accepting(desk, prepared.offered, numbers) for desk, numbers in pairs])
        own, whole = written(prepared.data, before, "/act")
        return [
            cost_row("an act on a case", "act", cost, 4.0),
            Row("bytes of an act", "act", own, "kB", 3.0),
            Row("the same, with what the worker writes of its notice", "act", whole, "kB"),
        ]

    def desk_list(self) -> list[Row]:
        """Measure the counter's list, of which twenty are shown."""
        cost = self._read([self._prepared.counter] * VISITORS, f"/{self._prepared.offered.hall}/desk/")
        return [cost_row("my 20 open cases, at the desk", "desk list", cost, 2.5)]

    def desk_case(self) -> list[Row]:
        """Measure one case after the other at the desk."""
        desk = f"/{self._prepared.offered.hall}/desk/cases"
        cost = self._read([self._prepared.counter] * VISITORS, *(f"{desk}/{one}" for one in self._prepared.numbers))
        return [cost_row("a case at the desk", "desk case", cost, None)]

    def my_list(self) -> list[Row]:
        """Measure a citizen's own list of twenty."""
        return [cost_row("my 20 cases, a citizen's", "my list", self._read(self._prepared.readers, "/me/"), 2.5)]

    def form(self) -> list[Row]:
        """Measure a declaration form of twelve fields."""
        costs = []
        with self._signed_in(self._prepared.readers) as browsers:
            for _ in range(3):
                pairs = zip(browsers, self._prepared.forms, strict=True)
                costs.append(self._measured([reading(browser, f"/me/drafts/{draft}") for browser, draft in pairs]))
        return [cost_row("a form of 12 fields, by Deform", "form", middle(costs), 4.0)]

    def sign_in(self) -> list[Row]:
        """Measure signing in: the form, the password, the page after it."""
        people = self._prepared.readers
        costs = [self._measured([signing_in(HOST, self._served.port, [one] * 8) for one in people[:2]]) for _ in "123"]
        return [cost_row("sign-in", "sign in", middle(costs), 40.0)]

    def others(self) -> list[Row]:
        """Measure how much slower visitors are served while fifty people sign in, one after the other."""
        many, one = (median(self._slowed(visitors) for _ in range(3)) for visitors in (VISITORS, 1))
        return [
            Row("others' p95 during 50 sign-ins, four of them", "others", many, "x p95 before", 1.3),
            Row("the same, one who has the hall to themselves before", "others", one, "x p95 before"),
        ]

    def _slowed(self, visitors: int) -> float:
        """Return how many times longer the slowest twentieth of ``visitors`` waits while people sign in."""
        people = [self._prepared.readers[place % len(self._prepared.readers)] for place in range(SIGN_INS)]
        alone = self._waits(visitors, lambda: time.sleep(self._seconds / 2))
        during = self._waits(visitors, lambda: deque(signing_in(HOST, self._served.port, people), maxlen=0))
        return _p95(during) / _p95(alone)

    def _waits(self, visitors: int, act: Callable[[], object]) -> list[float]:
        """Return how long each page took of ``visitors`` who read while ``act`` runs; raises what any of them did."""
        waits: list[float] = []
        path = f"/{self._prepared.offered.hall}//items/{self._prepared.offered.code}"
        with ThreadPoolExecutor(1 + visitors) as threads:
            acting = threads.submit(act)

            def read() -> None:
                with Browser(HOST, self._served.port) as browser:
                    pages = reading(browser, path)
                    while not acting.done():
                        began = time.perf_counter()
                        next(pages)
                        waits.append(time.perf_counter() - began)

            for ended in [acting, *(threads.submit(read) for _ in range(visitors))]:
                ended.result()
        return waits

    def _searched(self, queries: Iterator[str]) -> Cost:
        paths = (f"/api/v1/search?q={quote(next(queries))}" for _ in count())
        # Each visitor draws from the one stream: no query is asked twice, and no answer comes out of the page cache.
        turn = threading.Lock()

        def drawn() -> Iterator[str]:
            while True:
                with turn:
                    path = next(paths)
                yield path

        return self._visited(self._served, lambda browser: asking(browser, drawn()))

    def _visited(self, served: Served, visit: Callable[..., Iterable[object]], *paths: str) -> Cost:
        """Measure visitors after a few steps of each that warm the server up."""
        with ExitStack() as stack:
            browsers = [stack.enter_context(Browser(HOST, served.port)) for _ in range(VISITORS)]
            steps = [iter(visit(browser, *paths)) for browser in browsers]
            for client in steps:
                for _ in range(5):
                    next(client)
            return measure(served, steps, self._seconds / 3)

    def _read(self, people: Sequence[tuple[str, str]], *paths: str) -> Cost:
        """Measure people who read pages, each beginning elsewhere; the middle of three rounds."""
        with self._signed_in(people) as browsers:
            turned = [paths[place * 7 % len(paths) :] + paths[: place * 7 % len(paths)] for place in range(len(people))]
            steps = [reading(browser, *own) for browser, own in zip(browsers, turned, strict=True)]
            for client in steps:
                next(client)
            return middle([self._measured(steps) for _ in range(3)])

    def _measured(self, steps: Sequence[Iterator[object]]) -> Cost:
        return measure(self._served, steps, self._seconds / 3)

    def _done(self, steps: Sequence[Iterator[object]]) -> Cost:
        """Measure steps to their end, and what the worker does about them: it waits for a tick and the next."""
        return measure(self._served, steps, 3600, lambda: time.sleep(4 * self._prepared.tick))

    def _signed_in(self, people: Sequence[tuple[str, str]]) -> _Browsers:
        return _Browsers(self._served.port, people)


class _Browsers(ExitStack):
    """Browsers of people who are signed in, for as long as the block lasts."""

    def __init__(self, port: int, people: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._port = port
        self._people = people

    def __enter__(self) -> list[Browser]:
        super().__enter__()
        browsers = [self.enter_context(Browser(HOST, self._port)) for _ in self._people]
        for browser, person in zip(browsers, self._people, strict=True):
            browser.sign_in(*person)
        return browsers


def _queries(names: Sequence[str]) -> Iterator[str]:
    """Yield pieces of names of items, none of them twice."""
    dice, asked = Random(1), set()  # noqa: S311 - a figure that can be had again, nothing secret
    while True:
        name = dice.choice(names)
        start = dice.randrange(max(1, len(name) - 3))
        query = name[start : start + dice.randrange(3, 8)]
        if query not in asked:
            asked.add(query)
            yield query


def _p95(waits: Sequence[float]) -> float:
    return sorted(waits)[int(P95 * len(waits))]
