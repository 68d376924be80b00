-- low, best and high by rule e2 (estimated.sql), which rows may be summed, and the sums over a group's parts. Two rows are in
-- conflict if one is part of the other, if both are groups that share a part, or if one of them, or a part of it, may be the same
-- as the other, as a part of it, or as a group that contains it. A strike is vague if it has no settlement or no day. A group or
-- vague strike is also in conflict with every other strike that has a low, and with every group or vague strike already taken,
-- whose places and days meet its own (extents.sql): they have a day in common, and one place is the other or contains it. Rows are
-- taken in this order, and a row in conflict with one already taken is left out: rows with low before rows without; strikes
-- before groups; strikes before vague strikes; rows with fewer possible conflicts; greater low, best, high; closed before open;
-- name. A strike that is left out only because of a possible conflict is in sums of
-- high alone. The sums over the parts of a group are made in the same way, from its parts alone; they are given beside the
-- group's own estimate and never replace it.
SELECT e.strike_id, e.outcome, e.population, e.view, 'e2' AS rule, e.* EXCLUDE (strike_id, outcome, population, view),
    coalesce(c.countable, 'no') AS countable, g.parts, g.parts_low, g.parts_best, g.parts_high
FROM estimated AS e
LEFT JOIN countable AS c USING (strike_id, outcome, population, view)
LEFT JOIN group_sums AS g USING (strike_id, outcome, population, view)
ORDER BY strike_id, outcome, population, view
