"""PDF files: the certificate and the notices, set in Song by fpdf2 (docs/adr/0010).

``licence.licence_pdf`` and ``notice.notice_pdf`` take a sheet and give bytes; the same sheet gives the same bytes.
"""
