-- Every count and every statement in one flat table, with its strike, the strike's best date, its place and territory, its
-- source, publisher, speaker and voice, where it was read, and the claim that replaced it, if there is one. Nothing in this table
-- is summed or selected. unit says what count_min and count_max count. For statements, it is munitions if the topic is the
-- munition or the warhead, and incidents otherwise.
WITH all_claims AS (
    SELECT 'victim_counts' AS resource, claim_id, strike_id, citation_id, outcome, NULL AS object, NULL AS extent, scope, part_of,
        population, demographic, occupation, NULL AS topic, NULL AS party_id, NULL AS party_role, NULL AS code, NULL AS stance,
        NULL AS answers, 'people' AS unit, count_min, count_max, qualifier, wording, counted_by_coder, hedged FROM victim_counts
    UNION ALL
    SELECT 'damage_counts', claim_id, strike_id, citation_id, NULL, object, extent, scope, part_of, NULL, NULL, NULL, NULL, NULL,
        NULL, NULL, NULL, NULL, 'objects', count_min, count_max, qualifier, wording, counted_by_coder, hedged FROM damage_counts
    UNION ALL
    SELECT 'statements', statement_id, strike_id, citation_id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, topic, party_id,
        party_role, code, stance, answers,
        CASE WHEN count_min IS NULL THEN NULL WHEN topic IN ('munition', 'warhead') THEN 'munitions' ELSE 'incidents' END,
        count_min, count_max, qualifier, wording, NULL, hedged FROM statements
)
SELECT a.claim_id, a.resource, a.strike_id, w.name AS strike_name, w.level, w.date_start, w.date_end, w.date_precision, w.date_is_tie,
    w.in_war, w.place_id, p.name AS place_name, p.country, w.territory, p.latitude, p.longitude, p.coordinate_precision,
    a.outcome, a.object, a.extent, a.scope, a.part_of, a.population, a.demographic, a.occupation, a.topic, a.party_id,
    party.name AS party_name, a.party_role, a.code, a.stance, a.answers, a.unit, a.count_min, a.count_max, a.qualifier, a.wording,
    a.counted_by_coder, a.hedged, standing.fallen_to, standing.fallen_to_civilians, s.source_id, s.title AS source_title, s.published_on,
    spoken.said_on, s.language, s.url, publisher.actor_id AS publisher_id, publisher.name AS publisher_name, publisher.side AS publisher_side,
    a.citation_id, spoken.speaker_id, speaker.name AS speaker_name, speaker.kind AS speaker_kind, speaker.side AS speaker_side,
    spoken.voice, coalesce(root.name, 'unattributed') AS voice_name, spoken.view, spoken.via_id, via.name AS via_name,
    spoken.speech, spoken.read_in
FROM all_claims AS a
JOIN when_and_where AS w USING (strike_id)
JOIN spoken USING (citation_id)
JOIN sources AS s ON s.source_id = spoken.source_id
JOIN actors AS speaker ON speaker.actor_id = spoken.speaker_id
JOIN actors AS publisher ON publisher.actor_id = spoken.publisher_id
LEFT JOIN standing ON a.resource = 'victim_counts' AND standing.claim_id = a.claim_id
LEFT JOIN actors AS root ON root.actor_id = spoken.voice
LEFT JOIN actors AS via ON via.actor_id = spoken.via_id
LEFT JOIN actors AS party ON party.actor_id = a.party_id
LEFT JOIN places AS p ON p.place_id = w.place_id
ORDER BY a.claim_id
