from wangting.gateways import guessed


def test_at_least_three_thousand_stolen_passwords_of_permitted_length_are_known():
    found = guessed._lines("stolen.txt")
    assert len(found) > 3000
    assert all(len(password) >= 8 and password == password.casefold() for password in found)


def test_stolen_passwords_words_of_the_hall_and_of_the_owner_are_guessed():
    for password in ("1234567890", "Password123", "mengcheng2026", "网厅20261122"):
        assert guessed.is_guessed(password), password
    assert guessed.is_guessed("王小样19800101", ("王小样",))
    assert not guessed.is_guessed("王小样19800101的猫")


def test_the_passwords_that_this_project_makes_are_not():
    assert not guessed.is_guessed("ancient-bamboo-cloud-42")
    assert not guessed.is_guessed("a quiet long evening")
