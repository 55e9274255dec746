"""The one page of permissions: every name that a view or a service may ask for.

What each post may is the shared table ``tenants/_shared/permissions.yaml`` composed with the hall's overlay in force;
rights are computed at the moment of use and never stored on objects (DESIGN 5).  A view names one of these constants;
``gate.Gate`` decides.
"""

from __future__ import annotations

# Anybody: guides, lists, the chooser, verification.
PUBLIC = "public"
# Anybody who is signed in: their own pages.
SIGNED_IN = "signed_in"

# A case: seen, acted on, its files opened.
CASE_VIEW = "case.view"
CASE_ACT = "case.act"
CASE_DOWNLOAD = "case.download"
CASE_FILE = "case.file"

# A mandate confirmed or revoked at a window, in the presence of whoever gives it.
MANDATE_CONFIRM = "mandate.confirm"

# Somebody's identity confirmed at a window, with the card in the clerk's hand.
IDENTITY_WITNESS = "identity.witness"

# Places where staff work.
DESK_VIEW = "desk.view"
SUPERVISION_VIEW = "supervision.view"
# Who holds accept, review and decide in one hand: for who watches the hall, and who gives its posts (DOMAIN 5).
SEPARATION_VIEW = "separation.view"
HALL_ADMINISTER = "hall.administer"
# An item drafted and handed in, by the department that answers for it; the central office reviews and publishes.
ITEM_DRAFT = "item.draft"
OFFICE_PUBLISH = "office.publish"
SITE_MANAGE = "site.manage"

#: What the table may speak of; ``public`` and ``signed_in`` need no post.
BY_POST = frozenset(
    {
        CASE_VIEW,
        CASE_ACT,
        CASE_DOWNLOAD,
        CASE_FILE,
        MANDATE_CONFIRM,
        IDENTITY_WITNESS,
        DESK_VIEW,
        SUPERVISION_VIEW,
        SEPARATION_VIEW,
        HALL_ADMINISTER,
        ITEM_DRAFT,
        OFFICE_PUBLISH,
        SITE_MANAGE,
    }
)
