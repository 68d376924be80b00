"""Cases of a_part_is_of_the_same_strike_document_and_speaker."""

from tests.checking.edit import edit

FAILS = [
    (
        edit(damage_counts={"dc-bbbb2222": {"strike_id": "st-secon234"}}),
        [("damage_counts", "dc-bbbb2222", "part_of", "dc-aaaa2222", {"part_of": "dc-aaaa2222"})],
    ),
    (
        edit(victim_counts={"vc-bbbb2222": {"strike_id": "st-group234"}}),
        [("victim_counts", "vc-bbbb2222", "part_of", "vc-aaaa2222", {"part_of": "vc-aaaa2222"})],
    ),
    (
        edit(victim_counts={"vc-bbbb2222": {"citation_id": "ci-cccc2222"}}),
        [("victim_counts", "vc-bbbb2222", "part_of", "vc-aaaa2222", {"part_of": "vc-aaaa2222"})],
    ),
    (
        edit(
            citations={"ci-yyyy2222": {"like": "ci-gggg2222", "speaker_id": "ac-minis234", "speech": "reported"}},
            victim_counts={"vc-bbbb2222": {"citation_id": "ci-yyyy2222"}},
        ),
        [("victim_counts", "vc-bbbb2222", "part_of", "vc-aaaa2222", {"part_of": "vc-aaaa2222"})],
    ),
]
PASSES = [
    edit(victim_counts={"vc-bbbb2222": {"citation_id": "ci-dddd2222"}}),
]
