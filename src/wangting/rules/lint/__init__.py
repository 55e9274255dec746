"""What is doubtful in the catalogue: each rule by itself, pure, with what to do about it (DOMAIN 2)."""
