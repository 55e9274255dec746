"""Material templates: kept by the central office, and what each of them is to the items that ask for such a paper."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from wangting.clock import Clock, minute_of
from wangting.content.item import DRAFT, PUBLISHED, RETIRED, Deed, Edition, Item
from wangting.content.register import Register
from wangting.content.template import MaterialTemplate
from wangting.errors import NotFound, Outdated, Refused
from wangting.rules.template import SHARED, Data, differing, names_of, of_papers, plain
from wangting.services.administering.recording import Recording
from wangting.services.finding.memory import Memory

#: What somebody does with a template.
MADE, KEPT = "template_made", "template_kept"
#: How the keys begin, and how many figures they have at least.
FIRST, FIGURES = "M", 4
#: A paper of fewer items is hardly worth one.
LEAST = 3


class Use(NamedTuple):
    """An item that asks for a paper of a template, and in which materials; ``state`` is one of STATES."""

    item: Item
    ids: frozenset[str]
    state: str


class Nameless(NamedTuple):
    """The name of a paper that has no template, and how many items ask for it."""

    name: str
    items: int


#: What the newest edition says the template says too; it says otherwise; otherwise, and nobody writes in it now; what
#: is in force says otherwise, but a draft or a reviewed edition does not.
SAME, OFF, LOCKED, DRAFTED, REVIEWED = "same", "off", "locked", "drafted", "reviewed"
STATES = (OFF, DRAFTED, REVIEWED, LOCKED, SAME)

#: Codes of the items that ask for a paper, by its plain name, and how it is written most often.
Asked = Mapping[str, tuple[str, tuple[str, ...]]]


class Templating:
    """Templates over the catalogue as it stands; ``memory`` keeps which items ask for which papers.

    ``recording`` returns what writes into the journal of the city for a party.
    """

    def __init__(self, *, catalogue: Mapping[str, Item], register: Register, clock: Clock, memory: Memory[Asked],
                 recording: Callable[[int], Recording]) -> None:  # fmt: skip
        self._catalogue = catalogue
        self._register = register
        self._clock = clock
        self._memory = memory
        self._recording = recording

    def templates(self) -> list[MaterialTemplate]:
        """Return every template by its name."""
        return sorted(self._register.templates.values(), key=lambda template: template.name)

    def of(self, key: str) -> MaterialTemplate:
        """Return one; raises NotFound."""
        found = self._register.templates.get(key)
        if found is None:
            raise NotFound("no_template")
        return found

    def called(self, name: str) -> MaterialTemplate | None:
        """Return the template of a paper that is called ``name``, None where there is none."""
        return next((one for one in self._register.templates.values() if plain(name) in names_of(one.data)), None)

    def make(self, data: Data, by: int) -> str:
        """Keep a new template and return its key; raises Refused ``template_name`` with whose name is taken."""
        self._free(data, None)
        # Two who make one at once get the same key; the second to commit collides and is tried again.
        last = max(map(_number, self._register.templates), default=0)
        key = f"{FIRST}{max(last, self._register.last_template) + 1:0{FIGURES}}"
        template = MaterialTemplate(key, data)
        self._register.add_template(template)
        template.log = (Deed(MADE, by, self._minute()),)
        self._register.stamp.move()
        return key

    def keep(self, key: str, data: Data, by: int, seen: str) -> bool:
        """Let the template say ``data`` and say whether anything is different; no item changes by it.

        A name that it had goes on being one of its names.  Raises NotFound, Refused ``template_name``, Outdated.
        """
        template = self.of(key)
        if template.seen_mark != seen:
            raise Outdated
        if data["name"] != template.name and template.name not in data["also"]:
            data = {**data, "also": (*data["also"], template.name)}
        self._free(data, key)
        before = template.data
        changed = tuple((name, before[name], data[name]) for name in (*SHARED, "also") if before[name] != data[name])
        if changed:
            template.data = dict(data)
            template.log += (Deed(KEPT, by, self._minute(), changed=changed),)
            self._register.stamp.move()
        return bool(changed)

    def name_file(self, key: str, place: str, address: str, by: int, seen: str) -> None:
        """Let the template name a file, its blank form or filled-in sample, or none; raises as :meth:`keep` does."""
        self.keep(key, {**self.of(key).data, place: address or None}, by, seen)

    def drop(self, key: str, by: int, seen: str) -> None:
        """Take the template away; the items keep their words, the journal of the city says who did it.

        Raises NotFound, Outdated.
        """
        template = self.of(key)
        if template.seen_mark != seen:
            raise Outdated
        del self._register.templates[key]
        # Logs name it: its key is never given to another.
        self._register.last_template = max(_number(key), self._register.last_template)
        self._recording(by).note("drop_template", key, name=template.name)
        self._register.stamp.move()

    def uses(self, template: MaterialTemplate) -> list[Use]:
        """Return the items that ask for the paper: first those that say otherwise, each kind by their codes."""
        found = [self.use(template, code) for code in self._codes(template)]
        used = [use for use in found if use is not None]
        return sorted(used, key=lambda use: (STATES.index(use.state), use.item.code))

    def count(self, template: MaterialTemplate) -> int:
        """Return how many items ask for the paper."""
        return len(self._codes(template))

    def use(self, template: MaterialTemplate, code: str) -> Use | None:
        """Return what the template is to one item, None where it asks for no such paper any more."""
        item = self._catalogue.get(code)
        if item is None:
            return None
        newest, names = item.editions[-1], names_of(template.data)
        papers = newest.materials if newest in _alive(item) else ()
        # What another edition asks for under the same id may be another paper.
        ids = frozenset(one["id"] for one in papers if plain(one["name"]) in names)
        if not ids:
            return None
        if _says_otherwise(newest, ids, template.data):
            return Use(item, ids, LOCKED if newest.is_in_review else OFF)
        before = item.newest_published
        if newest.is_unseen and before is not None and _says_otherwise(before, ids, template.data):
            return Use(item, ids, DRAFTED if newest.stage == DRAFT else REVIEWED)
        return Use(item, ids, SAME)

    def nameless(self, most: int) -> list[Nameless]:
        """Return the ``most`` papers that most items ask for and that have no template."""
        known = {name for one in self._register.templates.values() for name in names_of(one.data)}
        found = (
            Nameless(said, len(codes)) for name, (said, codes) in self._asked().items()
            if name not in known and len(codes) >= LEAST
        )  # fmt: skip
        return sorted(found, key=lambda one: (-one.items, one.name))[:most]

    def suggested(self, name: str) -> Data:
        """Return what a template of the papers called ``name`` would say: what the items say of them now."""
        _said, codes = self._asked().get(plain(name), (name, ()))
        found = (one for code in codes for one in self._catalogue[code].editions[-1].materials)
        return of_papers(name, [one for one in found if plain(one["name"]) == plain(name)])

    def _codes(self, template: MaterialTemplate) -> tuple[str, ...]:
        asked = self._asked()
        found = (code for name in names_of(template.data) for code in asked.get(name, ("", ()))[1])
        return tuple(sorted(set(found)))

    def _asked(self) -> Asked:
        return self._memory.of(self._register.stamp.mark, (self._today(), drafts_of(self._catalogue, self._register)),
                               self._read)  # fmt: skip

    def _read(self) -> Asked:
        codes: dict[str, dict[str, None]] = defaultdict(dict)
        written: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        today = self._today()
        for code, item in self._catalogue.items():
            if item.has_ended(today):
                continue
            for edition in _alive(item):
                for one in edition.materials:
                    name = plain(one["name"])
                    codes[name][code] = None
                    written[name][one["name"]] += 1
        often = {name: max(said, key=said.__getitem__) for name, said in written.items()}
        return {name: (often[name], tuple(found)) for name, found in codes.items()}

    def _free(self, data: Data, key: str | None) -> None:
        names = set(names_of(data))
        if "" in names:
            # Signs alone: every other row of signs would be the same paper.
            raise Refused("template_nameless")
        for other in self._register.templates.values():
            if other.key != key and not names.isdisjoint(names_of(other.data)):
                raise Refused("template_name", other=other.name, key=other.key)

    def _today(self) -> date:
        return self._clock.now().date()

    def _minute(self) -> int:
        return minute_of(self._clock.now())


def drafts_of(catalogue: Mapping[str, Item], register: Register) -> Hashable:
    """Return what changes when a draft does: drafts move no stamp, because no reader sees them."""
    drafts = (catalogue[code].editions[-1] for code in register.drafted if code in catalogue)
    return tuple((edition.mark, edition.stage) for edition in drafts)


def _number(key: str) -> int:
    return int(key[len(FIRST) :]) if key.startswith(FIRST) else 0


def _alive(item: Item) -> Iterator[Edition]:
    """Yield the newest edition, and what it is to follow; nothing of what was retired."""
    newest, published = item.editions[-1], item.newest_published
    if newest.stage != RETIRED:
        yield newest
    if published is not None and published is not newest and published.stage == PUBLISHED:
        yield published


def _says_otherwise(edition: Edition, ids: frozenset[str], template: Data) -> bool:
    return any(one["id"] in ids and differing(template, one) for one in edition.materials)
