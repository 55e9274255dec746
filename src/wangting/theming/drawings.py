"""Flow charts as HTML, drawn once in each theme and language: a published workflow is never edited (DESIGN 4)."""

from __future__ import annotations

from wangting.rules.workflow import Workflow
from wangting.theming import flowchart
from wangting.theming.html import Html
from wangting.theming.loader import Themes


class Drawings:
    """The charts drawn so far: as many as workflow versions, times themes and languages."""

    def __init__(self, themes: Themes) -> None:
        self._themes = themes
        self._drawn: dict[tuple[str, str, str, str], Html] = {}

    def flow(self, workflow: Workflow, theme: str, lang: str) -> Html:
        """Return the chart of ``workflow`` with the list that says the same."""
        key = (workflow.key, workflow.digest, theme, lang)
        drawn = self._drawn.get(key)
        if drawn is None or self._themes.reload:
            steps = flowchart.steps_of(workflow, lang)
            ui = self._themes.ui(theme, lang)
            drawn = ui.flow(steps=steps, wide=flowchart.wide(steps), tall=flowchart.tall(steps))
            self._drawn[key] = drawn
        return drawn
