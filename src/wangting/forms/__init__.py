"""Declaration forms: declared fields → kinds → Colander → Deform (DESIGN 3, 8).

:func:`wangting.forms.form.form_of` is the way in.
"""
