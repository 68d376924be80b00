"""Days of a sheet: those of a report, and those after which a strike is named."""

import re
from datetime import date, timedelta

from ...editing.neighbours import days_of
from .sheet import Cells, Wrong

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
PHRASE = re.compile(r"(on|during|between|before|since|until) (.+)")
WAR, UNKNOWN = "war of 2020", "day unknown"
WRITE = (
    "write on DAY, during DAY..DAY, between DAY..DAY, before DAY, since DAY, until DAY, during the war or on unknown"
)


def day(text: str) -> date:
    """A calendar day written as 2020-10-11; raises Wrong."""
    try:
        if DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise Wrong(f"{text or '(nothing)'} is no day; write it like 2020-10-11")


def span(text: str) -> tuple[date, date]:
    """Two days written as 2020-10-04..2020-10-17, in order; raises Wrong."""
    first, dots, last = (part.strip() for part in text.partition(".."))
    if not dots:
        raise Wrong(f"{text} is not two days; write them like 2020-10-04..2020-10-17")
    if day(first) >= day(last):
        raise Wrong(f"{text}: the first day is not before the last; swap them, or write one day")
    return day(first), day(last)


def named_days(phrase: str) -> str:
    """The words in the name of a strike for a phrase such as `on 2020-10-11`; raises Wrong."""
    if phrase in ("during the war", "on unknown"):
        return WAR if phrase == "during the war" else UNKNOWN
    if not (match := PHRASE.fullmatch(phrase)):
        raise Wrong(f"{phrase or 'the day is missing'}{' is no day of a strike' * bool(phrase)}; {WRITE}")
    how, when = match[1], match[2].strip()
    if how in ("during", "between"):
        first, last = span(when)
        joined = "and" if how == "between" or last - first == timedelta(1) else "to"
        return f"{'between ' * (how == 'between')}{_joined(first, last, joined)}"
    return f"{'' if how == 'on' else f'{how} '}{_told(day(when))}"


def days_in(phrase: str) -> tuple[date, date] | None:
    """The first and last day of a phrase that gives both; None for another."""
    match = PHRASE.fullmatch(phrase)
    if not match or match[1] in ("before", "since", "until") or not match[2][:1].isdigit():
        return None
    return span(match[2]) if ".." in match[2] else (day(match[2]), day(match[2]))


def phrase_of(words: str) -> str:
    """The phrase that gives these words in the name of a strike; empty if none does."""
    phrases = ["during the war", "on unknown"]
    if days := days_of(words):
        first, last = (one.isoformat() for one in days)
        phrases += [f"{how} {first}..{last}" for how in ("during", "between") if first != last]
        phrases += [f"{how} {first}" for how in ("on", "before", "since", "until")]
    return next((phrase for phrase in phrases if named_days(phrase) == words), "")


def _told(one: date) -> str:
    return f"{one.day} {one:%B} {one.year}"


def _joined(first: date, last: date, word: str) -> str:
    year = "" if first.year == last.year else f" {first.year}"
    month = "" if not year and first.month == last.month else f" {first:%B}"
    return f"{first.day}{month}{year} {word} {_told(last)}"


def read_date(text: str) -> Cells:
    """The dates and their precision in a report, from a day, day..day, month, `during day..day` or unknown."""
    if text == "unknown":
        return {"date_start": "", "date_end": "", "date_precision": "unknown"}
    if re.fullmatch("[0-9]{4}-[0-9]{2}", text):
        first = day(f"{text}-01")
        last = (first.replace(day=28) + timedelta(4)).replace(day=1) - timedelta(1)
        return _dates(first, last, "month")
    if text.startswith("during "):
        period = text.removeprefix("during ").strip()
        if period.endswith(".."):
            start = day(period.removesuffix("..").strip()).isoformat()
            return {"date_start": start, "date_end": "", "date_precision": "period"}
        return _dates(*span(period), "period")
    if ".." in text:
        return _dates(*span(text), "days")
    return _dates(day(text), day(text), "day")


def _dates(first: date, last: date, precision: str) -> Cells:
    return {"date_start": first.isoformat(), "date_end": last.isoformat(), "date_precision": precision}


def write_date(cells: Cells) -> str:
    """The dates of a report as a sheet has them."""
    first, last, precision = cells["date_start"], cells["date_end"], cells["date_precision"]
    both = f"{first}..{last}"
    return {"day": first, "days": both, "month": first[:7], "period": f"during {both}"}.get(precision, "unknown")
