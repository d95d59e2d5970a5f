// A picture of the page as a PNG of at most 256 colours: a third of the size, and no eye sees it.

import { crc32, deflateSync, inflateSync } from "node:zlib";

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

function chunks(png) {
  const found = [];
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at);
    found.push({ kind: png.toString("latin1", at + 4, at + 8), data: png.subarray(at + 8, at + 8 + length) });
    at += 12 + length;
  }
  return found;
}

/** The bytes of the picture without the filters of its lines (PNG, 9.2). */
function unfiltered(raw, width, height, step) {
  const size = width * step;
  const out = Buffer.alloc(size * height);
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (size + 1)];
    for (let x = 0; x < size; x += 1) {
      const left = x >= step ? out[y * size + x - step] : 0;
      const up = y > 0 ? out[(y - 1) * size + x] : 0;
      const corner = x >= step && y > 0 ? out[(y - 1) * size + x - step] : 0;
      const guess = left + up - corner;
      const [a, b, c] = [left, up, corner].map((one) => Math.abs(guess - one));
      const paeth = a <= b && a <= c ? left : b <= c ? up : corner;
      out[y * size + x] = raw[y * (size + 1) + 1 + x] + [0, left, up, (left + up) >> 1, paeth][filter];
    }
  }
  return out;
}

function chunk(kind, data) {
  const body = Buffer.concat([Buffer.from(kind, "latin1"), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** The same picture in the colours that it has most. */
export function withPalette(png) {
  const all = chunks(png);
  const head = all.find((one) => one.kind === "IHDR").data;
  const [width, height, step] = [head.readUInt32BE(0), head.readUInt32BE(4), head[9] === 6 ? 4 : 3];
  const raw = inflateSync(Buffer.concat(all.filter((one) => one.kind === "IDAT").map((one) => one.data)));
  const pixels = unfiltered(raw, width, height, step);
  const counts = new Map();
  const colour = (at) => (pixels[at] << 16) | (pixels[at + 1] << 8) | pixels[at + 2];
  for (let at = 0; at < pixels.length; at += step) counts.set(colour(at), (counts.get(colour(at)) ?? 0) + 1);
  const palette = [...counts].sort(([, a], [, b]) => b - a).slice(0, 256).map(([one]) => one);
  const far = (a, b) => ((a >> 16) - (b >> 16)) ** 2 + (((a >> 8) & 255) - ((b >> 8) & 255)) ** 2 + ((a & 255) - (b & 255)) ** 2;
  const nearest = new Map(palette.map((one, index) => [one, index]));
  const index = (one) => {
    if (!nearest.has(one)) nearest.set(one, palette.reduce((best, other, at) => (far(one, other) < far(one, palette[best]) ? at : best), 0));
    return nearest.get(one);
  };
  const lines = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) lines[y * (width + 1) + 1 + x] = index(colour((y * width + x) * step));
  }
  const size = Buffer.from(head);
  size[9] = 3;
  return Buffer.concat([SIGNATURE, chunk("IHDR", size),
    chunk("PLTE", Buffer.from(palette.flatMap((one) => [one >> 16, (one >> 8) & 255, one & 255]))),
    chunk("IDAT", deflateSync(lines, { level: 9 })), chunk("IEND", Buffer.alloc(0))]);
}
