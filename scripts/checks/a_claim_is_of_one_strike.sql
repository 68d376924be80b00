-- the same passage and speaker say the same of {other} ({name}) in {first}, and the two strikes {why}; remove one of the two claims; if the passage tells of two strikes, {before}run: python -m scripts new decision --id {other} --other-id {value} --decision distinct --reason WHY
WITH RECURSIVE up AS (
    SELECT strike_id, other_id, 1 AS steps FROM strike_links WHERE relation = 'part_of'
    UNION ALL
    SELECT up.strike_id, l.other_id, up.steps + 1
    FROM up JOIN strike_links AS l ON l.strike_id = up.other_id AND l.relation = 'part_of'
    WHERE up.steps < 9
), told AS (
    SELECT strike_id AS id, other_id FROM up
    UNION ALL
    SELECT id, other_id FROM decisions
), said AS (
    SELECT 'victim_counts' AS resource, claim_id, strike_id, citation_id,
        concat_ws(' ', outcome, population, demographic, count_min, '-', count_max) AS words
    FROM victim_counts
    UNION ALL
    SELECT 'damage_counts', claim_id, strike_id, citation_id, concat_ws(' ', object, extent, count_min, '-', count_max) FROM damage_counts
    UNION ALL
    SELECT 'statements', statement_id, strike_id, citation_id, concat_ws(' ', topic, code, party_id, stance) FROM statements
), cited AS (
    SELECT said.*, c.source_id, c.speaker_id, c.passage_sha256, c.passage_start, c.passage_start + c.passage_words AS passage_end
    FROM said JOIN citations AS c ON c.citation_id = said.citation_id
), alike AS (
    SELECT later.resource, later.claim_id, later.strike_id, earlier.claim_id AS first, earlier.strike_id AS other
    FROM cited AS later
    JOIN cited AS earlier
        ON earlier.resource = later.resource AND earlier.words = later.words AND earlier.source_id = later.source_id
        AND earlier.speaker_id = later.speaker_id AND earlier.claim_id < later.claim_id AND earlier.strike_id <> later.strike_id
    WHERE earlier.passage_sha256 = later.passage_sha256
        OR earlier.passage_start < later.passage_end AND later.passage_start < earlier.passage_end
), placed AS (
    SELECT s.strike_id, s.level, s.place_id, p.latitude, p.longitude
    FROM strikes AS s JOIN places AS p ON p.place_id = s.place_id
), near AS (
    SELECT alike.*, one.level = two.level
            AND (one.place_id = two.place_id OR one.latitude = two.latitude AND one.longitude = two.longitude) AS is_same_kind,
        one.level
    FROM alike
    JOIN placed AS one ON one.strike_id = alike.strike_id
    JOIN placed AS two ON two.strike_id = alike.other
    WHERE one.place_id = two.place_id
        OR abs(one.latitude - two.latitude) < 0.009 AND abs(one.longitude - two.longitude) < 0.012
), dated AS (
    SELECT strike_id, date_start, date_end FROM strike_reports WHERE date_start IS NOT NULL
), found AS (
    SELECT alike.resource, alike.claim_id, alike.strike_id, alike.first, alike.other, 1 AS is_linked
    FROM alike JOIN strike_links AS l
        ON l.relation = 'may_be_same' AND least(l.strike_id, l.other_id) = least(alike.strike_id, alike.other)
        AND greatest(l.strike_id, l.other_id) = greatest(alike.strike_id, alike.other)
    UNION ALL
    SELECT near.resource, near.claim_id, near.strike_id, near.first, near.other, 0
    FROM near
    LEFT JOIN dated AS one ON one.strike_id = near.strike_id
    LEFT JOIN dated AS two ON two.strike_id = near.other
    WHERE coalesce(one.date_start <= two.date_end AND two.date_start <= one.date_end, true)
        AND NOT coalesce(near.is_same_kind
            AND (near.level = 'strike' AND one.date_start <= two.date_end AND two.date_start <= one.date_end
                OR one.date_start = two.date_start AND one.date_end = two.date_end), false)
        AND NOT EXISTS (
            SELECT 1 FROM told
            WHERE least(told.id, told.other_id) = least(near.strike_id, near.other)
                AND greatest(told.id, told.other_id) = greatest(near.strike_id, near.other)
        )
)
SELECT found.resource, found.claim_id AS id, 'strike_id' AS field, found.strike_id AS value, found.first, found.other, s.name,
    CASE max(is_linked) WHEN 1 THEN 'may be the same, as strike_links says'
        ELSE 'are within a kilometre of each other, on days that may be the same' END AS why,
    CASE max(is_linked) WHEN 1 THEN 'remove the link and ' ELSE '' END AS before
FROM found JOIN strikes AS s ON s.strike_id = found.other
GROUP BY found.resource, found.claim_id, found.strike_id, found.first, found.other, s.name
