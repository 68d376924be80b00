-- How many claims of each random draw differed from their document when they were read once more, by the side of their speakers. Every
-- side has a row for every draw, even if nothing was read. The interval is Wilson's score interval at 95 % (Journal of the American
-- Statistical Association 22, 1927), which holds for few claims and for rates near 0.
WITH listed AS (
    SELECT DISTINCT draw, unnest(['all', 'azerbaijan', 'armenian', 'third_party', 'unknown']) AS speakers FROM readings
), told AS (
    SELECT draw, verdict = 'differs' AS differs, unnest(['all', coalesce(known.view, 'unknown')]) AS speakers
    FROM readings LEFT JOIN view_of_side AS known ON known.side = readings.speaker_side
), counted AS (
    SELECT draw, speakers, count(differs) AS claims_read, count(*) FILTER (WHERE differs) AS claims_differing
    FROM listed LEFT JOIN told USING (draw, speakers)
    GROUP BY draw, speakers
), shares AS (
    SELECT *, 1.959964 * 1.959964 AS squared, CAST(claims_differing AS DOUBLE) / nullif(claims_read, 0) AS share FROM counted
), ends AS (
    SELECT *, share + squared / (2 * claims_read) AS middle, 1 + squared / claims_read AS breadth,
        sqrt(squared * (share * (1 - share) + squared / (4 * claims_read)) / claims_read) AS half
    FROM shares
)
SELECT draw, speakers, claims_read, claims_differing, round(share, 4) AS rate,
    CASE WHEN claims_read > 0 THEN round(greatest(0, (middle - half) / breadth), 4) END AS rate_low,
    CASE WHEN claims_read > 0 THEN round(least(1, (middle + half) / breadth), 4) END AS rate_high
FROM ends
ORDER BY draw, speakers
