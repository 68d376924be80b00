"""Claims of every kind by both sides and by nobody's, in two territories and two languages."""

from tests.shared.actors import EAST_MINISTRY, EAST_PRESS, PAPER, VILLAGER, WEST_MINISTRY, WEST_PRESS
from tests.shared.deriving import HIGHTOWN, LOWTOWN, SECOND, case, citation, claim, report, source, statement, strike
from tests.shared.tiny import Rows, tiny


def mixed() -> Rows:
    """Counts of people and houses, and statements; the first strike is in one territory, the second in the other."""
    rows = case()
    strike(rows, SECOND, place=HIGHTOWN)
    relayed = citation(rows, source(rows, PAPER), WEST_MINISTRY, via=WEST_PRESS)
    claim(rows, relayed, 4)
    claim(rows, relayed, 1, of=SECOND)
    statement(rows, relayed, "accuses")
    rows["damage_counts"] = [{**tiny()["damage_counts"][0], "strike_id": rows["strikes"][0]["strike_id"]}]
    rows["damage_counts"][0]["citation_id"] = relayed
    foreign = source(rows, EAST_PRESS, language="hy")
    statement(rows, citation(rows, foreign, EAST_MINISTRY), "denies")
    claim(rows, citation(rows, foreign), 5)
    claim(rows, citation(rows, foreign, VILLAGER), 6, of=SECOND)
    report(rows, relayed, "2020-10-01", LOWTOWN)
    report(rows, relayed, "2020-10-03", HIGHTOWN, of=SECOND)
    return rows
