"""Shared components: small macros that a template calls like functions.

``${ui.light(light='green', text='正常')}`` fills the macro ``light`` of ``components/light.pt``.  A component sees only
what it is given, never the variables of the page around it, so no page breaks it by a name of its own.  The frame of
a page, which has slots, is used the METAL way: ``metal:use-macro="ui['page']"``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache, partial

from chameleon import PageTemplateFile
from chameleon.zpt.template import Macro

from wangting.terms import term
from wangting.theming.dates import day, length, moment
from wangting.theming.filling import fill
from wangting.theming.html import Html
from wangting.theming.squares import squares
from wangting.theming.texts import tongue_of, translator

#: Components that a page shows again and again with the same few words: each is made once.
DRAWN = frozenset({"mark", "hero_art", "light", "state", "tag"})
#: So many of each are kept, those used last.
DRAWINGS = 256
PLAIN = frozenset({str, bool, type(None)})


class Ui:
    """The components of one theme in one language, by the name of their macro."""

    def __init__(
        self, lang: str, where: Mapping[str, str], template: Callable[[str], PageTemplateFile], *, reload: bool = False
    ) -> None:
        """Take each macro's file and the function that gives the template of a file, compiled on first use.

        With ``reload`` nothing is kept, so that a template that is being worked on shows as it is.
        """
        self._where = where
        self._template = template
        self._calls: dict[str, Callable[..., Html]] = {}
        self._reload = reload
        self._macros: dict[str, Macro] = {}
        translate = translator(lang)
        #: What every template of ours is given besides its own values.
        self.given = {
            "ui": self,
            "lang": lang,
            "_": translate,
            "term": partial(term, lang=lang),
            "day": partial(day, lang=lang),
            "moment": partial(moment, lang=lang),
            "length": partial(length, lang=lang),
            "zh": partial(tongue_of, lang=lang),
            "squares": squares,
            "translate": translate,
            # What PageTemplate.render sets before it fills a template.
            "__translate": translate,
            "__decode": bytes.decode,
            "__on_error_handler": None,
            "target_language": lang,
        }

    def __getitem__(self, name: str) -> Macro:
        """Return the macro ``name``; raises KeyError when no component defines it."""
        found = self._macros.get(name)
        if found is None:
            found = self._template(self._where[name]).macros[name]
            if not self._reload:
                self._macros[name] = found
        return found

    def __getattr__(self, name: str) -> Callable[..., Html]:
        """Return the component ``name`` as a function of its named values; raises AttributeError for no component."""
        call = self._calls.get(name) if not name.startswith("_") else None
        if call is None:
            if name not in self._where:
                raise AttributeError(f"no component is called {name!r}")
            call = self._calls[name] = self._caller(name)
        return call

    def _caller(self, name: str) -> Callable[..., Html]:
        def call(**values: object) -> Html:
            return fill(self[name].include, {**values, **self.given})

        kept = lru_cache(maxsize=DRAWINGS)(lambda values: call(**dict(values)))

        def drawn(**values: object) -> Html:
            # HTML and texts with values in them compare equal to plain texts that they are not.
            plain = all(type(value) in PLAIN for value in values.values())
            return kept(tuple(values.items())) if plain else call(**values)

        return drawn if name in DRAWN and not self._reload else call
