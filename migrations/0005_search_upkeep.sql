-- What Drizzle cannot say: how the database itself keeps the tables of search.

-- Text as search compares it: lower case, without accents, possessives and apostrophes, one space between words.
CREATE FUNCTION search_fold(string text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN trim(regexp_replace(replace(regexp_replace(
  lower(regexp_replace(normalize(translate(string, '’‘`´ʼ', ''''''''''''), NFKD), '[\u0300-\u036f]', '', 'g')),
  '([a-z0-9])''s(?![a-z0-9])', '\1', 'g'), '''', ''), '[\u0001-/:-@[-`{-¿×÷\u2000-\u2bff\u2e00-\u2e7f\u3000-\u303f]+', ' ', 'g'));
--> statement-breakpoint
-- Makes the entries of entities anew. Of long texts the beginning is taken: a tsvector holds a megabyte.
CREATE FUNCTION search_refresh(ids bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  -- Whoever else describes these entities now is waited for, and what they wrote is then seen.
  PERFORM FROM entities WHERE id = ANY(ids) ORDER BY id FOR NO KEY UPDATE;
  WITH described AS MATERIALIZED (
    SELECT n.id, n.kind,
      ARRAY(SELECT DISTINCT left(name, 200) FROM (
        SELECT search_fold(n.name) AS name UNION ALL
        SELECT search_fold(text) FROM aliases WHERE entity_id = n.id) names WHERE name <> '') AS names,
      coalesce(search_fold(left(n.summary, 20000)), '') AS summary,
      coalesce(left(search_fold(left(d.body, 200000)), 200000), '') AS body,
      extract(year FROM d.published_on)::integer AS year
    FROM entities n
    LEFT JOIN LATERAL (
      SELECT body, published_on FROM reports WHERE id = n.id UNION ALL
      SELECT body, published_on FROM posts WHERE id = n.id UNION ALL
      SELECT body, published_on FROM comments WHERE id = n.id) d ON true
    WHERE n.id = ANY(ids)
  ), learnt AS (
    INSERT INTO search_words (word)
    SELECT word FROM (
      SELECT DISTINCT unnest(string_to_array(concat_ws(' ', array_to_string(names, ' '), summary, body), ' ')) AS word
      FROM described) said
    WHERE length(word) <= 50 AND word ~ '[^0-9]' AND NOT EXISTS (
      SELECT FROM search_words known
      WHERE known.term = plainto_tsquery('english', said.word) AND known.word = said.word)
  )
  INSERT INTO search_entries (entity_id, kind, names, words)
  SELECT id, kind, CASE kind WHEN 'comment' THEN '{}' ELSE names END,
    setweight(to_tsvector('english', concat_ws(' ', array_to_string(names, ' '), year)),
      CASE kind WHEN 'comment' THEN 'C'::"char" ELSE 'A'::"char" END)
    || setweight(to_tsvector('english', summary), 'B')
    || to_tsvector('english', body)
  FROM described
  ON CONFLICT (entity_id) DO UPDATE SET names = excluded.names, words = excluded.words
    WHERE (search_entries.names, search_entries.words) IS DISTINCT FROM (excluded.names, excluded.words);
END $$;
--> statement-breakpoint
CREATE FUNCTION search_follow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF tg_level = 'ROW' THEN
    PERFORM search_refresh(ARRAY[new.id]);
  ELSIF tg_table_name = 'aliases' THEN
    PERFORM search_refresh(ARRAY(SELECT DISTINCT entity_id FROM changed));
  ELSE
    PERFORM search_refresh(ARRAY(SELECT id FROM changed));
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER search_names_insert AFTER INSERT ON aliases REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION search_follow();--> statement-breakpoint
CREATE TRIGGER search_names_update AFTER UPDATE ON aliases REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION search_follow();--> statement-breakpoint
CREATE TRIGGER search_names_delete AFTER DELETE ON aliases REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION search_follow();--> statement-breakpoint
CREATE TRIGGER search_insert AFTER INSERT ON entities REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION search_follow();--> statement-breakpoint
CREATE TRIGGER search_insert AFTER INSERT ON reports REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION search_follow();--> statement-breakpoint
CREATE TRIGGER search_insert AFTER INSERT ON posts REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION search_follow();--> statement-breakpoint
CREATE TRIGGER search_insert AFTER INSERT ON comments REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION search_follow();--> statement-breakpoint
CREATE TRIGGER search_update AFTER UPDATE OF name, summary ON entities FOR EACH ROW
  WHEN ((old.name, old.summary) IS DISTINCT FROM (new.name, new.summary)) EXECUTE FUNCTION search_follow();--> statement-breakpoint
CREATE TRIGGER search_update AFTER UPDATE OF body, published_on ON reports FOR EACH ROW
  WHEN ((old.body, old.published_on) IS DISTINCT FROM (new.body, new.published_on)) EXECUTE FUNCTION search_follow();--> statement-breakpoint
CREATE TRIGGER search_update AFTER UPDATE OF body, published_on ON posts FOR EACH ROW
  WHEN ((old.body, old.published_on) IS DISTINCT FROM (new.body, new.published_on)) EXECUTE FUNCTION search_follow();--> statement-breakpoint
CREATE TRIGGER search_update AFTER UPDATE OF body, published_on ON comments FOR EACH ROW
  WHEN ((old.body, old.published_on) IS DISTINCT FROM (new.body, new.published_on)) EXECUTE FUNCTION search_follow();--> statement-breakpoint
SELECT search_refresh(ARRAY(SELECT id FROM entities));
