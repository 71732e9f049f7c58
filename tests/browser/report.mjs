// report: counts what was looked at and says what was wrong, each fault once.

const SHOWN_PER_CHECK = 12, LONGEST = 400;

export function newReport() {
  const counts = new Map(); // check → {passed, failed}
  const of = (check) => counts.get(check) ?? counts.set(check, { passed: 0, failed: 0, skipped: 0 }).get(check);
  return {
    // One case: `problems` is what is wrong with `where`, nothing when all is well.
    add(check, where, problems) {
      const list = [problems ?? []].flat(), c = of(check);
      if (!list.length) {
        c.passed++;
        return;
      }
      c.failed++;
      if (c.failed <= SHOWN_PER_CHECK) for (const problem of list) console.log(`failed: ${check}: ${where}: ${problem.trim().slice(0, LONGEST)}`);
      else if (c.failed === SHOWN_PER_CHECK + 1) console.log(`failed: ${check}: … more of these are counted only`);
    },
    skip(check, why) {
      of(check).skipped++;
      console.log(`skipped: ${check}: ${why}`);
    },
    close() {
      const sum = (key) => [...counts.values()].reduce((n, c) => n + c[key], 0);
      for (const [check, c] of counts) console.log(`${check}: ${c.passed} of ${c.passed + c.failed}`);
      console.log(`${sum("passed")} passed, ${sum("failed")} failed, ${sum("skipped")} skipped`);
      return sum("failed") === 0;
    },
  };
}
