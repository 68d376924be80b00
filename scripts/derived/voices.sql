-- An actor's voice is the root reached through parent_id. In a citation, a medium (media, encyclopedia, unnamed) is a voice only
-- for its own finding. All other claims in a publication's own voice together form one voice, "unattributed", which is on no
-- side. For the views by side, Armenia and Nagorno-Karabakh are one side.
-- A total with a number is live unless its voice gives another total in a document of a later day. An undated document
-- neither supersedes nor is superseded. Unattributed totals supersede only totals of the same publication.
CREATE VIEW roots AS
WITH RECURSIVE up AS (
    SELECT actor_id, actor_id AS voice_id, parent_id, 0 AS depth FROM actors
    UNION ALL
    SELECT up.actor_id, actors.actor_id, actors.parent_id, up.depth + 1
    FROM up JOIN actors ON actors.actor_id = up.parent_id
    WHERE up.depth < 9
)
SELECT up.actor_id, up.voice_id FROM up WHERE up.parent_id IS NULL;

CREATE VIEW sides AS
SELECT actor_id, kind,
    CASE WHEN side = 'azerbaijan' THEN 'azerbaijani'
         WHEN side IN ('armenia', 'nagorno_karabakh', 'armenia_or_nagorno_karabakh') THEN 'armenian'
         WHEN side = 'third_party' THEN 'third_party' END AS view
FROM actors;

CREATE VIEW spoken AS
SELECT c.citation_id, c.source_id, c.passage_start, c.speech, c.speaker_id, c.via_id, s.publisher_id, s.published_on,
    kind IN ('media', 'encyclopedia', 'unnamed') AND c.speech <> 'own_finding' AS is_unattributed,
    CASE WHEN is_unattributed THEN 'unattributed' ELSE roots.voice_id END AS voice,
    CASE WHEN is_unattributed THEN NULL ELSE sides.view END AS view
FROM citations AS c
JOIN sources AS s USING (source_id)
JOIN sides ON sides.actor_id = c.speaker_id
JOIN roots ON roots.actor_id = c.speaker_id;

CREATE VIEW live_totals AS
WITH totals AS (
    SELECT v.*, s.voice, s.view AS voice_view, s.source_id, s.published_on, s.passage_start,
        max(s.published_on) OVER (PARTITION BY v.strike_id, v.outcome, s.voice,
            CASE WHEN s.is_unattributed THEN s.publisher_id END) AS latest
    FROM victim_counts AS v JOIN spoken AS s USING (citation_id)
    WHERE v.scope = 'total' AND v.count_min IS NOT NULL
)
SELECT * FROM totals WHERE published_on IS NULL OR published_on = latest;

CREATE VIEW groups AS
WITH RECURSIVE down AS (
    SELECT other_id AS group_id, strike_id, 0 AS depth FROM strike_links WHERE relation = 'part_of'
    UNION ALL
    SELECT down.group_id, l.strike_id, down.depth + 1
    FROM down JOIN strike_links AS l ON l.other_id = down.strike_id AND l.relation = 'part_of'
    WHERE down.depth < 9
)
SELECT DISTINCT group_id, strike_id FROM down;

CREATE VIEW leaves AS
SELECT group_id, strike_id FROM groups JOIN strikes USING (strike_id) WHERE level = 'strike';
