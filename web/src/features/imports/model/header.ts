/** Reads just the header of a text file in the browser, to guess its object before it is sent. */

const HEAD_BYTES = 64 * 1024;
const DELIMITERS = [',', ';', '\t', '|'];

export async function readHeader(file: Blob): Promise<string[]> {
  const bytes = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
  // A workbook is a zip archive: the server opens it.
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return [];
  return splitHeader(decode(bytes));
}

export function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  const text = new TextDecoder('utf-8').decode(bytes);
  // The slice may cut the last character in two; any other replacement mark means another encoding.
  return text.slice(0, -4).includes('\uFFFD') ? new TextDecoder('gb18030').decode(bytes) : text;
}

export function splitHeader(text: string): string[] {
  const line = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/).find((one) => one.trim() !== '') ?? '';
  const delimiter = DELIMITERS.toSorted((left, right) => line.split(right).length - line.split(left).length)[0] ?? ',';
  return line.split(delimiter).map((cell) => cell.trim().replace(/^"|"$/g, '').trim());
}
