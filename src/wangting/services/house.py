"""What one process holds for as long as it runs: gateways, rules and settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from wangting.clock import Clock
from wangting.gateways.identity.interface import FaceCheck, FirmCheck, NameCheck
from wangting.gateways.oidc.interface import Provider
from wangting.gateways.passwords import Passwords
from wangting.gateways.side.interface import SideStore
from wangting.gateways.side.records import Delays, SessionLimits
from wangting.gateways.staging import Staging
from wangting.gateways.uploads import UploadRules
from wangting.gateways.vault import Vault
from wangting.rules.assurance import AssuranceLaw
from wangting.rules.document import DocumentText
from wangting.rules.grants import Table
from wangting.rules.mandate import MandateLaw
from wangting.rules.workflow import Workflow
from wangting.services.casework.deadlines import Reckoner
from wangting.services.finding.memory import Knowledge
from wangting.services.notifying import Notifying
from wangting.services.press import Press
from wangting.services.slots import SlotPool
from wangting.services.trade import Trade
from wangting.services.watching import Watching


@dataclass(frozen=True)
class House:
    """What one process holds for as long as it runs; ``tick`` is the length of an outbox bucket in seconds.

    ``hosts`` are those that halls have for themselves, each with the key of its hall.
    """

    clock: Clock
    workflows: Mapping[str, Workflow]
    table: Table
    documents: Mapping[str, DocumentText]
    mandate_law: MandateLaw
    assurance_law: AssuranceLaw
    name_check: NameCheck
    firm_check: FirmCheck
    face_check: FaceCheck
    provider: Provider
    reckoner: Reckoner
    issuer_codes: Mapping[str, str]
    vault: Vault
    passwords: Passwords
    side: SideStore
    staging: Staging
    notifying: Notifying
    press: Press
    knowledge: Knowledge
    trade: Trade
    slots: SlotPool
    worker_slot: int
    tick: float
    delays: Delays
    upload_rules: UploadRules
    form_rules: UploadRules
    staff_totp: bool
    session_limits: Mapping[str, SessionLimits]
    draft_life: timedelta
    watching: Watching
    public_url: str
    hosts: Mapping[str, str]
    is_demo: bool
