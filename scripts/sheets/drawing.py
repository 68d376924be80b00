"""Which documents are coded twice: a fifth, drawn by their address when they are registered."""

import hashlib

SEED = "nk2020-strikes second coding 1"  # a fresh draw has another seed
ONE_IN = 5


def is_drawn(address: str) -> bool:
    """Whether the document at an address is coded twice.

    It depends on the seed and the address alone, so that nobody can choose, and it is the same on every machine.
    """
    digest = hashlib.sha256(f"{SEED} {address}".encode()).hexdigest()
    return int(digest[:8], 16) % ONE_IN == 0
