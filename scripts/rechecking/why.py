"""Why an estimate moved: its rule, or the claims beneath it."""

from .sides import CLAIMS, Sides

DONE = {"row_added": "added", "value_changed": "corrected", "reference_changed": "corrected"}
LISTED = 5  # claims of one kind


def why_estimate(sides: Sides, strike: str, of: tuple[str, str, str]) -> str:
    """Why an estimate of a strike moved: its rule, the claims of the strike that changed, or other rows."""
    causes = {
        effect.cause
        for effect in sides.effects or []
        if (effect.strike_id, effect.outcome, effect.population, effect.view) == (strike, *of)
    }
    said = ["the rule changed from {} to {}".format(*sides.rules)] if "rule" in causes else []
    if "data" in causes:
        said.append(_claims(sides, strike, of[0]) or "actors, documents or links changed")
    return ", and ".join(said)


def _claims(sides: Sides, strike: str, outcome: str) -> str:
    """The claims of a strike and outcome that were added, corrected or withdrawn."""
    done: dict[str, dict[str, None]] = {}
    for difference in sides.found:
        if difference.table == CLAIMS and (strike, outcome) in sides.claims.get(difference.key, ()):
            done.setdefault(DONE.get(difference.kind, "withdrawn"), {})[difference.key] = None
    return "; ".join(f"claims {what}: {_listed([*ids])}" for what, ids in done.items())


def _listed(ids: list[str]) -> str:
    more = f" and {len(ids) - LISTED} more" if len(ids) > LISTED else ""
    return ", ".join(ids[:LISTED]) + more
