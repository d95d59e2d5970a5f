// The calls to the program: one function each, with the token of this page; what goes wrong
// becomes a Refusal that says so in both languages.

import { isBlank } from "./plan/rows.js";

/** What the program, or the way to it, refused. */
export class Refusal extends Error {
  /** @param {any} told */
  constructor({ code = "", vi, en, findings = [] }, status = 0) {
    super(code);
    this.code = code;
    this.vi = vi;
    this.en = en;
    this.findings = findings;
    this.status = status;
  }
}

const LOST = {
  code: "lost",
  vi: "Chương trình danhmuc đã đóng hoặc không trả lời.",
  en: "The danhmuc program has been closed or does not answer.",
};
const NO_TOKEN = {
  code: "token",
  vi: "Địa chỉ của trang thiếu khóa. Hãy mở lại chương trình: nó sẽ mở trang đúng.",
  en: "The key is missing from the address. Start the program again: it opens the right page.",
};

let token = "";
/** @type {(isLost: boolean) => void} */
let onLost = () => {};

/** Reads the token from the address; whether there is one. */
export function readToken(hash) {
  token = /(?:^#|&)k=([0-9a-f]{64})(?:&|$)/i.exec(hash)?.[1] ?? "";
  return token !== "";
}

/** Calls `listener(true)` when the program does not answer, `listener(false)` when it does. */
export function watchConnection(listener) {
  onLost = listener;
}

/**
 * @param {string} path
 * @param {{ method?: string, body?: any, headers?: object, signal?: AbortSignal }} how
 */
async function call(path, { method = "GET", body, headers = {}, signal } = {}) {
  if (!token) throw new Refusal(NO_TOKEN, 401);
  let response;
  try {
    response = await fetch(`api/${path}`, {
      method, body, signal, headers: { "X-Danhmuc-Token": token, ...headers },
    });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    onLost(true);
    throw new Refusal(LOST);
  }
  onLost(false);
  if (response.ok) return response;
  const told = await response.json().catch(() => null);
  throw new Refusal(told?.error ? { findings: told.findings, ...told.error } : {
    code: "status",
    vi: `Chương trình trả lời không rõ (${response.status}). Hãy thử lại.`,
    en: `The program gave an unclear answer (${response.status}). Try again.`,
  }, response.status);
}

/** The plan as the program is asked about it: rows in which nothing stands are none, and the text
 * that rows were taken from is for the eyes. */
const asked = (value) => (value.plan
  ? { ...value, plan: { ...value.plan, text: [], rows: value.plan.rows.filter((row) => !isBlank(row)) } } : value);

/** A Blob and not a text: of a large plan the browser encodes it three times as fast. */
const post = (path, value, signal) => call(path, {
  method: "POST", body: new Blob([JSON.stringify(asked(value))]), signal,
  headers: { "Content-Type": "application/json" },
});

/** The body of a transfer can break off after a good start. */
async function whole(response, how) {
  try {
    return await response[how]();
  } catch (error) {
    if (error.name === "AbortError") throw error;
    onLost(true);
    throw new Refusal(LOST);
  }
}

const fileList = (files) => encodeURIComponent(
  JSON.stringify(files.map((file) => ({ name: file.name, size: file.size }))));

async function send(path, files, signal) {
  return call(path, {
    method: "POST", body: new Blob(files), signal, headers: { "X-Danhmuc-Files": fileList(files) },
  });
}

const named = async (response) => ({
  blob: await whole(response, "blob"),
  name: nameOf(response.headers.get("Content-Disposition") ?? ""),
});

function nameOf(disposition) {
  const coded = /filename\*=UTF-8''([^;]+)/i.exec(disposition);
  if (coded) return decodeURIComponent(coded[1]);
  return /filename="?([^";]+)/i.exec(disposition)?.[1] ?? "";
}

/** This page is open. */
export const here = () => call("here", { method: "POST" });
/** The clerk closes the program. */
export const end = () => call("end", { method: "POST" });
export const info = async () => whole(await call("info"), "json");
export const upload = async (files, signal) => whole(await send("upload", files, signal), "json");
export const annotate = async (files, signal) => named(await send("annotate", files, signal));
export const example = async (id) => whole(await call(`examples/${encodeURIComponent(id)}`), "json");
export const blank = async (place) =>
  named(await call(`blank.xlsx${place ? `?place=${encodeURIComponent(place)}` : ""}`));
export const check = async (plan, options, signal) =>
  whole(await post("check", { plan, options }, signal), "json");
export const names = async (plan, signal) => whole(await post("names", { plan }, signal), "json");
export const convert = async (plan, format) => named(await post("convert", { plan, format }));
export const reassign = async (question) => whole(await post("reassign", question), "json");
export const reassignReport = async (question) => named(await post("reassign", question));
/** What differs between two files, the old one first. */
export const compare = async (files, signal) => whole(await send("compare", files, signal), "json");
export const compareTable = async (files, ending) => named(await send(`compare/${ending}`, files));
/** What the filled extracts report, the plan first; as of a day, or of the newest among them. */
export const collect = async (files, day, signal) => whole(await send(`collect?day=${encodeURIComponent(day)}`, files, signal), "json");
export const collectFile = async (files, day, name) => named(await send(`collect/${name}?day=${encodeURIComponent(day)}`, files));
export const resultZip = async (key) => named(await call(`results/${key}/zip`));
export const resultFile = async (key, index) => named(await call(`results/${key}/files/${index}`));

/** One page as an image; `pages` is null when the program has not counted them. */
export async function preview(request, signal) {
  const response = await post("preview", request, signal);
  const number = (name) => Number(response.headers.get(name)) || null;
  return {
    blob: await whole(response, "blob"),
    page: number("X-Danhmuc-Page") ?? request.page,
    pages: number("X-Danhmuc-Pages"),
  };
}

/** Builds; `hear` gets each event as it comes; the last event is returned. */
export async function build(request, hear, signal) {
  const response = await post("build", request, signal);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  let last = null;
  try {
    for (;;) {
      const { value, done } = await reader.read();
      const lines = (rest + (value ?? "")).split("\n");
      rest = done ? "" : lines.pop();
      for (const line of lines) {
        if (line.trim() === "") continue;
        last = JSON.parse(line);
        hear(last);
      }
      if (done) break;
    }
  } catch (error) {
    if (error.name === "AbortError") throw error;
    onLost(true);
    throw new Refusal(LOST);
  }
  if (last?.event === "error") throw new Refusal(last);
  if (last?.event !== "end") throw new Refusal(LOST);
  return last;
}
