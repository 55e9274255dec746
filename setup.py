"""Installation of wangting; the pins live in requirements.lock (see README and docs/adr/0001)."""

from pathlib import Path

from setuptools import find_packages, setup

setup(
    name="wangting",
    version="0.1.0.dev0",
    description="The online government-service hall of a prefecture: six halls in one Pyramid application",
    long_description=(Path(__file__).parent / "README.md").read_text("utf-8")
    if (Path(__file__).parent / "README.md").exists()
    else "",
    long_description_content_type="text/markdown",
    license="Apache-2.0",
    python_requires=">=3.11,<3.14",
    packages=find_packages("src"),
    package_dir={"": "src"},
    include_package_data=True,
    zip_safe=False,
    # For buildout, which resolves; pip installs the locks without resolving.  substanced 1.0b1 is not named, because it
    # declares pyramid<2; what it imports is (docs/adr/0001).
    install_requires=[
        "argon2-cffi", "BTrees<6.5", "Chameleon", "colander", "cryptography", "deform", "fpdf2", "joserfc", "multipart",
        "openpyxl", "PasteDeploy", "prometheus-client", "psycopg2-binary", "pyHanko", "pylopdf-fonts-zh-cn", "PyOTP",
        "pyramid>=2.1,<3", "pyramid_chameleon", "pyramid_retry", "pyramid_tm", "pyramid_zodbconn", "PyYAML",
        "RelStorage", "segno", "transaction", "tzdata", "waitress", "ZEO", "ZODB",
        # What substanced imports.
        "bcrypt", "hypatia", "mock", "pyramid_mailer", "python-magic", "pytz", "setuptools<81", "statsd", "Unidecode",
        "venusian", "walkabout", "zope.component", "zope.copy", "zope.deprecation", "zope.interface",
    ],
    entry_points={
        "console_scripts": ["wangting=wangting.scripts.command:main"],
        "paste.app_factory": ["main=wangting.app:main"],
    },
)
