-- Terms. An actor's voice is the root reached through parent_id. What a medium, encyclopedia or unnamed publication says, other
-- than by its own finding, is unattributed; its publication is the root of whoever says it, not that of the page that reprints
-- it. A claim belongs to the view of its speaker's side, and Armenia and Nagorno-Karabakh are one side. A document is a voice's
-- own if the voice published it or it is the voice's text. A claim is adverse if one party's side makes it and it was read in a
-- publication of the other's, or through one. The day of a claim is the day on which the text says that it was said, or otherwise
-- that of publication. Votes: the unattributed publications of a view vote together, as do the own findings of one side's media,
-- and residents. What stands: a voice's totals are taken by figure (count_min). A figure's day is the first on which the voice
-- was read with it, or the last in a document of its own. It falls to (is replaced by) a greater figure of a later day, and to a
-- smaller one if a closed, unhedged claim of a later day gives it in the voice's own document, or if such claims in two
-- publications do. A reprint counts as the publication whose text it is. An undated or adverse figure neither falls nor makes
-- others fall. Among civilians, a figure falls to a greater one only if that one is of civilians too. A subgroup falls if its day
-- is before that of the voice's last total.
CREATE TABLE roots AS
WITH RECURSIVE up AS (
    SELECT actor_id, actor_id AS voice_id, parent_id, 0 AS depth FROM actors
    UNION ALL
    SELECT up.actor_id, actors.actor_id, actors.parent_id, up.depth + 1
    FROM up JOIN actors ON actors.actor_id = up.parent_id
    WHERE up.depth < 9
)
SELECT up.actor_id, up.voice_id FROM up WHERE up.parent_id IS NULL;

CREATE TABLE view_of_side AS
SELECT * FROM (VALUES ('azerbaijan', 'azerbaijan'), ('armenia', 'armenian'), ('nagorno_karabakh', 'armenian'),
    ('armenia_or_nagorno_karabakh', 'armenian'), ('third_party', 'third_party')) AS listed(side, view);

CREATE TABLE sides AS
SELECT actor_id, name, kind, side, roots.voice_id AS root, view
FROM actors JOIN roots USING (actor_id) LEFT JOIN view_of_side USING (side);

CREATE TABLE views AS
SELECT unnest(['all', 'azerbaijan', 'armenian', 'third_party']) AS view;

CREATE TABLE spoken AS
SELECT c.citation_id, c.source_id, c.passage_start, c.speech, c.speaker_id, c.via_id, s.publisher_id, s.published_on, c.said_on,
    coalesce(c.said_on, s.published_on) AS day, c.said_on IS NOT NULL OR coalesce(s.published_basis = 'stated', false) AS day_is_stated,
    speaker.root, speaker.kind, speaker.view,
    speaker.kind IN ('media', 'encyclopedia', 'unnamed') AND c.speech <> 'own_finding' AS is_unattributed,
    CASE WHEN is_unattributed THEN 'unattributed' ELSE speaker.root END AS voice,
    CASE WHEN is_unattributed THEN 'unattributed'
         WHEN speaker.kind IN ('media', 'encyclopedia', 'unnamed') THEN concat('media ', speaker.view)
         WHEN speaker.kind = 'resident' THEN 'residents' ELSE speaker.root END AS bloc,
    CASE WHEN is_unattributed THEN speaker.root ELSE coalesce(via.root, text_voice.root, publisher.root) END AS publication,
    coalesce(text_voice.root, publisher.root) = speaker.root AS is_own,
    coalesce(speaker.view IN ('azerbaijan', 'armenian') AND coalesce(
        CASE WHEN speaker.view = 'azerbaijan' THEN 'armenian' ELSE 'azerbaijan' END
            IN (publisher.view, coalesce(text_voice.view, publisher.view), coalesce(via.view, publisher.view)), false), false) AS is_adverse,
    CASE WHEN is_adverse THEN 'adverse'
         WHEN is_own AND (publisher.root = speaker.root OR publisher.view IN ('third_party', speaker.view)) THEN 'own_document'
         WHEN publisher.view IS NULL THEN 'unknown'
         WHEN publisher.view = 'third_party' AND coalesce(via.view, 'third_party') IN ('third_party', speaker.view)
             AND coalesce(text_voice.view, 'third_party') IN ('third_party', speaker.view) THEN 'third_party'
         WHEN publisher.view = speaker.view AND speaker.view <> 'third_party' THEN 'own_side' ELSE 'party' END AS read_in
FROM citations AS c
JOIN sources AS s USING (source_id)
JOIN sides AS speaker ON speaker.actor_id = c.speaker_id
JOIN sides AS publisher ON publisher.actor_id = s.publisher_id
LEFT JOIN sides AS text_voice ON text_voice.actor_id = s.voice_id
LEFT JOIN sides AS via ON via.actor_id = c.via_id;

