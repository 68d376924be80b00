-- the same two strikes are already linked in {first}; remove one of the two rows
SELECT 'strike_links' AS resource, later.link_id AS id, 'other_id' AS field, later.other_id AS value, earlier.link_id AS first
FROM strike_links AS later
JOIN strike_links AS earlier
    ON earlier.relation = later.relation AND earlier.strike_id = later.other_id AND earlier.other_id = later.strike_id
    AND earlier.link_id < later.link_id
WHERE later.relation = 'may_be_same'
