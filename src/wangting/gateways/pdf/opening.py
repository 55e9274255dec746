"""What sets sheets on paper, without what it takes to set one: that comes with the first sheet."""

from __future__ import annotations

from wangting.gateways.late import late

#: See ``licence.licence_pdf`` and ``blank.blank_pdf``.
licence_pdf = late("wangting.gateways.pdf.licence", "licence_pdf")
blank_pdf = late("wangting.gateways.pdf.blank", "blank_pdf")
