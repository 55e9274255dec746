"""Opens what one process holds: gateways by the settings, rules by the declared files."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from wangting.clock import Clock, SystemClock
from wangting.declare import Declared
from wangting.declare.tenants import Tenant
from wangting.gateways.allocating import keep_little
from wangting.gateways.identity.opening import open_face_check, open_firm_check, open_name_check
from wangting.gateways.messages.opening import open_mail, open_sms
from wangting.gateways.oidc.opening import open_provider
from wangting.gateways.passwords import open_passwords
from wangting.gateways.side.opening import open_side
from wangting.gateways.side.records import Delays, SessionLimits
from wangting.gateways.signer.opening import open_signer
from wangting.gateways.staging import open_staging
from wangting.gateways.uploads import form_rules_from, rules_from
from wangting.gateways.vault import open_vault
from wangting.rules.timelimit import office_hours
from wangting.security.sessions import CITIZEN, STAFF
from wangting.services.casework.deadlines import Reckoner
from wangting.services.finding.memory import Knowledge
from wangting.services.finding.words import Words
from wangting.services.house import House
from wangting.services.notifying import Notifying
from wangting.services.press import Press
from wangting.services.slots import SlotPool
from wangting.services.trade import Trade
from wangting.services.watching import Watching
from wangting.settings import Settings


def open_house(settings: Settings, declared: Declared, clock: Clock | None = None) -> House:
    """Open every gateway and return the house; raises DeclarationError for settings that cannot work."""
    keep_little()
    clock = clock or SystemClock()
    options, var = settings.options, settings.var
    vault = open_vault(options, var)
    halls = declared.tenants.values()
    return House(
        clock=clock,
        workflows=declared.workflows,
        table=declared.permissions,
        documents=declared.documents,
        mandate_law=declared.mandates,
        assurance_law=declared.assurance,
        name_check=open_name_check(options, var, vault),
        firm_check=open_firm_check(options, var, vault),
        face_check=open_face_check(options),
        provider=open_provider(options, settings.public_url, clock),
        reckoner=Reckoner(declared.calendar, {hall.key: office_hours(hall.office_hours) for hall in halls}, clock),
        issuer_codes=_issuer_codes(declared.tenants),
        vault=vault,
        passwords=open_passwords(options),
        side=open_side(options, var, clock, vault),
        staging=open_staging(var),
        notifying=Notifying(
            texts=declared.notices,
            account_texts=declared.account_notices,
            hall_names={hall.key: hall.name for hall in halls},
            public_url=settings.public_url,
            mail=open_mail(options, var, clock),
            sms=open_sms(options, var, clock),
            vault=vault,
        ),
        press=Press(signer=open_signer(options, var, clock), public_url=settings.public_url, sample=settings.is_demo),
        knowledge=Knowledge(Words.of(declared.search), declared.life_events),
        trade=Trade.of(declared),
        slots=SlotPool(settings.slots),
        worker_slot=settings.worker_slot,
        tick=settings.outbox_tick.total_seconds(),
        delays=Delays(),
        upload_rules=rules_from(options),
        form_rules=form_rules_from(options),
        staff_totp=settings.staff_totp,
        session_limits=_session_limits(settings),
        draft_life=settings.draft_life,
        watching=Watching(clock, var, settings.outbox_tick.total_seconds(), settings.backup_within),
        public_url=settings.public_url,
        hosts={host: hall.key for hall in halls for host in hall.hosts},
        is_demo=settings.is_demo,
    )


def _issuer_codes(halls: Mapping[str, Tenant]) -> dict[str, str]:
    """Return under which code a hall issues: its area's; one that has none (the zone, DOMAIN 1) under the city's."""
    city = next(hall.admin_code for hall in halls.values() if hall.kind == "municipal")
    return {key: hall.admin_code or city for key, hall in halls.items()}


def _session_limits(settings: Settings) -> dict[str, SessionLimits]:
    def limits(idle: timedelta) -> SessionLimits:
        return SessionLimits(idle, settings.session_lifetime)

    return {CITIZEN: limits(settings.session_idle_citizen), STAFF: limits(settings.session_idle_staff)}