CREATE TABLE counted AS
SELECT v.*, s.root, s.is_unattributed, s.voice, s.bloc, s.view, s.day, s.day_is_stated, s.is_own, s.is_adverse, s.publication, s.passage_start,
    v.scope = 'total' AND v.count_min IS NOT NULL AS is_total,
    v.qualifier IN ('exact', 'about', 'range') AND NOT v.hedged AS is_firm
FROM victim_counts AS v JOIN spoken AS s USING (citation_id);

CREATE TABLE figures AS
WITH read AS (
    SELECT strike_id, outcome, is_unattributed, root, count_min,
        greatest(min(day) FILTER (WHERE NOT is_adverse), max(day) FILTER (WHERE NOT is_adverse AND is_own)) AS figure_day,
        greatest(max(day) FILTER (WHERE is_own AND is_firm AND NOT is_adverse),
            CASE WHEN count(DISTINCT publication) FILTER (WHERE is_firm AND NOT is_adverse) > 1
                THEN min(day) FILTER (WHERE is_firm AND NOT is_adverse) END) AS firm_day,
        coalesce(bool_or(population = 'civilians') FILTER (WHERE NOT is_adverse), false) AS is_of_civilians,
        arg_min(claim_id, (is_adverse, NOT is_firm, NOT is_own, CASE WHEN is_own THEN -epoch(day) ELSE epoch(day) END, passage_start, claim_id))
            AS claim_id
    FROM counted
    WHERE is_total
    GROUP BY strike_id, outcome, is_unattributed, root, count_min
)
SELECT strike_id, outcome, is_unattributed, root, count_min, figure_day AS day, CASE WHEN firm_day IS NOT NULL THEN least(figure_day, firm_day) END AS corrects_on, is_of_civilians, claim_id
FROM read;

CREATE TABLE standing AS
WITH falling AS (
    SELECT f.strike_id, f.outcome, f.is_unattributed, f.root, f.count_min,
        arg_max(later.claim_id, (later.day, later.count_min)) AS fallen_to,
        arg_max(later.claim_id, (later.day, later.count_min)) FILTER (WHERE later.is_of_civilians OR later.count_min < f.count_min) AS fallen_to_civilians
    FROM figures AS f
    JOIN figures AS later ON later.strike_id = f.strike_id AND later.outcome = f.outcome AND later.is_unattributed = f.is_unattributed
        AND later.root = f.root
        AND ((later.count_min > f.count_min AND later.day > f.day) OR (later.count_min < f.count_min AND later.corrects_on > f.day))
    GROUP BY f.strike_id, f.outcome, f.is_unattributed, f.root, f.count_min
), last AS (
    SELECT strike_id, outcome, is_unattributed, root, max(day) AS day, arg_max(claim_id, (day, count_min)) AS claim_id
    FROM figures WHERE day IS NOT NULL GROUP BY strike_id, outcome, is_unattributed, root
)
SELECT c.*, f.day AS figure_day,
    CASE WHEN c.is_total THEN falling.fallen_to WHEN c.scope = 'subgroup' AND NOT c.is_adverse AND c.day < last.day THEN last.claim_id END AS fallen_to,
    CASE WHEN c.population <> 'civilians' THEN NULL WHEN c.is_total THEN falling.fallen_to_civilians
         WHEN c.scope = 'subgroup' AND NOT c.is_adverse AND c.day < last.day THEN last.claim_id END AS fallen_to_civilians
FROM counted AS c
LEFT JOIN figures AS f ON c.is_total AND f.strike_id = c.strike_id AND f.outcome = c.outcome AND f.is_unattributed = c.is_unattributed
    AND f.root = c.root AND f.count_min = c.count_min
LEFT JOIN falling ON c.is_total AND falling.strike_id = c.strike_id AND falling.outcome = c.outcome
    AND falling.is_unattributed = c.is_unattributed AND falling.root = c.root AND falling.count_min = c.count_min
LEFT JOIN last ON last.strike_id = c.strike_id AND last.outcome = c.outcome AND last.is_unattributed = c.is_unattributed AND last.root = c.root;

CREATE TABLE groups AS
WITH RECURSIVE down AS (
    SELECT other_id AS group_id, strike_id FROM strike_links WHERE relation = 'part_of'
    UNION
    SELECT down.group_id, l.strike_id
    FROM down JOIN strike_links AS l ON l.other_id = down.strike_id AND l.relation = 'part_of'
)
SELECT group_id, strike_id FROM down;

CREATE TABLE leaves AS
SELECT group_id, strike_id FROM groups JOIN strikes USING (strike_id) WHERE level = 'strike';
