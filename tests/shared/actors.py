"""Made-up actors of both sides and of neither: Westland on the side of Azerbaijan, Eastland on the side of Armenia."""

WEST, WEST_MINISTRY, WEST_AIDE, WEST_PRESS, WEST_NGO = (
    "ac-westland",
    "ac-westmini",
    "ac-westaide",
    "ac-westpres",
    "ac-westngos",
)
EAST, EAST_MINISTRY, EAST_ARMY, EAST_PRESS, EAST_FORMER = (
    "ac-eastland",
    "ac-eastmini",
    "ac-eastarmy",
    "ac-eastpres",
    "ac-eastform",
)
ENCLAVE, ENCLAVE_OFFICE, EITHER_ARMY = "ac-enclaves", "ac-encloffi", "ac-eitherar"
WATCH, INSPECTORS, INSTITUTE = "ac-watchngo", "ac-inspecto", "ac-institut"
LEXICON, NOBODY, VILLAGER = "ac-lexicons", "ac-nobodyxx", "ac-villager"
PAPERS = ("ac-paperone", "ac-papertwo", "ac-paperthr", "ac-paperfou", "ac-paperfiv", "ac-papersix")
PAPER, OTHER_PAPER, THIRD_PAPER = PAPERS[:3]

# kind, side, parent
ACTORS = {
    WEST: ("state", "azerbaijan", ""),
    WEST_MINISTRY: ("office", "azerbaijan", WEST),
    WEST_AIDE: ("office", "azerbaijan", WEST_MINISTRY),
    WEST_PRESS: ("media", "azerbaijan", ""),
    WEST_NGO: ("ngo", "azerbaijan", ""),
    EAST: ("state", "armenia", ""),
    EAST_MINISTRY: ("office", "armenia", EAST),
    EAST_ARMY: ("armed_force", "armenia", EAST),
    EAST_PRESS: ("media", "armenia", ""),
    EAST_FORMER: ("former_official", "armenia", ""),
    ENCLAVE: ("state", "nagorno_karabakh", ""),
    ENCLAVE_OFFICE: ("office", "nagorno_karabakh", ENCLAVE),
    EITHER_ARMY: ("armed_force", "armenia_or_nagorno_karabakh", ""),
    WATCH: ("ngo", "third_party", ""),
    INSPECTORS: ("igo", "third_party", ""),
    INSTITUTE: ("research", "third_party", ""),
    LEXICON: ("encyclopedia", "third_party", ""),
    NOBODY: ("unnamed", "", ""),
    VILLAGER: ("resident", "", ""),
    **dict.fromkeys(PAPERS, ("media", "third_party", "")),
}


def actor(actor_id: str) -> dict[str, str]:
    """An actor's row."""
    kind, side, parent = ACTORS[actor_id]
    return {
        "actor_id": actor_id,
        "name": actor_id.removeprefix("ac-").capitalize(),
        "kind": kind,
        "side": side,
        "side_source": "What it is." if side else "",
        "parent_id": parent,
    }
