-- the same two strikes are already linked in the same way by {first}; remove one of the two rows
SELECT 'strike_links' AS resource, later.link_id AS id, 'other_id' AS field, later.other_id AS value, earlier.link_id AS first
FROM strike_links AS later
JOIN strike_links AS earlier
    ON earlier.relation = later.relation AND earlier.link_id < later.link_id
    AND least(earlier.strike_id, earlier.other_id) = least(later.strike_id, later.other_id)
    AND greatest(earlier.strike_id, earlier.other_id) = greatest(later.strike_id, later.other_id)
WHERE later.relation = 'may_be_same' OR later.strike_id = earlier.strike_id
