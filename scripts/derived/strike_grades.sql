-- Who is responsible for firing, according to what was said, for every strike and accused side, by rule g1. The grade is
-- conceded if a person or body in office on that side admits it, unless the admission is published or relayed by the other side.
-- Otherwise it is corroborated if a third-party NGO or IGO confirms it by its own finding, in its own document or in a third
-- party's. Otherwise it is multiple_voices or single_voice, by the number of independent voices that accuse. contested is set
-- separately if the accused side denies it. A group's grade never passes to its parts. Denials of a group that the strike is
-- part of are counted separately.
WITH said AS (
    SELECT t.*, party.view AS accused, speaker.view AS speaker_view, speaker.kind AS speaker_kind, publisher.view AS publisher_view,
        via.view AS via_view, s.speech, s.voice, s.speaker_id, s.publisher_id
    FROM statements AS t
    JOIN spoken AS s USING (citation_id)
    JOIN sides AS party ON party.actor_id = t.party_id
    JOIN sides AS speaker ON speaker.actor_id = s.speaker_id
    JOIN sides AS publisher ON publisher.actor_id = s.publisher_id
    LEFT JOIN sides AS via ON via.actor_id = s.via_id
    WHERE t.topic = 'responsibility' AND t.party_role = 'fired'
), judged AS (
    SELECT *,
        stance = 'admits' AND speaker_kind IN ('state', 'office', 'armed_force') AND speaker_view = accused
            AND coalesce(publisher_view, 'none') IN (accused, 'third_party', 'none') AND coalesce(via_view, 'none') IN (accused, 'third_party', 'none') AS concedes,
        stance = 'confirms' AND speech = 'own_finding' AND speaker_view = 'third_party' AND speaker_kind IN ('ngo', 'igo')
            AND (publisher_id = speaker_id OR publisher_view = 'third_party') AS corroborates,
        stance = 'denies' AND speaker_view = accused AS contests,
        stance IN ('accuses', 'confirms', 'admits') AS accuses
    FROM said
), denied AS (
    SELECT up.strike_id, judged.accused, count(*) AS group_denials
    FROM groups AS up JOIN judged ON judged.strike_id = up.group_id
    WHERE judged.contests
    GROUP BY up.strike_id, judged.accused
)
SELECT judged.strike_id, judged.accused, 'g1' AS rule,
    CASE WHEN bool_or(concedes) THEN 'conceded' WHEN bool_or(corroborates) THEN 'corroborated'
         WHEN count(DISTINCT voice) FILTER (WHERE accuses) > 1 THEN 'multiple_voices' ELSE 'single_voice' END AS grade,
    bool_or(contests) AS contested,
    count(DISTINCT voice) FILTER (WHERE accuses) AS voices,
    count(*) FILTER (WHERE stance IN ('accuses', 'confirms')) AS accusations,
    count(*) FILTER (WHERE stance = 'admits') AS admissions,
    count(*) FILTER (WHERE stance = 'denies') AS denials,
    coalesce(any_value(denied.group_denials), 0) AS group_denials
FROM judged LEFT JOIN denied USING (strike_id, accused)
WHERE judged.accused IS NOT NULL
GROUP BY judged.strike_id, judged.accused
HAVING bool_or(accuses)
ORDER BY judged.strike_id, judged.accused
