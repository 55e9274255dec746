"""Keys are made once: what exists is never made again, because it still opens what it sealed."""

from __future__ import annotations

from dataclasses import replace

from wangting.gateways.vault import key_path
from wangting.services.provisioning.keys import make_keys


def test_keys_are_made_where_they_are_missing_and_left_where_they_are(installation, tmp_path, hall):
    settings = replace(installation.settings, var=tmp_path / "new")
    made = []
    for _time in range(2):
        make_keys(settings, installation.declared.tenants, hall.clock)
        made.append({path: path.read_bytes() for path in sorted((settings.var / "keys").rglob("*")) if path.is_file()})
    assert made[0] == made[1]
    assert key_path(settings.options, settings.var) in made[0]
    assert len(made[0]) > len(installation.declared.tenants)
