"""A material template 材料模板: what one paper is called and how it has to be, said once for all items that ask for it.

It binds nobody: an edition has words of its own and never changes (DESIGN 5).  Which template a material has is seen by
its name, so that files, drafts and past editions need no word about templates (ADR 0049).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

Data = Mapping[str, object]

NAME, ALSO = "name", "also"
#: What a template says besides its names.  Whether a paper is needed, how many copies of it, in which form and by which
#: rule is a matter of each item.
FACTS = ("kind", "provider", "channel", "requirement", "instructions", "blank", "sample")
#: What of a material a template decides.
SHARED = (NAME, *FACTS)
EMPTY: Data = {NAME: "", ALSO: (), **dict.fromkeys(FACTS)}


def plain(name: str) -> str:
    """Return ``name`` without what writing alone makes different, such as 《 》 and blanks."""
    return "".join(letter for letter in name if letter.isalnum()).lower()


def names_of(template: Data) -> tuple[str, ...]:
    """Return under which names materials are known as those of ``template``, each once and plain."""
    return tuple(dict.fromkeys(plain(name) for name in (template[NAME], *template[ALSO])))


def differing(template: Data, material: Data) -> tuple[str, ...]:
    """Return the fields in which a material says otherwise than its template; what that does not say is free."""
    return tuple(field for field in SHARED if template[field] and material.get(field) != template[field])


def taken(template: Data, material: Data) -> dict[str, object]:
    """Return ``material`` as its template has it."""
    return {**material, **{field: template[field] for field in SHARED if template[field]}}


def filled(template: Data, material: Data) -> dict[str, object]:
    """Return ``material`` with what its template says where it says nothing itself."""
    return {**material, **{field: template[field] for field in FACTS if template[field] and not material.get(field)}}


def of_papers(name: str, materials: Sequence[Data]) -> Data:
    """Return the template that the materials called ``name`` make: what most of those say that say anything."""
    said = {field: Counter(str(one[field]) for one in materials if one.get(field)).most_common(1) for field in FACTS}
    return {NAME: name, ALSO: (), **{field: most[0][0] if most else None for field, most in said.items()}}


def only_takes(template: Data, old: Data, new: Data, fields: Iterable[str]) -> bool:
    """Say whether a material that differs in ``fields`` was a paper of the template and says now what that says.

    Another paper in its place is no change of words, and what the template leaves to the item is the item's.
    """
    said = all(field in SHARED and template[field] and new.get(field) == template[field] for field in fields)
    return said and plain(str(old[NAME])) in names_of(template)
