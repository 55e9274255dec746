"""Files an application: number, case, ledger, queue and notice in one transaction, once for each draft."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from wangting.clock import Clock, minute_of
from wangting.content.case import Case, CaseFile
from wangting.content.implementation import Implementation
from wangting.content.item import Edition
from wangting.content.parties import Party
from wangting.content.register import Register
from wangting.gateways.side.records import FileRef
from wangting.gateways.staging import Staging
from wangting.gateways.vault import Vault
from wangting.rules.access import Asker
from wangting.rules.numbering import number_of_case
from wangting.services.assuring import Assuring, person_behind
from wangting.services.casework.service import Casework
from wangting.services.keeping import keep_files

#: Kinds of field whose values are sealed before they are stored (QUALITY 4).
PRIVATE_KINDS = frozenset({"id_number", "phone"})
#: What sealed answers are sealed for: a value sealed for another purpose does not open here.
ANSWER = "answer"


@dataclass(frozen=True)
class Submission:
    """What is handed in: validated values by field id, and staged files by material.

    ``agent`` files for the applicant under the mandate of the number ``mandate``.
    """

    draft_id: str
    hall: str
    case_prefix: str
    implementation: Implementation
    edition: Edition
    path: tuple[str, ...]
    applicant: Party
    values: Mapping[str, object]
    files: Mapping[str, Sequence[FileRef]] = field(default_factory=dict)
    agent: Party | None = None
    mandate: str = ""
    channel: str = "online"


class Filing:
    """Makes cases.  Sent twice, a draft is one case with one receipt (DESIGN 6.7)."""

    def __init__(self, *, register: Register, clock: Clock, casework: Casework, assuring: Assuring, staging: Staging,
                 vault: Vault, slot: int) -> None:  # fmt: skip
        self._assuring = assuring
        self._register = register
        self._clock = clock
        self._casework = casework
        self._staging = staging
        self._vault = vault
        self._slot = slot

    def submit(self, submission: Submission, asker: Asker) -> Case:
        """File ``submission`` and return its case; the case of an earlier sending when there is one.

        Raises Refused ``assurance_needed`` where the edition asks for a level that whoever applies does not have now.
        """
        receipts = self._register.submitted_part(submission.draft_id)
        earlier = receipts.get(submission.draft_id)
        if earlier is not None:
            return self._register.case(earlier)
        self._assuring.demand(person_behind(submission.applicant, submission.agent), submission.edition)
        self._hold_current(submission)
        case = self._case(submission)
        receipts.insert(submission.draft_id, case.id)
        self._register.add_case(case)
        post = "agent" if submission.agent is not None else "applicant"
        digests = sorted(file.sha256 for file in case.files)
        facts = {"channel": submission.channel, "files": digests}
        self._casework.open(case, asker, post, facts | ({"mandate": case.mandate} if case.mandate else {}))
        return case

    def receipt(self, draft_id: str) -> Case | None:
        """Return the case that ``draft_id`` has become, or None."""
        filed = self._register.submitted_part(draft_id).get(draft_id)
        return None if filed is None else self._register.case(filed)

    def attach(self, case: Case, files: Mapping[str, Sequence[FileRef]]) -> list[str]:
        """Add the papers that answer a supplement; return their digests, which the ledger records."""
        added = self._keep(files)
        case.files += added
        return sorted(file.sha256 for file in added)

    def _hold_current(self, submission: Submission) -> None:
        """Snapshot isolation: what makes the application possible must still be so at the commit (DESIGN 6.4)."""
        offered = submission.implementation
        for depended in (offered, offered.item, submission.edition, submission.applicant):
            depended._p_jar.readCurrent(depended)
        self._casework.hold_hall(submission.hall)

    def _case(self, submission: Submission) -> Case:
        edition, now = submission.edition, self._clock.now()
        case_id = self._register.next_id(int(now.strftime("%Y%m%d")), self._slot)
        workflow = self._casework.workflow_named(edition.workflow)
        case = Case(
            id=case_id,
            number=str(number_of_case(submission.case_prefix, case_id)),
            edition=edition,
            item_code=edition.item_code,
            item_name=edition.name,
            intake_hall=submission.hall,
            path=submission.path,
            applicant=submission.applicant.id,
            applicant_name=submission.applicant.name,
            agent=submission.agent.id if submission.agent is not None else None,
            answers=self._sealed(submission),
            files=self._keep(submission.files),
            workflow=workflow.key,
            state=workflow.opening.target,
            promised=submission.implementation.promised_limit(edition),
            channel=submission.channel,
            draft_id=submission.draft_id,
        )
        if submission.mandate:
            case.mandate = submission.mandate
        return case

    def _sealed(self, submission: Submission) -> dict[str, object]:
        kinds = {found["id"]: found["kind"] for section in submission.edition.form for found in section["fields"]}
        return {
            name: self._vault.seal(value, ANSWER) if kinds.get(name) in PRIVATE_KINDS and value else value
            for name, value in submission.values.items()
        }

    def _keep(self, files: Mapping[str, Sequence[FileRef]]) -> tuple[CaseFile, ...]:
        return keep_files(self._register, self._staging, files, minute_of(self._clock.now()))
