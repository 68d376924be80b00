-- the passage ends after the document's last word, {text_words}: correct its start or its length
SELECT 'citations' AS resource, c.citation_id AS id, 'passage_start' AS field, c.passage_start AS value, s.text_words
FROM citations AS c JOIN sources AS s USING (source_id)
WHERE c.passage_start + c.passage_words > s.text_words
