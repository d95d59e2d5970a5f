// Files → a zip file, nothing compressed: what goes into it is compressed already. Names are UTF-8;
// the same files give the same bytes.

const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let value = n;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

function checksum(bytes) {
  let value = 0xffffffff;
  for (const byte of bytes) value = TABLE[(value ^ byte) & 255] ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}

/** Numbers of 2 and 4 bytes, the least first. */
function numbers(...parts) {
  const bytes = new DataView(new ArrayBuffer(parts.reduce((sum, [size]) => sum + size, 0)));
  let at = 0;
  for (const [size, value] of parts) {
    if (size === 2) bytes.setUint16(at, value, true);
    else bytes.setUint32(at, value, true);
    at += size;
  }
  return new Uint8Array(bytes.buffer);
}

/** Names as UTF-8, 1 January 1980. */
const UTF8 = 0x0800;
const FIRST_DAY = 0x21;

/** `files` are { name, bytes }; gives a blob. */
export function zipOf(files) {
  const parts = [];
  const list = [];
  let offset = 0;
  for (const { name, bytes } of files) {
    const label = new TextEncoder().encode(name);
    const fields = [[2, 20], [2, UTF8], [2, 0], [2, 0], [2, FIRST_DAY], [4, checksum(bytes)], [4, bytes.length], [4, bytes.length],
      [2, label.length], [2, 0]];
    const head = numbers([4, 0x04034b50], ...fields);
    parts.push(head, label, bytes);
    list.push(numbers([4, 0x02014b50], [2, 20], ...fields, [2, 0], [2, 0], [2, 0], [4, 0], [4, offset]), label);
    offset += head.length + label.length + bytes.length;
  }
  const size = list.reduce((sum, one) => sum + one.length, 0);
  const end = numbers([4, 0x06054b50], [2, 0], [2, 0], [2, files.length], [2, files.length], [4, size], [4, offset], [2, 0]);
  return new Blob([...parts, ...list, end], { type: "application/zip" });
}
