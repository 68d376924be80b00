-- Pairs of rows that may be the same, each with the reason (why). Two strikes are near each other if reports place them within
-- one day and ten kilometres, or in the same place if it has no point. A strike is inside a group that it is not linked to if the
-- group's place, or a place that is reported for the group, is the strike's place or its district, and the group's days include
-- those of the strike. Two documents are alike if they share a quarter of the passages of one of them, or have the same title.
-- Two claims are alike if one speaker says the same about a strike twice in one document, or in two documents by one publisher on
-- one day. Equal titles and equal claims are compared with the first of them. decision is what the table decisions says about the
-- pair, or otherwise the link between the two; if there is neither, the pair is open. Strikes are compared only within their day
-- and grid cell, so the table grows no faster than the data.
WITH spots AS (
    SELECT DISTINCT s.strike_id, p.latitude, p.longitude, coalesce(floor(p.latitude / 0.1), 0) AS y, coalesce(floor(p.longitude / 0.13), 0) AS x,
        CASE WHEN p.latitude IS NULL THEN p.place_id ELSE '' END AS unplaced,
        unnest(generate_series(r.date_start, r.date_end, INTERVAL 1 DAY))::DATE AS day
    FROM strikes AS s JOIN places AS p USING (place_id) JOIN strike_reports AS r USING (strike_id)
    WHERE s.level = 'strike' AND r.date_start IS NOT NULL
), steps AS (
    SELECT unnest([-1, 0, 1]) AS step
), around AS (
    SELECT strike_id, latitude, longitude, unplaced, y + north.step AS y, x + east.step AS x, day + days.step AS day, abs(days.step) AS days
    FROM spots CROSS JOIN steps AS north CROSS JOIN steps AS east CROSS JOIN steps AS days
), near AS (
    SELECT one.strike_id AS id, other.strike_id AS other_id, CAST(min(one.days) AS BIGINT) AS days,
        min(round(12742 * asin(sqrt(pow(sin(radians(other.latitude - one.latitude) / 2), 2)
            + cos(radians(one.latitude)) * cos(radians(other.latitude)) * pow(sin(radians(other.longitude - one.longitude) / 2), 2))), 1)) AS km
    FROM around AS one JOIN spots AS other USING (y, x, day, unplaced)
    WHERE one.strike_id < other.strike_id
    GROUP BY one.strike_id, other.strike_id
    HAVING coalesce(km, 0) <= 10
), given AS (
    SELECT strike_id AS group_id, place_id FROM strikes WHERE level = 'series'
    UNION
    SELECT strike_id, r.place_id FROM strikes JOIN strike_reports AS r USING (strike_id) WHERE level = 'series'
), covered AS (
    SELECT group_id, place_id FROM given
    UNION
    SELECT given.group_id, d.place_id FROM given JOIN districts AS d ON d.district_id = given.place_id
), inside AS (
    SELECT DISTINCT s.strike_id AS id, covered.group_id AS other_id
    FROM strikes AS s JOIN covered USING (place_id)
    JOIN strike_reports AS its ON its.strike_id = s.strike_id
    JOIN strike_reports AS whole ON whole.strike_id = covered.group_id AND whole.date_start <= its.date_start AND whole.date_end >= its.date_end
    LEFT JOIN groups ON groups.strike_id = s.strike_id AND groups.group_id = covered.group_id
    WHERE s.level = 'strike' AND groups.group_id IS NULL
), worded AS (
    SELECT 'victim_counts' AS resource, claim_id, strike_id, citation_id,
        concat_ws(' ', outcome, population, demographic, count_min, '-', count_max) AS words
    FROM victim_counts
    UNION ALL
    SELECT 'damage_counts', claim_id, strike_id, citation_id, concat_ws(' ', object, extent, count_min, '-', count_max) FROM damage_counts
    UNION ALL
    SELECT 'statements', statement_id, strike_id, citation_id, concat_ws(' ', topic, code, party_id, stance) FROM statements
), spoken_of AS (
    SELECT w.resource, w.words, w.strike_id, c.source_id, c.speaker_id, c.passage_sha256, c.passage_start,
        c.passage_start + c.passage_words AS passage_end
    FROM worded AS w JOIN citations AS c USING (citation_id)
), told_alike AS (
    SELECT DISTINCT one.strike_id AS id, other.strike_id AS other_id
    FROM spoken_of AS one JOIN spoken_of AS other USING (resource, words, source_id, speaker_id)
    WHERE one.strike_id < other.strike_id
        AND (one.passage_sha256 = other.passage_sha256
            OR one.passage_start < other.passage_end AND other.passage_start < one.passage_end)
), placed AS (
    SELECT s.strike_id, p.latitude, p.longitude FROM strikes AS s LEFT JOIN places AS p USING (place_id)
), dated AS (
    SELECT strike_id, date_start, coalesce(date_end, date_start) AS date_end FROM strike_reports WHERE date_start IS NOT NULL
), both_said AS (
    SELECT DISTINCT told_alike.id, told_alike.other_id
    FROM told_alike
    JOIN placed AS one ON one.strike_id = told_alike.id JOIN placed AS other ON other.strike_id = told_alike.other_id
    JOIN dated AS its ON its.strike_id = told_alike.id
    JOIN dated AS whose ON whose.strike_id = told_alike.other_id AND its.date_start <= whose.date_end AND whose.date_start <= its.date_end
    LEFT JOIN groups ON groups.strike_id = told_alike.id AND groups.group_id = told_alike.other_id
    LEFT JOIN groups AS other_way ON other_way.strike_id = told_alike.other_id AND other_way.group_id = told_alike.id
    WHERE groups.group_id IS NULL AND other_way.group_id IS NULL
        AND coalesce(12742 * asin(sqrt(pow(sin(radians(other.latitude - one.latitude) / 2), 2)
            + cos(radians(one.latitude)) * cos(radians(other.latitude)) * pow(sin(radians(other.longitude - one.longitude) / 2), 2))), 0) <= 10
), passages AS (
    SELECT DISTINCT source_id, passage_sha256 FROM citations
), sizes AS (
    SELECT source_id, count(*) AS size FROM passages GROUP BY source_id
), shared AS (
    SELECT one.source_id AS id, other.source_id AS other_id
    FROM passages AS one JOIN passages AS other USING (passage_sha256)
    JOIN sizes AS size_of_one ON size_of_one.source_id = one.source_id JOIN sizes AS size_of_other ON size_of_other.source_id = other.source_id
    WHERE one.source_id < other.source_id
    GROUP BY one.source_id, other.source_id
    HAVING 4 * count(*) >= min(least(size_of_one.size, size_of_other.size))
), titled AS (
    SELECT min(source_id) OVER (PARTITION BY lower(trim(regexp_replace(title, '[^\p{L}\p{N}]+', ' ', 'g')))) AS id, source_id AS other_id FROM sources
), said AS (
    SELECT 'victim_counts' AS resource, claim_id, strike_id, citation_id,
        concat_ws(' ', outcome, population, demographic, occupation, scope, qualifier, count_min, count_max) AS words
    FROM victim_counts WHERE count_min IS NOT NULL
    UNION ALL
    SELECT 'damage_counts', claim_id, strike_id, citation_id, concat_ws(' ', object, extent, scope, qualifier, count_min, count_max)
    FROM damage_counts WHERE count_min IS NOT NULL
    UNION ALL
    SELECT 'statements', statement_id, strike_id, citation_id, concat_ws(' ', topic, party_id, party_role, code, stance, count_min, count_max) FROM statements
), repeated AS (
    SELECT said.resource, said.claim_id AS other_id, min(said.claim_id) OVER (PARTITION BY said.resource, said.strike_id, said.words,
            c.speaker_id, s.publisher_id, coalesce(CAST(s.published_on AS VARCHAR), s.source_id)) AS id
    FROM said JOIN citations AS c USING (citation_id) JOIN sources AS s USING (source_id)
), pairs AS (
    SELECT 'strikes' AS resource, id, other_id, 'near' AS why, days, km FROM near
    UNION ALL
    SELECT 'strikes', id, other_id, 'inside_group', NULL, NULL FROM inside
    UNION ALL
    SELECT 'strikes', id, other_id, 'one_claim', NULL, NULL FROM both_said
    UNION ALL
    SELECT 'sources', id, other_id, 'same_passages', NULL, NULL FROM shared
    UNION ALL
    SELECT 'sources', id, other_id, 'same_title', NULL, NULL FROM titled WHERE id <> other_id
    UNION ALL
    SELECT resource, id, other_id, 'same_claim', NULL, NULL FROM repeated WHERE id <> other_id
), told AS (
    SELECT least(strike_id, other_id) AS one, greatest(strike_id, other_id) AS other, max(relation) AS decision, max(link_id) AS decided_by
    FROM strike_links GROUP BY ALL
), decided AS (
    SELECT least(id, other_id) AS one, greatest(id, other_id) AS other, decision, decision_id AS decided_by FROM decisions
)
SELECT pairs.resource, pairs.id, pairs.other_id, pairs.why, pairs.days, pairs.km,
    coalesce(decided.decision, told.decision) IS NULL AS is_open,
    coalesce(decided.decision, told.decision) AS decision,
    CASE WHEN decided.decision IS NULL THEN told.decided_by ELSE decided.decided_by END AS decided_by
FROM pairs
LEFT JOIN decided ON decided.one = least(pairs.id, pairs.other_id) AND decided.other = greatest(pairs.id, pairs.other_id)
LEFT JOIN told ON told.one = least(pairs.id, pairs.other_id) AND told.other = greatest(pairs.id, pairs.other_id)
ORDER BY pairs.id, pairs.other_id, pairs.why
