"""The tables of the side store, as steps: step N brings a store of version N-1 to N; a step is never edited.

Moments are whole milliseconds since 1970-01-01T00:00Z.  Columns named ``sealed`` hold what the vault encrypted.
"""

from __future__ import annotations

STEPS: tuple[tuple[str, ...], ...] = (
    (
        """CREATE TABLE session (id BLOB PRIMARY KEY, kind TEXT NOT NULL, party INTEGER, data TEXT NOT NULL,
           created INTEGER NOT NULL, touched INTEGER NOT NULL) WITHOUT ROWID""",
        "CREATE INDEX session_party ON session (party) WHERE party IS NOT NULL",
        "CREATE TABLE attempt (id BLOB PRIMARY KEY, failures INTEGER NOT NULL, last INTEGER NOT NULL) WITHOUT ROWID",
        """CREATE TABLE rate (id BLOB PRIMARY KEY, uses INTEGER NOT NULL, began INTEGER NOT NULL,
           ends INTEGER NOT NULL) WITHOUT ROWID""",
        """CREATE TABLE draft (id TEXT PRIMARY KEY, owner INTEGER NOT NULL, hall TEXT NOT NULL, item TEXT NOT NULL,
           edition INTEGER NOT NULL, created INTEGER NOT NULL, changed INTEGER NOT NULL, number TEXT, sealed BLOB)""",
        "CREATE INDEX draft_owner ON draft (owner, hall, item) WHERE number IS NULL",
        """CREATE TABLE draft_file (draft TEXT NOT NULL REFERENCES draft (id) ON DELETE CASCADE, field TEXT NOT NULL,
           sha256 TEXT NOT NULL, place INTEGER NOT NULL, size INTEGER NOT NULL, media_type TEXT NOT NULL,
           sealed BLOB NOT NULL, PRIMARY KEY (draft, field, sha256)) WITHOUT ROWID""",
        "CREATE INDEX draft_file_sha256 ON draft_file (sha256)",
        """CREATE TABLE parked (id BLOB PRIMARY KEY, at INTEGER NOT NULL, draft TEXT NOT NULL,
           sealed BLOB NOT NULL) WITHOUT ROWID""",
        """CREATE TABLE parked_file (parked BLOB NOT NULL REFERENCES parked (id) ON DELETE CASCADE,
           sha256 TEXT NOT NULL, PRIMARY KEY (parked, sha256)) WITHOUT ROWID""",
        "CREATE INDEX parked_file_sha256 ON parked_file (sha256)",
        """CREATE TABLE code (id BLOB PRIMARY KEY, mark BLOB, tries INTEGER NOT NULL, ends INTEGER NOT NULL,
           sealed BLOB) WITHOUT ROWID""",
        """CREATE TABLE look (at INTEGER NOT NULL, viewer INTEGER NOT NULL, post TEXT NOT NULL, person INTEGER,
           case_number TEXT, why TEXT NOT NULL)""",
        "CREATE INDEX look_person ON look (person, at) WHERE person IS NOT NULL",
        "CREATE INDEX look_case ON look (case_number, at) WHERE case_number IS NOT NULL",
        "CREATE TABLE query (at INTEGER NOT NULL, hall TEXT, text TEXT NOT NULL, results INTEGER NOT NULL)",
    ),
)


def for_postgresql(statement: str) -> str:
    """Return a statement of :data:`STEPS` as PostgreSQL understands it.

    Bytes have another name there, an INTEGER only 32 bits, and rows no number of their own: a table without a key gets
    one, by which the logs are ordered within one millisecond.
    """
    said = statement.replace("WITHOUT ROWID", "").replace(" BLOB", " BYTEA").replace(" INTEGER", " BIGINT")
    if "CREATE TABLE" in said and "PRIMARY KEY" not in said:
        said = said.rstrip().removesuffix(")") + ", rowid BIGINT GENERATED ALWAYS AS IDENTITY)"
    return said
