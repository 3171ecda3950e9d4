import { z } from 'zod';
import { parseDate } from '../dates.ts';

/*
 * What the front matter of a note may say. It is read without types, every scalar a string; each message
 * names what is expected there.
 */

const text = z.string('text').trim().min(1, 'text');
const address = z
  .string('a web address')
  .refine((written) => /^https?:$/.test(URL.parse(written)?.protocol ?? ''), 'an absolute http(s) address');
const day = z
  .string('a date')
  .refine((written) => parseDate(written) !== null, 'a day such as 2021-08-19 or 19 August 2021')
  .transform((written) => parseDate(written));
const names = z
  .union([z.array(text), text], 'a list of names, or names with commas between')
  .transform((written) => (typeof written === 'string' ? written.split(',') : written));

const FIELDS = {
  title: text.optional(),
  date: day.optional(),
  author: text.optional(),
  labels: names.optional(),
  tags: names.optional(),
  url: address.optional(),
  site: address.optional(),
};

/** The front matter of a note: all of it may be missing, nothing else may be there. */
export const FRONT_MATTER = z.strictObject(FIELDS, {
  error: ({ code }) =>
    code === 'unrecognized_keys' ? `one of ${Object.keys(FIELDS).join(', ')}` : 'a mapping',
});
