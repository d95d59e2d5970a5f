// A file that the program does not read → what helps: by its ending alone, before it is sent.

import { t } from "../words.js";

/**
 * Ending → the key of the advice.
 * @type {[RegExp, string][]}
 */
const KINDS = [
  [/\.pdf$/i, "advice.pdf"],
  [/\.(png|jpe?g|gif|bmp|tiff?|webp|heic)$/i, "advice.picture"],
  [/\.(doc|rtf|odt|wps|dot)$/i, "advice.word"],
  [/\.(zip|rar|7z)$/i, "advice.archive"],
  [/\.(pptx?|ppsx?|odp)$/i, "advice.slides"],
];

const TABLE = /\.(xlsx|xlsm|xls|xlsb|ods|csv|tsv)$/i;

/** Whether a file is a workbook, as its name has it. */
export const isTable = (name) => TABLE.test(name);

/** Whether the program takes files of this ending. */
export const isTaken = (name, accepts) => accepts.some((ending) => name.toLowerCase().endsWith(ending));

/** What to do about files that were not read, in the language of the page. */
export function adviceFor(names) {
  for (const [ending, key] of KINDS) if (names.some((name) => ending.test(name))) return t(key);
  return t("refused.hint");
}
