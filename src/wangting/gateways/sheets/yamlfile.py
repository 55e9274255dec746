"""The catalogue as YAML: a document for each item, safe, without anchors (ten lines could unfold to gigabytes)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import yaml

from wangting.errors import Refused
from wangting.rules.exchange import Fault, Row

BEGIN = "---"
WIDTH = 120


class _Dumper(yaml.CSafeDumper):
    """Writes what stands in two places twice."""

    def ignore_aliases(self, data: object) -> bool:
        """Say that ``data`` is never referred to."""
        del data
        return True


class _Loader(yaml.CSafeLoader):
    """Reads plain data; a day stays the text that it is in the catalogue."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def write(path: Path, items: Iterable[Mapping[str, object]]) -> int:
    """Write ``items`` to ``path`` and return how many."""
    number = 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for number, item in enumerate(items, 1):  # noqa: B007 - the number of the last one is what is told
            text = yaml.dump(item, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=WIDTH)
            file.write(f"{BEGIN}\n{text}")
    return number


def read(path: Path) -> Iterator[Row]:
    """Yield the items of the file; raises Refused for what is not YAML, or more than plain data."""
    for line, text in _documents(path):
        place = f"line {line}"
        try:
            _check_plain(text, line)
            loader = _Loader(text)
            item = loader.get_single_data()
        except yaml.YAMLError as fault:
            mark = getattr(fault, "problem_mark", None)
            row = line + (mark.line if mark else 0)
            raise Refused("no_yaml", line=row, reason=getattr(fault, "problem", None) or str(fault)) from fault
        if isinstance(item, dict):
            yield Row(place, item)
        else:
            yield Row(place, {}, {}, [Fault(place, "", "no_mapping")])


def _documents(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the first line and the text of each document."""
    begun, lines = 1, []
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            if line.rstrip() == BEGIN:
                if any(each.strip() for each in lines):
                    yield begun, "".join(lines)
                begun, lines = number + 1, []
            else:
                lines.append(line)
    if any(each.strip() for each in lines):
        yield begun, "".join(lines)


def _check_plain(text: str, line: int) -> None:
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) or getattr(event, "tag", None):
            raise Refused("yaml_not_plain", line=line + event.start_mark.line)
