/** Where connections look for tables, and as whom they read: see `visible.ts`. */

/** Views first, which leave out what is hidden. */
export const READING_PATH = 'visible, public';

/** The user that may see what is visible and nothing else, to read as. It cannot log in by itself. */
export const READER = 'citetrail_reader';

/** What a connection that reads begins with, so as to be the reader where it may. */
export const asReader = `select set_config('role', '${READER}', false) from pg_roles
  where rolname = '${READER}' and pg_has_role(current_user, oid, 'member')`;
