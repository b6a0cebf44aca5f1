/** A picture of the size wished for: the smallest JPEG, a grey dot, with a comment that holds the rest. */
export function picture(bytes: number): Buffer {
  const comments: Buffer[] = [];
  for (let left = bytes - DOT.length; left > 0; left -= LARGEST_COMMENT) {
    const length = Math.min(left, LARGEST_COMMENT);
    const comment = Buffer.alloc(length + 4, COMMENT_TEXT);
    comment.writeUInt16BE(0xfffe, 0);
    comment.writeUInt16BE(length + 2, 2);
    comments.push(comment);
  }
  // A JPEG's comments stand after its first two bytes, the start-of-image mark.
  return Buffer.concat([DOT.subarray(0, 2), ...comments, DOT.subarray(2)]);
}

const LARGEST_COMMENT = 65_000;
const COMMENT_TEXT = 'every byte of this has to arrive as it left; ';

const DOT = Buffer.from(
  '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////' +
    'wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxD/2Q==',
  'base64',
);
