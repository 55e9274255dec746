"""The catalogue as files that other people have: XLSX for offices, YAML to read and compare, JSON for programs."""
