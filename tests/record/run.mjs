// What docs/record.md promises, sentence by sentence; tests/suites/25-record.
//
//     run.mjs [chapter …]     rules storage files random shared; all unless told
import { close } from "./harness.mjs";

const named = process.argv.slice(2);
for (const name of named.length ? named : ["rules", "storage", "files", "random", "shared"]) await import(`./${name}.mjs`);
close();
