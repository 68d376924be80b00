"""Privacy: refuses personal names, in disguise too, quotes and copies, addresses, telephone numbers and photographs."""

from .cells import WITHHELD as WITHHELD
from .cells import problems_in as problems_in
from .cells import problems_in_message as problems_in_message
from .cells import problems_in_text as problems_in_text
from .cells import problems_of_row as problems_of_row
from .text import faults as faults
