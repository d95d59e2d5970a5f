// A letter to one agency with its extract → an .eml file that a mail program opens as a draft
// (RFC 5322, RFC 2045 to 2047, RFC 2231). Nothing is sent: no address stands in it.

const LINE = 76;

const base64 = (bytes) => {
  let text = "";
  // In pieces: a call has room for some thousand arguments.
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
};

const folded = (text) => text.match(new RegExp(`.{1,${LINE}}`, "g"))?.join("\r\n") ?? "";

/** A header's words: as they are where they are ASCII, else in words of base64 within 75 letters. */
function encoded(text) {
  if (/^[\x20-\x7e]*$/.test(text)) return text;
  const words = [];
  let word = "";
  for (const letter of text) {
    // 45 bytes are 60 letters, and "=?UTF-8?B?…?=" takes 12.
    if (new TextEncoder().encode(word + letter).length > 45) {
      words.push(word);
      word = "";
    }
    word += letter;
  }
  return [...words, word].map((one) => `=?UTF-8?B?${base64(new TextEncoder().encode(one))}?=`).join("\r\n ");
}

const named = (name) => `filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`)}`;

const KINDS = { pdf: "application/pdf",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" };

/** `files` are { name, bytes }; gives the bytes of the file. */
export function letterFile({ subject, text, files }) {
  const boundary = "=_thu-kem-ban-trich";
  const part = (head, body) => [`--${boundary}`, ...head, "", body].join("\r\n");
  const lines = [
    "MIME-Version: 1.0",
    "X-Unsent: 1",
    `Subject: ${encoded(subject)}`,
    `Content-Type: multipart/mixed; boundary="${boundary}"`,
    "",
    part(["Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64"],
      folded(base64(new TextEncoder().encode(text.replace(/\r?\n/g, "\r\n"))))),
    ...files.map(({ name, bytes }) => part([
      `Content-Type: ${KINDS[name.split(".").at(-1)] ?? "application/octet-stream"}`,
      "Content-Transfer-Encoding: base64",
      `Content-Disposition: attachment; ${named(name)}`,
    ], folded(base64(bytes)))),
    `--${boundary}--`,
    "",
  ];
  return new TextEncoder().encode(lines.join("\r\n"));
}
