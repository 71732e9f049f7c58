// served: `steg serve` for the browser tests beside this file.
//
//     const s = await serve(course, ["--port", "7999"]);     s.base is its address
//     await s.stop();                                        s.left: what it left behind
//
// STEG is the program.

import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
export const STEG = resolve(ROOT, process.env.STEG ?? join(process.env.BUILD ?? "build", "steg"));

export async function serve(course, options = ["--port", "0"], language = "nb") {
  const work = mkdtempSync(join(tmpdir(), "steg-served-")), said = [];
  const env = { ...process.env, TMPDIR: work, GIT_CEILING_DIRECTORIES: dirname(course) };
  const child = spawn(STEG, ["serve", course, "--lang", language, ...options], { env, stdio: ["ignore", "pipe", "pipe"] });
  const ended = new Promise((done) => { child.once("exit", done); });
  child.stderr.on("data", (text) => said.push(String(text)));
  const base = await new Promise((done, fail) => {
    createInterface(child.stdout).on("line", (line) => {
      const found = /http:\/\/\S+\//.exec(line);
      if (found) done(found[0]);
    });
    ended.then(() => fail(new Error(`steg serve ended: ${said.join("")}`)));
  });
  const s = {
    base, said, left: undefined, code: undefined,
    async stop() {
      child.kill("SIGINT");
      s.code = await ended;
      s.left = readdirSync(work);
      rmSync(work, { recursive: true, force: true });
    },
  };
  return s;
}
