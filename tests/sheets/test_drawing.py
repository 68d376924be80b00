"""Which documents are drawn for a second coding."""

from scripts.sheets.drawing import ONE_IN, is_drawn


def test_the_draw_is_the_same_on_every_machine() -> None:
    drawn = [number for number in range(30) if is_drawn(f"https://example.org/{number}")]
    assert drawn == [7]


def test_about_one_in_five_is_drawn() -> None:
    drawn = sum(is_drawn(f"https://example.org/{number}") for number in range(1_000))
    assert abs(drawn - 1_000 / ONE_IN) < 60
