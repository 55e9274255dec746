"""What ``wangting items lint`` does: print what is doubtful in the catalogue, and what to do about it."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Mapping

from wangting.clock import SystemClock
from wangting.declare import load
from wangting.rules.lint.finding import ERROR, SEVERITIES, Finding, Told
from wangting.rules.lint.rulebook import RULES
from wangting.scripts.running import looking
from wangting.services.linting import Linting
from wangting.settings import read


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the act."""
    parser.add_argument("--rule", choices=[rule.key for rule in RULES], help="look with this rule only")
    parser.add_argument("--least", choices=SEVERITIES, default=SEVERITIES[-1], help="pass over what matters less")


def run(args: argparse.Namespace) -> int:
    """Print the findings; exit 1 when one of them is an error that nobody has waived."""
    settings = read(args.ini)
    declared = load(settings.home, base=False)
    shown = SEVERITIES[: SEVERITIES.index(args.least) + 1]
    with looking(settings) as root:
        site = root["app_root"]
        linting = Linting(catalogue=site["catalogue"], halls=site["halls"], register=root["register"],
                          words=declared.lint.words, table=declared.permissions, workflows=declared.workflows,
                          life=declared.life_events, today=SystemClock().now().date())  # fmt: skip
        found = [
            finding
            for finding in linting.findings()
            if finding.rule.severity in shown and args.rule in (None, finding.rule.key)
        ]
    print("\n".join(_lines(found, declared.lint.told)))
    return int(any(finding.rule.severity == ERROR and finding.waived is None for finding in found))


def _lines(found: list[Finding], told: Mapping[str, Told]) -> Iterator[str]:
    for rule in RULES:
        mine = [finding for finding in found if finding.rule is rule]
        if not mine:
            continue
        said = told[rule.key]
        yield f"{rule.severity}: {rule.key}: {said.title} ({said.title_en})"
        yield f"  → {said.fix} ({said.fix_en})"
        for finding in mine:
            about = f"{finding.found.place}: {finding.found.said}".rstrip(": ")
            waived = f" [waived: {finding.waived}]" if finding.waived is not None else ""
            yield f"  {finding.found.code} {about}{waived}"
    counted = Counter(finding.rule.severity for finding in found if finding.waived is None)
    yield ", ".join(f"{counted[severity]} {severity}s" for severity in SEVERITIES)
