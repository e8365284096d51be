create extension if not exists pg_trgm;
--> statement-breakpoint
create extension if not exists fuzzystrmatch;
--> statement-breakpoint
create function fold_text(value text) returns text language sql immutable strict parallel safe
return translate(
  replace(replace(replace(regexp_replace(normalize(lower(value), NFKD), '[\u0300-\u036f]', '', 'g'),
    'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'),
  'øłđðı', 'olddi');
