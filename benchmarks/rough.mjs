// rough.js's side of rough.py: told a shape and rounds of calls on one line, it answers with the milliseconds of each round.
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const require = createRequire(pathToFileURL(process.argv[2] + "/"));
const rough = require("roughjs");
const generator = (rough.default ?? rough).generator();

for await (const line of createInterface({ input: process.stdin })) {
  const { shape, options, rounds } = JSON.parse(line);
  const times = rounds.map((each) => {
    const start = process.hrtime.bigint();
    let ops = 0;
    for (const [seed, args] of each) {
      for (const set of generator[shape](...args, { ...options, seed }).sets) ops += set.ops.length;
    }
    return Number(process.hrtime.bigint() - start) / 1e6;
  });
  console.log(JSON.stringify(times));
}
