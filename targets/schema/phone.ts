import { z } from 'zod';
import { capability, id, path, texts } from './common.ts';

export const symbologies = ['code128', 'ean13', 'qr'] as const;

/** A code that the seed holds, and the text that the screen shows of its record. */
export const scanSubjectSchema = z.strictObject({
  symbology: z.enum(symbologies),
  value: z.string(),
  shows: z.string(),
});

export const scanSchema = z.strictObject({
  role: z.string(),
  codes: z.array(scanSubjectSchema).min(2).readonly(),
  /** A code that no record has, and what the screen says then. */
  unknown: z.strictObject({ value: z.string(), shows: z.string() }),
  /** A button turns to the phone's other camera; the scanner begins with the one at the back, or the front one. */
  cameraSwitch: capability(z.strictObject({ opensWith: z.enum(['back', 'front']) })),
  /** A photo is read where the camera is refused: what the screen then says of the camera (a regular expression). */
  photo: capability(z.strictObject({ refused: z.string() })),
});
export type Scan = z.infer<typeof scanSchema>;

export const photosSchema = z.strictObject({
  role: z.string(),
  /** The job that photos are added to: one row, columns are names for the pages. */
  jobQuery: z.string(),
  /** Rows of the photos of that job: columns object_key, sha256; `$1` is the job's id. */
  photosQuery: z.string(),
  /** How one photo is sent, as multipart/form-data; `{job}` and the other columns of jobQuery are filled in. */
  upload: z.strictObject({
    path,
    /** Name of the form's part that holds the file. */
    field: z.string(),
    /** Further parts. */
    fields: texts.default({}),
    status: z.array(z.number().int()).min(1).readonly(),
  }),
  largeBytes: z.number().int().positive(),
  /** What a refused file is told (a regular expression). */
  refusal: z.string(),
  /** Address of a photo's bytes: `{photo}` is the column `id` of photosQuery. */
  contentPath: path,
});
export type Photos = z.infer<typeof photosSchema>;

export const installSchema = z.strictObject({
  manifestPath: path,
  name: z.string(),
  display: z.enum(['standalone', 'fullscreen', 'minimal-ui']),
  orientation: z.string().optional(),
  /** Text of the hint shown on iOS (a regular expression). */
  iosHint: z.string(),
  /** What the installed window shows once a person has signed in. */
  role: z.string(),
});
export type Install = z.infer<typeof installSchema>;

export const offlineSchema = z.strictObject({
  role: z.string(),
  /** Pages visited online first, then reloaded without network; each shows its own text again. */
  pages: z
    .array(z.strictObject({ id, path, query: z.string(), shows: z.string() }))
    .min(1)
    .readonly(),
  /** The plain notice (a regular expression). */
  notice: z.string(),
});
export type Offline = z.infer<typeof offlineSchema>;
