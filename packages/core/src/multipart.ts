import { FaultError } from '@sluice/provider-sdk';

/** Where the value of a form's field stands. */
interface FieldSpan {
  readonly start: number;
  readonly end: number;
}

const LINE = Buffer.from('\r\n');
const BLANK_LINE = Buffer.from('\r\n\r\n');

/** RFC 2046: up to 70 characters of these, the last of which is no space. */
const BOUNDARY = /^[0-9A-Za-z'()+_,\-./:=? ]{0,69}[0-9A-Za-z'()+_,\-./:=?]$/;

const bad = (message: string) => new FaultError({ kind: 'invalid_request', message, param: 'content-type', code: 'invalid_multipart' });

/**
 * The boundary that a multipart body is cut at.
 *
 * @throws FaultError `invalid_request` where the header names none that could be one.
 */
export function readBoundary(contentType: string): string {
  const match = /;\s*boundary=(?:"([^"]*)"|([^;\s]+))/i.exec(contentType);
  const boundary = match?.[1] ?? match?.[2];
  if (boundary === undefined) throw bad('The multipart body has no boundary: content-type must say multipart/form-data; boundary=…');
  if (!BOUNDARY.test(boundary)) throw bad('The boundary in content-type is not one that multipart allows');
  return boundary;
}

/** Whether a body's first bytes can be those of a multipart body with this boundary. */
export function beginsMultipart(head: Buffer, boundary: string): boolean {
  const start = Buffer.from(`--${boundary}`, 'latin1');
  return head.indexOf(start) === 0 || head.indexOf(Buffer.from(`\r\n--${boundary}`, 'latin1')) >= 0;
}

/** How many of the last bytes a closing mark may stand in. */
export const closingBytes = (boundary: string) => boundary.length + 64;

/** Whether a body's last bytes close it. */
export const endsMultipart = (tail: Buffer, boundary: string) => tail.includes(`--${boundary}--`, 0, 'latin1');

/**
 * The text of a form's field where it stands whole in these bytes.
 *
 * @throws FaultError `invalid_request` for a part without a header.
 */
export function readField(bytes: Buffer, boundary: string, name: string): string | undefined {
  const span = findField(bytes, boundary, name);
  return span && bytes.toString('utf8', span.start, span.end);
}

/** The same form with another value in its `model` field. */
export function replaceModelField(bytes: Buffer, model: string): Buffer {
  const boundary = boundaryIn(bytes);
  const span = boundary === undefined ? undefined : findField(bytes, boundary, 'model');
  return span ? Buffer.concat([bytes.subarray(0, span.start), Buffer.from(model), bytes.subarray(span.end)]) : bytes;
}

/** A body's own first line is its boundary. */
function boundaryIn(bytes: Buffer): string | undefined {
  const start = bytes.indexOf('--', 0, 'latin1');
  const end = bytes.indexOf(LINE, start + 2);
  return start < 0 || end < 0 ? undefined : bytes.toString('latin1', start + 2, end).trimEnd();
}

function findField(bytes: Buffer, boundary: string, name: string): FieldSpan | undefined {
  const mark = Buffer.from(`--${boundary}`, 'latin1');
  const next = Buffer.from(`\r\n--${boundary}`, 'latin1');
  for (let at = bytes.indexOf(mark); at >= 0;) {
    const head = at + mark.length;
    if (bytes[head] === 0x2d && bytes[head + 1] === 0x2d) return undefined;
    const blank = bytes.indexOf(BLANK_LINE, head);
    if (blank < 0) return undefined;
    const end = bytes.indexOf(next, blank + 2);
    const header = bytes.toString('latin1', head, Math.min(blank, head + 16_384));
    if (end >= 0 && fieldName(header) === name) return { start: blank + 4, end };
    if (end < 0) return undefined;
    at = end + 2;
  }
  return undefined;
}

const fieldName = (header: string) => {
  const match = /^content-disposition:[^\r\n]*?;\s*name=(?:"([^"]*)"|([^;\s]+))/im.exec(header);
  return match?.[1] ?? match?.[2];
};
