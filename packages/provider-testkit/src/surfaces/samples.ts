/** A red square, 64 by 64: some refuse pictures of a few pixels. */
export const RED_SQUARE_PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAEAAAABACAIAAAAlC+aJAAAAS0lEQVR42u3PQQkAAAgAsetfWiP4FgYrsKZeS0BAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEDgsqnc8OJg6Ln3AAAAAElFTkSuQmCC';

const RATE = 8000;

/** One second of the tone A, 16 bits: short enough to cost nothing, long enough not to be refused. */
export function toneWav(): Uint8Array {
  const samples = Int16Array.from({ length: RATE }, (_, at) => Math.round(8000 * Math.sin((2 * Math.PI * 440 * at) / RATE)));
  const wav = new DataView(new ArrayBuffer(44 + samples.length * 2));
  const word = (at: number, text: string) => Buffer.from(text).forEach((byte, index) => wav.setUint8(at + index, byte));
  word(0, 'RIFF');
  wav.setUint32(4, 36 + samples.length * 2, true);
  word(8, 'WAVEfmt ');
  wav.setUint32(16, 16, true);
  wav.setUint16(20, 1, true);
  wav.setUint16(22, 1, true);
  wav.setUint32(24, RATE, true);
  wav.setUint32(28, RATE * 2, true);
  wav.setUint16(32, 2, true);
  wav.setUint16(34, 16, true);
  word(36, 'data');
  wav.setUint32(40, samples.length * 2, true);
  samples.forEach((sample, at) => wav.setInt16(44 + at * 2, sample, true));
  return new Uint8Array(wav.buffer);
}

export const pngBytes = (): Uint8Array => Uint8Array.from(atob(RED_SQUARE_PNG), (letter) => letter.charCodeAt(0));
