-- Who fired, according to what was said, for every strike and accused side, by rule g2. Where a text distinguishes Armenia from
-- Nagorno-Karabakh, each has a row of its own besides that of the Armenian side. A party is a state, office or armed force of the
-- accused side. Third parties are not one side, so among them only the accused voice itself counts as a party. conceded: a party
-- admits it, unhedged and not adverse. corroborated: a third party's NGO or IGO confirms it, unhedged, by its own finding, in its
-- own document or a third party's. several_sides: attributed voices of two sides accuse or confirm, unhedged; those of third
-- parties count only if they were read in their own document or a third party's. one_side: anybody else accuses or confirms.
-- nobody_accuses: there are only denials, or admissions that do not count. contested: a party whose voice does not concede it
-- denies it. Adverse admissions, adverse accusations of the speaker's own side, and confirmations by third parties that were read
-- in a party's publication are counted in columns of their own and do not affect the grade. Nor do denials, admissions and
-- confirmations of a group that contains the strike.
WITH said AS (
    SELECT t.*, party.view AS party_view, party.side AS party_side, party.root AS party_root, speaker.name AS speaker_name, speaker.side AS speaker_side,
        s.view, s.kind, s.root, s.voice, s.is_unattributed, s.speech, s.is_adverse, s.read_in,
        s.read_in IN ('own_document', 'third_party') AS is_read_first_hand
    FROM statements AS t
    JOIN spoken AS s USING (citation_id)
    JOIN sides AS party ON party.actor_id = t.party_id
    JOIN sides AS speaker ON speaker.actor_id = s.speaker_id
    WHERE t.topic = 'responsibility' AND t.party_role = 'fired'
), accused AS (
    SELECT party_view AS accused, coalesce(view = party_view AND (view <> 'third_party' OR root = party_root), false) AS is_of_the_accused, * FROM said WHERE party_view IS NOT NULL
    UNION ALL
    SELECT party_side, coalesce(speaker_side = party_side, false), * FROM said WHERE party_side IN ('armenia', 'nagorno_karabakh')
), judged AS (
    SELECT *, stance IN ('accuses', 'confirms') AS accuses,
        is_of_the_accused AND kind IN ('state', 'office', 'armed_force') AS is_party,
        stance = 'admits' AND is_party AND NOT is_adverse AND NOT hedged AS concedes,
        stance = 'denies' AND is_party AS denies,
        stance = 'confirms' AND speech = 'own_finding' AND view = 'third_party' AND kind IN ('ngo', 'igo') AND NOT hedged AS examined,
        accuses AND NOT hedged AND NOT is_unattributed AND NOT (is_of_the_accused AND is_adverse)
            AND (view <> 'third_party' OR is_read_first_hand) AS counts
    FROM accused
), conceding AS (
    SELECT DISTINCT strike_id, accused, root FROM judged WHERE concedes
), graded AS (
    SELECT j.strike_id, j.accused,
        bool_or(concedes) AS is_conceded, bool_or(accuses) AS is_accused, bool_or(examined AND is_read_first_hand) AS is_corroborated,
        count(DISTINCT view) FILTER (WHERE counts) AS sides,
        bool_or(denies AND c.root IS NULL) AS contested,
        string_agg(DISTINCT view, '; ' ORDER BY view) FILTER (WHERE accuses) AS accused_by_sides,
        string_agg(DISTINCT speaker_name, '; ' ORDER BY speaker_name) FILTER (WHERE accuses) AS accused_by,
        string_agg(DISTINCT speaker_name, '; ' ORDER BY speaker_name) FILTER (WHERE examined AND is_read_first_hand) AS corroborated_by,
        string_agg(DISTINCT speaker_name, '; ' ORDER BY speaker_name) FILTER (WHERE concedes) AS conceded_by,
        string_agg(DISTINCT speaker_name, '; ' ORDER BY speaker_name) FILTER (WHERE denies) AS denied_by,
        count(DISTINCT voice) FILTER (WHERE accuses AND NOT is_unattributed) AS attributed_voices,
        count(DISTINCT j.root) FILTER (WHERE accuses AND is_unattributed) AS publications,
        count(*) FILTER (WHERE stance = 'accuses') AS accusations,
        count(*) FILTER (WHERE stance = 'confirms') AS confirmations,
        count(*) FILTER (WHERE stance = 'confirms' AND view = 'third_party' AND read_in = 'party') AS confirmations_read_at_a_party,
        count(*) FILTER (WHERE stance = 'admits') AS admissions,
        count(*) FILTER (WHERE stance = 'admits' AND is_adverse) AS adverse_admissions,
        count(*) FILTER (WHERE stance = 'denies') AS denials
    FROM judged AS j LEFT JOIN conceding AS c ON c.strike_id = j.strike_id AND c.accused = j.accused AND c.root = j.root
    GROUP BY j.strike_id, j.accused
), of_groups AS (
    SELECT up.strike_id, j.accused, count(*) FILTER (WHERE j.stance = 'denies') AS group_denials, count(*) FILTER (WHERE j.stance = 'admits') AS group_admissions,
        count(*) FILTER (WHERE j.stance = 'confirms') AS group_confirmations
    FROM groups AS up JOIN judged AS j ON j.strike_id = up.group_id
    GROUP BY up.strike_id, j.accused
)
SELECT g.strike_id, g.accused, 'g2' AS rule,
    CASE WHEN is_conceded THEN 'conceded' WHEN is_corroborated THEN 'corroborated' WHEN sides > 1 THEN 'several_sides' WHEN is_accused THEN 'one_side'
        ELSE 'nobody_accuses' END AS grade,
    contested, accused_by_sides, accused_by, corroborated_by, conceded_by, denied_by, attributed_voices, publications, accusations, confirmations,
    confirmations_read_at_a_party, admissions, adverse_admissions, denials, coalesce(group_denials, 0) AS group_denials,
    coalesce(group_admissions, 0) AS group_admissions, coalesce(group_confirmations, 0) AS group_confirmations
FROM graded AS g LEFT JOIN of_groups USING (strike_id, accused)
ORDER BY g.strike_id, g.accused
